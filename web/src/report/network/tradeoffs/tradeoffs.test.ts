import { expect, test } from 'vitest';
import { drawnPoints } from './frontChart';
import { changedValue } from './names';
import { qualityNote } from './quality';

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

test('plans that are not shown to be the cheapest are counted, with the widest gap', () => {
  const sure = { gap: 1e-9, bound: null, time_limit_reached: false };
  expect(qualityNote([sure, { ...sure, gap: 1e-4 }], 'en')).toBeNull();
  const cut = { gap: 0.031, bound: 97, time_limit_reached: true };
  expect(qualityNote([sure, cut], 'en')).toMatch(/^One plan \(1 ended by the time limit\) .* up to 3\.1/);
  expect(qualityNote([cut, { ...cut, gap: 0.004, time_limit_reached: false }], 'ja')).toMatch(
    /^2件の計画（うち1件は制限時間で終了）.*最大3\.1/,
  );
});
