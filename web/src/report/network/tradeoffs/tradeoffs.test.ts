import { expect, test } from 'vitest';
import { drawnPoints } from './frontChart';
import { changedValue } from './names';

// One point at the very least of CO2 may cost four times the rest: the others must not shrink to a line.
test('the last point is drawn unless it towers above the front', () => {
  expect(drawnPoints([97.1, 97.8, 99.6, 102, 106, 111, 420])).toBe(6);
  expect(drawnPoints([97.1, 97.8, 99.6, 102, 106, 111, 118])).toBe(7);
  expect(drawnPoints([16, 17.6, 19.2])).toBe(3);
  expect(drawnPoints([10, 10, 10, 12])).toBe(4);
});

test('a price is written where the answer turns, in its own unit', () => {
  expect(changedValue('6円/kWh', 0.2)).toBe('7.20円/kWh');
  expect(changedValue('21,600 yen/kW/year', -0.1)).toBe('19,400 yen/kW/year');
  expect(changedValue('4万円/kWh', 0.25)).toBe('5.00万円/kWh');
  expect(changedValue(null, 0.2)).toBeNull();
});
