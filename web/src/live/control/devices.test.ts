import { expect, test } from 'vitest';
import { glance, isRegister, told, type Channel } from './devices';

const channel = (name: string, value: number, unit: string): Channel => ({
  channel: name,
  value,
  unit,
  time: '2026-11-29T01:50:00Z',
  quality: 'good',
});
const register = channel('energy_import', 42_647_097.539, 'kWh');
const power = channel('power', 1.293, 'kW');

test('a line of a device tells what it does now, and its counter where it says nothing else', () => {
  expect(isRegister(register)).toBe(true);
  expect(isRegister(channel('level', 12, 'kWh'))).toBe(false);
  expect(glance([register, power])).toEqual([power]);
  expect(glance([register])).toEqual([register]);
});

test('three digits at a glance, all digits of a counter in the detail, on and off in words', () => {
  expect(told(power, 'en')).toBe('1.29\u00a0kW');
  expect(told(register, 'en')).toBe('42,600,000\u00a0kWh');
  expect(told(register, 'en', true)).toBe('42,647,097.539\u00a0kWh');
  expect(told(channel('switch', 1, '-'), 'ja')).toBe('入');
  expect(told(channel('switch', 0, '-'), 'en')).toBe('off');
});
