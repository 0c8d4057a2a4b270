import { describe, expect, test } from 'vitest';
import type { Account, Finance, Uncertainty } from './data';
import { rowsOf, toldYears } from './rows';
import { financeFinding, uncertaintyFinding } from './sentences';

const account = (rows: Record<string, number[]>): Account =>
  ({
    operating_yen: [0, 5],
    before_financing_yen: [-9, 5],
    net_yen: [-9, 5],
    cumulative_yen: [-9, -4],
    ...rows,
  }) as Account;

describe('the rows of an account', () => {
  test('stand in the order of the sums, those without money left out', () =>
    expect(rowsOf(account({ capital_yen: [-9, 0], sales_yen: [0, 5] })).map((r) => r.id)).toEqual([
      'sales_yen',
      'operating_yen',
      'capital_yen',
      'before_financing_yen',
      'cumulative_yen',
    ]));
  test('tell the owner’s flow only where a loan makes it another one', () =>
    expect(rowsOf(account({ net_yen: [-4, 4], loan_yen: [5, 0] })).some((r) => r.id === 'net_yen')).toBe(
      true,
    ));
});

test('a table on paper has building, the first year, every fifth and the last', () => {
  expect(toldYears(25)).toEqual([0, 1, 5, 10, 15, 20, 25]);
  expect(toldYears(12)).toEqual([0, 1, 5, 10, 12]);
  expect(toldYears(1)).toEqual([0, 1]);
});

describe('what the charts say', () => {
  const finance = {
    currency: 'yen',
    period_years: 25,
    figures: [
      { id: 'owner_npv', value: -123_456_789 },
      { id: 'owner_payback', value: null },
    ],
  } as unknown as Finance;
  test('a project that does not pay says so', () => {
    expect(financeFinding(finance, 'en')).toBe(
      'Net present value −123\u00a0million yen; not paid back within 25 years',
    );
    expect(financeFinding(finance, 'ja')).toBe('正味現在価値 −1.23億円、25年では回収しない');
  });
  test('the probability stands with its runs and its seed', () => {
    const u = { runs: 10_000, seed: 7, probability_npv_positive: 0.957, npv_yen: [-1e8, 0, 0, 0, 0, 0, 3e8] };
    const said = uncertaintyFinding(u as unknown as Uncertainty, 'yen', 'en');
    expect(said).toContain('95.7\u00a0% of runs');
    expect(said).toContain('10,000 runs, seed 7');
  });
});
