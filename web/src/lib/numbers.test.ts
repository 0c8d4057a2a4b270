import { describe, expect, test } from 'vitest';
import {
  amount,
  apart,
  axisStep,
  balance,
  column,
  energy,
  fraction,
  hundredths,
  missing,
  money,
  number,
  percent,
  plain,
  power,
  signed,
} from './numbers';

const spaced = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('numbers for people', () => {
  test.each([
    [3926.3, '3,930'],
    [19700.05, '19,700'],
    [0.0512, '0.0512'],
    [24, '24.0'],
    [9.996, '10.0'],
    [999.6, '1,000'],
    [0, '0'],
    [-2464.8, '−2,460'],
  ])('%d has three significant digits', (value, text) => expect(number(value)).toBe(text));

  test('a missing value is a dash, never 0', () => {
    for (const value of [null, undefined, NaN, Infinity]) {
      expect(number(value)).toBe(missing);
      expect(power(value)).toBe(missing);
      expect(money(value, 'ja')).toBe(missing);
      expect(percent(value)).toBe(missing);
    }
  });

  test('factors keep every digit', () => {
    expect(plain(0.433)).toBe('0.433');
    expect(plain(8.64)).toBe('8.64');
    expect(plain(4618)).toBe('4,618');
    expect(plain(8.640000000000002)).toBe('8.64');
    expect(plain(0.1 + 0.2)).toBe('0.3');
    expect(plain(-2.50000001)).toBe('−2.5');
  });
});

describe('units', () => {
  test('kW under 10 MW, then MW', () => {
    expect(spaced(power(9990))).toBe('9,990 kW');
    expect(spaced(power(12_340))).toBe('12.3 MW');
    expect(spaced(energy(6556))).toBe('6,560 kWh');
    expect(spaced(energy(250_000))).toBe('250 MWh');
  });

  test('money is said as each language says it', () => {
    expect(money(2_458_000_000, 'ja')).toBe('24.6億円');
    expect(money(23_700_000, 'ja')).toBe('2,370万円');
    expect(money(9_000, 'ja')).toBe('9,000円');
    expect(money(99_967_380, 'ja')).toBe('1.00億円');
    expect(money(9_999.6, 'ja')).toBe('1.00万円');
    expect(spaced(money(2_458_000_000, 'en'))).toBe('2,460 million yen');
    expect(spaced(money(23_700_000, 'en'))).toBe('23.7 million yen');
  });

  test('a balance shows its sign', () => {
    expect(balance(201_000_000, 'ja')).toBe('+2.01億円');
    expect(balance(-2_464_000_000, 'ja')).toBe('−24.6億円');
    expect(signed(0)).toBe('0');
  });

  test('shares', () => {
    expect(spaced(percent(0.7))).toBe('70 %');
    expect(spaced(percent(0.4906))).toBe('49.1 %');
    expect(hundredths(0.005)).toBe('0.5');
    expect(hundredths(0.29)).toBe('29');
    expect(hundredths(1)).toBe('100');
    expect(fraction(0.6667)).toBe('2/3');
    expect(fraction(0.5)).toBe('1/2');
    expect(spaced(fraction(0.37))).toBe('37 %');
    expect(spaced(fraction(0))).toBe('0 %');
  });
});

describe('columns', () => {
  test('all values of a column have the decimals of its largest', () => {
    const text = column([24.58, 17.46, 5.33, -0.34]);
    expect([24.58, 17.46, 5.33, -0.34, 0, null].map(text)).toEqual(['24.6', '17.5', '5.3', '−0.3', '0', '–']);
  });
  test('a small value does not read as zero', () => {
    expect(column([24.58, 0.02])(0.02)).toBe('0.02');
  });
  test('thousands keep three digits', () => {
    const text = column([3926, 497]);
    expect([text(3926), text(497)]).toEqual(['3,930', '497']);
  });
  test('an empty column has no opinion', () => expect(column([])(null)).toBe('–'));
});

describe('axes', () => {
  test.each([
    [36.6, 9, 5],
    [30.8, 6, 10],
    [3.2, 9, 0.5],
    [0, 9, 1],
  ])('a span of %d in at most %d steps', (size, steps, step) => expect(axisStep(size, steps)).toBe(step));
});

describe('money of a plan in any currency', () => {
  test.each([
    [364505301, 'yen', '3.65億円', '365 million yen'],
    [33826, 'yen', '3.38万円', '33,800 yen'],
    [11112845, 'USD', '11.1百万 USD', '11.1 million USD'],
    [430.08, 'USD', '430 USD', '430 USD'],
  ])('%d %s', (value, currency, ja, en) => {
    expect(spaced(amount(value, currency, 'ja'))).toBe(ja);
    expect(spaced(amount(value, currency, 'en'))).toBe(en);
  });
});

describe('a column whose rows are told apart', () => {
  test('has three digits where they do', () => {
    expect([1234, 1500, 24].map(apart([1234, 1500, 24]))).toEqual(['1,230', '1,500', '20']);
    expect([0.5, 0.25].map(apart([0.5, 0.25]))).toEqual(['0.500', '0.250']);
  });
  test('has as many more as it takes', () => {
    expect([13.0325, 13.0331, 13.04].map(apart([13.0325, 13.0331, 13.04]))).toEqual([
      '13.0325',
      '13.0331',
      '13.0400',
    ]);
    expect([981.23, 981.24].map(apart([981.23, 981.24]))).toEqual(['981.23', '981.24']);
  });
  test('lets equal ones be, and what is missing', () => {
    expect([981.23, 981.2300001, null].map(apart([981.23, 981.2300001]))).toEqual(['981', '981', missing]);
    expect([0, 0].map(apart([0, 0]))).toEqual(['0', '0']);
    expect([-1, 1].map(apart([-1, 1]))).toEqual(['−1.00', '1.00']);
  });
});
