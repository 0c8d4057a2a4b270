import { describe, expect, test } from 'vitest';
import type { Survival } from './data';
import { startHourChart } from './charts';
import {
  curveFinding,
  failuresDetail,
  gainScale,
  hourFinding,
  lasting,
  probabilityAt,
  shareText,
  shownHours,
  startName,
  survivalFinding,
} from './sentences';

const survival: Survival = {
  ends_with: 'shelter',
  horizon_hours: 336,
  starts: 8760,
  lasted: 0.94,
  mean_hours: 317,
  least_hours: 0.6,
  least_start_hour: 6990,
  hours: [24, 48, 96, 336],
  probability: [0.97, 0.96, 0.95, 0.94],
  probability_without_failures: null,
  mean_hours_without_failures: null,
  failures: null,
  seasons: [],
  start_hours: [],
  helps: [],
};

describe('survival', () => {
  test('lengths are told in the unit that a person thinks in', () => {
    expect(lasting(0.589, 'ja')).toBe('35分');
    expect(lasting(18, 'en')).toBe('18\u00a0h');
    expect(lasting(336, 'ja')).toBe('14日');
  });

  test('an hour of the year is a date', () => {
    expect(startName(0, 'ja')).toBe('1月1日0時');
    expect(startName(31 * 24 + 5, 'en')).toBe('1 Feb, 5:00');
    expect(startName(8759, 'ja')).toBe('12月31日23時');
  });

  // A planner who reads "100 %" expects no outage to fail.
  test('nearly all is not all, nearly none not none', () => {
    expect(shareText(0.9999)).toContain('>');
    expect(shareText(0.0001)).toContain('<');
    expect(shareText(1)).not.toContain('>');
  });

  test('between told hours the probability lies between theirs', () => {
    expect(probabilityAt(survival, 24)).toBe(0.97);
    expect(probabilityAt(survival, 72)).toBeCloseTo(0.955, 12);
    expect(probabilityAt(survival, 400)).toBe(0.94);
    expect(curveFinding(survival, 'ja')).toBe(
      'もつ確率：24時間は97\u00a0%、3日は95.5\u00a0%、14日は94\u00a0%',
    );
  });

  // Two weeks of nothing would hide the hours that count.
  test('the chart ends where nothing lasts any more', () => {
    const short = { ...survival, hours: [6, 12, 24, 336], probability: [0.9, 0.4, 0, 0], lasted: 0 };
    expect(shownHours(short)).toBe(24);
    expect(shownHours(survival)).toBe(336);
    expect(shownHours({ ...short, probability_without_failures: [1, 1, 0.2, 0] })).toBe(336);
    expect(curveFinding(short, 'en')).toBe(
      'Survived: 6\u00a0h with 90\u00a0%, 12\u00a0h with 40\u00a0%, 24\u00a0h with 0\u00a0%',
    );
  });

  test('how closely failures were followed is said', () => {
    const exact = { exact: true, left_out: 0, mean_hours_at_most: 50, probability_at_most: null };
    expect(failuresDetail(exact, 'en')).toContain('exactly');
    const between = {
      exact: false,
      left_out: 0.0123,
      mean_hours_at_most: 60,
      probability_at_most: [1, 1, 0.5, 0.1],
    };
    expect(failuresDetail(between, 'en')).toContain('1.23 percentage points');
    expect(failuresDetail(between, 'ja')).toContain('1.23ポイント');
    expect(curveFinding({ ...survival, failures: between }, 'en')).toContain('Survived, at least: ');
    expect(curveFinding({ ...survival, failures: exact }, 'ja')).toContain('もつ確率：');
    // Every mean is then a lower bound, whether or not any outage reaches the horizon.
    const hours = [
      { hour: 0, starts: 1, probability: null, mean_hours: 30 },
      { hour: 2, starts: 1, probability: null, mean_hours: 20 },
    ];
    expect(survivalFinding({ ...survival, lasted: 0, failures: between }, 'en')).toContain('or more');
    expect(survivalFinding({ ...survival, lasted: 0, failures: exact }, 'en')).not.toContain('or more');
    expect(hourFinding({ ...survival, start_hours: hours, failures: between }, 'ja')).toContain('20時間以上');
    expect(hourFinding({ ...survival, start_hours: hours, failures: exact }, 'ja')).not.toContain('以上');
    // 0.05 of 336 hours may be missing from either of them: the hour that seems the worst need not be.
    const wide = { ...between, left_out: 0.05 };
    expect(hourFinding({ ...survival, start_hours: hours, failures: wide }, 'en')).not.toContain('Shortest');
  });

  // Every other column would be empty, and its hour printed below it.
  test('hours in which no outage begins have no column', () => {
    const start_hours = Array.from({ length: 24 }, (_, hour) => ({
      hour,
      starts: 0,
      probability: null,
      mean_hours: hour % 2 ? null : 20,
    }));
    const { rows } = startHourChart({ ...survival, start_hours }, 'ja').table;
    expect(rows).toHaveLength(12);
    expect(rows[1]).toEqual(['2時', 20]);
  });

  test('what lasts as long as was looked at unless generators fail has no worst hour', () => {
    const failures = { exact: true, left_out: 0, mean_hours_at_most: 320, probability_at_most: null };
    const fails = { ...survival, failures, least_hours: survival.horizon_hours };
    expect(survivalFinding(fails, 'en')).toContain('without them they keep their power for the 14\u00a0days');
    expect(survivalFinding(fails, 'ja')).toContain('故障がなければ調べた14日のあいだ止まらない');
    expect(survivalFinding({ ...fails, least_hours: 10 }, 'en')).toContain('10\u00a0h at worst');
  });

  test('a mean that was cut off at the horizon is a lower bound', () => {
    expect(survivalFinding(survival, 'ja')).toContain('13.2日以上');
    expect(survivalFinding({ ...survival, lasted: 0, mean_hours: 30 }, 'en')).not.toMatch(/or more|reach/);
    expect(survivalFinding({ ...survival, lasted: 1 }, 'ja')).toContain('いつ停電しても、避難所は');
    expect(survivalFinding({ ...survival, lasted: 1, ends_with: 'class_1' }, 'en')).toContain(
      'shelters and class 1 keep',
    );
    expect(survivalFinding({ ...survival, ends_with: 'class_3' }, 'ja')).toContain('避難所とクラス1～3は');
  });

  test('seconds stay readable', () => {
    const help = { id: 'pv', what: 'power', amount: 1, unit: 'kW', extra_hours: 0.00175 } as const;
    expect(gainScale([help]).unit.en).toBe('s');
    expect(gainScale([{ ...help, extra_hours: 0.5 }]).unit.en).toBe('min');
    expect(gainScale([{ ...help, extra_hours: 2 }]).unit.en).toBe('h');
  });
});
