// Numbers for people: three significant digits, thousands separators, a unit always, "–" for what is missing.

import type { Language } from './language.svelte';

export const missing = '–';
const minus = '−';

const present = (value: number | null | undefined): value is number =>
  value !== null && value !== undefined && Number.isFinite(value);

/** Decimals that show `digits` significant digits of a value; 0 for values with more digits before the point. */
export function decimalsFor(value: number, digits = 3): number {
  if (value === 0 || !Number.isFinite(value)) return 0;
  return Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(value))));
}

function roundTo(value: number, digits: number): number {
  return value === 0 ? 0 : Number(value.toPrecision(digits));
}

const withSeparators = (value: number, most: number, least = most): string =>
  new Intl.NumberFormat('en-US', { minimumFractionDigits: least, maximumFractionDigits: most })
    .format(Math.abs(value))
    .replace(/^/, value < 0 ? minus : '');

/** A number with three significant digits: 3926.3 -> "3,930", 0.0512 -> "0.0512", 24 -> "24.0". */
export function number(value: number | null | undefined, digits = 3): string {
  if (!present(value)) return missing;
  // Six decimals show no more; what rounds to nothing there is nothing.
  const rounded = Math.abs(value) < 5e-7 ? 0 : roundTo(value, digits);
  return withSeparators(rounded, Math.min(6, decimalsFor(rounded, digits)));
}

/** A number of hours or times: 18 -> "18", 29.68 -> "29.7". */
export const count = (value: number | null | undefined): string => number(value).replace(/\.0+$/, '');

/** A count or an input that is written as it is, without zeros at its end: 13.6 -> "13.6", 8 -> "8". */
export const plain = (value: number | null | undefined): string =>
  present(value) ? withSeparators(value, 6, 0) : missing;

/** An amount as a bill prints it: whole yen, cents of other currencies. */
export const billed = (value: number, currency: string): string =>
  withSeparators(value, currency === 'yen' ? 0 : 2);

/** The same with its sign in front, for balances. */
export const signed = (value: number | null | undefined, text: (v: number) => string = number): string =>
  present(value) ? (value > 0 ? '+' : '') + text(value) : missing;

export interface Scale {
  divide: number;
  unit: string;
}

/** kW under 10 MW, then MW; likewise for energy, where tables read better in kWh up to 100 MWh. */
export const powerScale = (largestKw: number): Scale =>
  Math.abs(largestKw) >= 10_000 ? { divide: 1000, unit: 'MW' } : { divide: 1, unit: 'kW' };

export const energyScale = (largestKwh: number): Scale => {
  if (Math.abs(largestKwh) >= 100_000_000) return { divide: 1_000_000, unit: 'GWh' };
  if (Math.abs(largestKwh) >= 100_000) return { divide: 1000, unit: 'MWh' };
  return { divide: 1, unit: 'kWh' };
};

/** Japanese money is said in 億円 and 万円, English money in million yen. */
export function moneyScale(largestYen: number, language: Language): Scale {
  // As it is told, in three digits: 99,967,380 yen are 1億円, not 10,000万円.
  const size = roundTo(Math.abs(largestYen), 3);
  if (language === 'en') return { divide: 1e6, unit: 'million yen' };
  if (size >= 1e8) return { divide: 1e8, unit: '億円' };
  if (size >= 1e4) return { divide: 1e4, unit: '万円' };
  return { divide: 1, unit: '円' };
}

/** Money of a plan in any currency; small plans are told in whole units, not in millions. */
export function currencyScale(largest: number, currency: string, language: Language): Scale {
  const size = Math.abs(largest);
  if (currency === 'yen' && (language === 'ja' || size >= 1e5)) return moneyScale(size, language);
  if (size >= 1e6)
    return { divide: 1e6, unit: language === 'ja' ? `百万 ${currency}` : `million ${currency}` };
  return { divide: 1, unit: currency };
}

export const amount = (value: number | null | undefined, currency: string, language: Language): string =>
  scaled(value, (v) => currencyScale(v, currency, language));

const joined = (text: string, unit: string): string =>
  /^[ァ-ヶ一-龠]/.test(unit) ? text + unit : `${text}\u00a0${unit}`;

const scaled = (value: number | null | undefined, scaleFor: (v: number) => Scale): string => {
  if (!present(value)) return missing;
  const scale = scaleFor(value);
  return joined(number(value / scale.divide), scale.unit);
};

export const power = (kw: number | null | undefined): string => scaled(kw, powerScale);
export const energy = (kwh: number | null | undefined): string => scaled(kwh, energyScale);
export const money = (yen: number | null | undefined, language: Language): string =>
  scaled(yen, (v) => moneyScale(v, language));
export const balance = (yen: number | null | undefined, language: Language): string =>
  signed(yen, (v) => money(v, language));

/** A share in per cent without its unit: 0.7 -> "70", 0.005 -> "0.5". */
export const hundredths = (share: number | null | undefined, digits = 3): string =>
  present(share) ? plain(roundTo(share * 100, digits)) : missing;

export const percent = (share: number | null | undefined, digits = 3): string =>
  present(share) ? `${hundredths(share, digits)}\u00a0%` : missing;

/** A difference as a share of what it differs from, in three digits: -0.41 -> "−41.0 %". */
export const change = (share: number): string => signed(share * 100, (x) => `${number(x)}\u00a0%`);

/** 0.6667 -> "2/3": subsidies are written as fractions. */
export function fraction(share: number): string {
  for (const [above, below] of [
    [1, 2],
    [1, 3],
    [2, 3],
    [1, 4],
    [3, 4],
    [1, 5],
    [2, 5],
    [3, 5],
    [4, 5],
  ] as const)
    if (Math.abs(share - above / below) < 0.001) return `${above}/${below}`;
  return percent(share);
}

/**
 * One way to write all values of a column: the decimals that give its largest value three significant digits, one or
 * two more where a small value would otherwise read as zero.
 */
export function column(
  values: readonly (number | null | undefined)[],
): (v: number | null | undefined) => string {
  const sizes = values
    .filter(present)
    .map(Math.abs)
    .filter((v) => v > 0);
  const largest = sizes.length ? Math.max(...sizes) : 0;
  const smallest = sizes.length ? Math.min(...sizes) : 0;
  const decimals = decimalsFor(roundTo(largest, 3));
  const needed = Math.min(decimals + 2, decimalsFor(smallest, 1));
  const used = Math.max(decimals, needed);
  return (v) => {
    if (!present(v)) return missing;
    if (v === 0) return '0';
    const rounded = Math.abs(v) >= 1000 ? roundTo(v, 3) : Number(v.toFixed(used));
    return withSeparators(rounded, used);
  };
}

/**
 * A column whose sum or largest value sets the decimals: parts too small for them keep one digit of their own instead
 * of making every row longer.
 */
export function parts(
  values: readonly (number | null | undefined)[],
): (v: number | null | undefined) => string {
  const largest = Math.max(0, ...values.filter(present).map(Math.abs));
  const decimals = decimalsFor(roundTo(largest, 3));
  return (v) => {
    if (!present(v)) return missing;
    if (v === 0) return '0';
    if (Math.abs(v) < 0.5 * 10 ** -decimals) return number(v, 1);
    return withSeparators(Math.abs(v) >= 1000 ? roundTo(v, 3) : Number(v.toFixed(decimals)), decimals);
  };
}

/**
 * A column whose rows are to be told apart: three digits of the largest value, or as many more, up to seven, as it
 * takes until values that differ by more than a millionth of it are printed differently.
 */
export function apart(
  values: readonly (number | null | undefined)[],
): (v: number | null | undefined) => string {
  const sorted = values.filter(present).sort((a, b) => a - b);
  const largest = Math.max(0, ...sorted.map(Math.abs));
  if (largest === 0) return number;
  const text = (digits: number) => {
    const exponent = Math.floor(Math.log10(largest)) + 1 - digits;
    return (v: number | null | undefined): string =>
      present(v)
        ? withSeparators(Number((v / 10 ** exponent).toFixed(0)) * 10 ** exponent, Math.max(0, -exponent))
        : missing;
  };
  const tells = (digits: number): boolean =>
    sorted.every((v, i) => {
      const before = sorted[i - 1];
      if (before === undefined || v - before <= 1e-6 * largest) return true;
      return text(digits)(v) !== text(digits)(before);
    });
  return text([3, 4, 5, 6].find(tells) ?? 7);
}

/** The step of an axis that spans `size` with at most `steps` steps: 1, 2 or 5 times a power of ten. */
export function axisStep(size: number, steps: number): number {
  if (size <= 0 || !Number.isFinite(size)) return 1;
  const unit = 10 ** Math.floor(Math.log10(size / steps));
  return ([1, 2, 5].find((s) => s * unit >= (size / steps) * 0.9999) ?? 10) * unit;
}
