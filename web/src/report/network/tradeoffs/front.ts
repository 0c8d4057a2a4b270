// The front in figures and sentences.

import type { Language } from '../../../lib/language.svelte';
import { amount, energy, missing, number, power, signed } from '../../../lib/numbers';
import type { NetworkScenario } from '../data';
import { perPeriod } from '../sentences';
import type { Front, PlannedPoint, StudySize } from './data';
import { sizeName } from './names';

/** A point with its place in the front. */
export interface Shown {
  index: number;
  point: PlannedPoint;
  /** t or GJ. */
  at: number;
}

const totalOf = (front: Front, p: PlannedPoint): number | null =>
  front.against === 'co2' ? p.co2_t : p.primary_energy_gj;

export function shownPoints(front: Front): Shown[] {
  return front.points.flatMap((point, index) => {
    if (point.state !== 'planned') return [];
    const at = totalOf(front, point);
    return at === null ? [] : [{ index, point, at }];
  });
}

export const againstUnit = (front: Front): string => (front.against === 'co2' ? 't' : 'GJ');
export const againstName = (front: Front, language: Language): string =>
  front.against === 'co2'
    ? { ja: 'CO₂排出量', en: 'CO₂' }[language]
    : { ja: '一次エネルギー', en: 'Primary energy' }[language];

export const totalText = (front: Front, at: number): string => `${number(at)}\u00a0${againstUnit(front)}`;

/** "12.0万円/t". */
export const perUnit = (
  value: number | null,
  front: Front,
  s: NetworkScenario,
  language: Language,
): string => {
  const text = amount(value, s.currency, language);
  return text === missing ? missing : `${text}/${againstUnit(front)}`;
};

export function frontFinding(s: NetworkScenario, front: Front, language: Language): string {
  const shown = shownPoints(front);
  const first = shown[0];
  const last = shown[shown.length - 1];
  const name = againstName(front, language);
  if (!first || !last || shown.length < 2)
    return language === 'ja' ? `費用と${name}の両立` : `Cost against ${name}`;
  const cost = (x: Shown): string => amount(x.point.cost, s.currency, language);
  const per = perPeriod(s, language);
  const to = `${totalText(front, last.at)}${per}`;
  return language === 'ja'
    ? `${name}は${totalText(front, first.at)}から${to}まで減らせ、費用は${cost(first)}から${cost(last)}になる`
    : `${name} can fall from ${totalText(front, first.at)} to ${to}, for ${cost(last)} instead of ${cost(first)}`;
}

export interface SizeRow {
  name: string;
  base: string;
  picked: string;
  change: string;
}

const sizeOf = (x: StudySize | undefined): number | null => x?.kw ?? x?.kwh ?? null;

/** Sizes of two plans side by side; what neither builds is left out, and what is unlimited in both. */
export function sizeRows(
  s: NetworkScenario,
  base: readonly StudySize[],
  picked: readonly StudySize[],
  language: Language,
): SizeRow[] {
  const built = (v: number | null): boolean => (v ?? 0) > 1e-3;
  return base.flatMap((one) => {
    const other = picked.find((x) => x.id === one.id && x.part === one.part);
    const before = sizeOf(one);
    const after = sizeOf(other);
    if (!built(before) && !built(after)) return [];
    const isEnergy = one.kwh !== undefined || other?.kwh !== undefined;
    const text = (v: number): string => (isEnergy ? energy(v) : power(v));
    const none = language === 'ja' ? 'なし' : 'none';
    const said = (v: number | null): string => (v === null ? missing : built(v) ? text(v) : none);
    const change = (after ?? 0) - (before ?? 0);
    const same = Math.abs(change) <= 5e-4 * Math.max(before ?? 0, after ?? 0);
    return [
      {
        name: sizeName(s, `${one.id}.${one.part}`, language),
        base: said(before),
        picked: said(after),
        change: same ? (language === 'ja' ? '同じ' : 'same') : signed(change, text),
      },
    ];
  });
}
