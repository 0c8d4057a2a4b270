// What a comparison says: differences to the baseline, which of them are gains, which variant nobody need take.

import type { Language } from '../../lib/language.svelte';
import { amount, change, number, signed } from '../../lib/numbers';
import type { ComparedRow, Comparison, Variant } from './data';

export const plannedVariants = (c: Comparison): Variant[] => c.variants.filter((v) => v.state === 'planned');

/** The file stands before the name where there are several. */
export function variantName(c: Comparison, v: Variant, language: Language): string {
  const several = new Set(c.variants.map((x) => x.file)).size > 1;
  if (!several) return v.name[language];
  const names = new Set(c.variants.map((x) => x.district[language]));
  const files = new Set(c.variants.map((x) => x.file));
  const of = names.size === files.size ? v.district[language] : v.file.replace(/\.ya?ml$/, '');
  return language === 'ja' ? `${of}：${v.name.ja}` : `${of}: ${v.name.en}`;
}

/** What a group of variants is told by beside others: its district, or its file where districts share a name; with the
 *  baseline where one file has several. */
export function panelName(c: Comparison, of: Variant, language: Language): string {
  const base = c.variants.find((v) => v.id === (of.baseline ?? of.id)) ?? of;
  const bases = groups(c).map((list) => list[0]!.baseline ?? list[0]!.id);
  const alone =
    bases.filter((id) => c.variants.find((v) => v.id === id)?.file === base.file).length === 1 &&
    new Set(c.variants.map((v) => v.file)).size > 1;
  const full = variantName(c, base, language);
  const own = base.name[language];
  return alone ? full.slice(0, full.length - own.length).replace(/(：|: )$/, '') : full;
}

export interface Panel {
  /** What its variants are told by beside the other panels; empty where all stand in one. */
  name: string;
  variants: Variant[];
}

/** Columns that a page of a desk's width shows at once. */
const atOnce = 7;

/**
 * The tables of a comparison: all variants in one where a page shows them at once, else one for each baseline, and of many
 * held against one baseline a few at a time, the baseline first in each. What could not be planned stands with its file,
 * what has no baseline together.
 */
export function panels(c: Comparison, language: Language): Panel[] {
  if (c.variants.length <= atOnce) return [{ name: '', variants: c.variants }];
  const all = groups(c);
  const isAlone = (list: readonly Variant[]): boolean => list.length === 1 && list[0]!.baseline === null;
  const found = all.filter((list) => !isAlone(list));
  const rest = all.filter(isAlone).flat();
  for (const v of c.variants.filter((x) => x.state !== 'planned')) {
    const home = found.find((list) => list.some((x) => x.file === v.file));
    if (home) home.push(v);
    else rest.push(v);
  }
  if (rest.length) found.push(rest);
  return found.flatMap((list) => {
    const name = found.length > 1 ? panelName(c, list[0]!, language) : '';
    const base = list === rest ? undefined : list.find((v) => v.id === (list[0]!.baseline ?? list[0]!.id));
    const others = list.filter((v) => v !== base);
    const size = base ? atOnce - 1 : atOnce;
    const parts = Math.max(1, Math.ceil(others.length / size));
    const each = Math.ceil(others.length / parts);
    return Array.from({ length: parts }, (_, i) => ({
      name,
      variants: [...(base ? [base] : []), ...others.slice(i * each, (i + 1) * each)],
    }));
  });
}

export interface Difference {
  /** Of the value itself, in its unit. */
  by: number;
  /** Over the baseline's; null where that is 0, or the value is a share itself. */
  rate: number | null;
  /** Whether it is better than the baseline; null where that cannot be said. */
  gain: boolean | null;
}

/** What a rounding of the solver leaves is no difference. */
const alike = (a: number, b: number): boolean =>
  Math.abs(a - b) <= 1e-6 * Math.max(Math.abs(a), Math.abs(b), 1e-6);

export function difference(c: Comparison, v: Variant, row: ComparedRow): Difference | null {
  const baseline = c.variants.find((x) => x.id === v.baseline);
  const is = v.values[row.id] ?? null;
  const was = baseline?.values[row.id] ?? null;
  if (is === null || was === null) return null;
  const by = alike(is, was) ? 0 : is - was;
  return {
    by,
    rate: row.unit === '%' || was <= 0 ? null : by / was,
    gain: row.better === null || by === 0 ? null : row.better === 'less' ? by < 0 : by > 0,
  };
}

/** "−42.2 %", "+20 points", or the difference itself, in the unit that the row is shown in, where the baseline has none. */
export function differenceText(row: ComparedRow, d: Difference, language: Language, divide = 1): string {
  if (d.by === 0) return '±0';
  if (row.unit === '%') {
    const points = signed(d.by * 100, (x) => number(x));
    return language === 'ja' ? `${points} ポイント` : `${points} points`;
  }
  // A part may be many times that of the baseline, which a percentage does not say well.
  if (d.rate !== null && Math.abs(d.rate) < 10) return change(d.rate);
  return signed(d.by / divide, (x) => number(x));
}

/** Planned variants that can stand beside each other: those that are held against one baseline, with it. Another
 *  district needs other energy, so that its costs say nothing about this one's. */
export function groups(c: Comparison): Variant[][] {
  const found = new Map<string, Variant[]>();
  for (const v of plannedVariants(c)) {
    const key = v.baseline ?? v.id;
    found.set(key, [...(found.get(key) ?? []), v]);
  }
  return [...found.values()];
}

/** Ids of the variants with the best value of a row in each group, all that share it; none where nobody is better. */
export function best(c: Comparison, row: ComparedRow): Set<string> {
  const of = (v: Variant): number | null => v.values[row.id] ?? null;
  return new Set(
    groups(c).flatMap((group) => {
      const known = group.map(of).filter((x): x is number => x !== null);
      if (row.part || row.better === null || known.length < 2) return [];
      const value = row.better === 'less' ? Math.min(...known) : Math.max(...known);
      const has = (x: number | null): boolean => x !== null && alike(x, value);
      return known.every(has) ? [] : group.filter((v) => has(of(v))).map((v) => v.id);
    }),
  );
}

/** Ids of the planned variants than which none of the same group costs less and emits less: the front. Empty where CO2
 *  is not known. */
export function front(c: Comparison): Set<string> {
  const at = (v: Variant): [number, number] | null => {
    const cost = v.values['cost'] ?? null;
    const carbon = v.values['co2_t'] ?? null;
    return cost === null || carbon === null ? null : [cost, carbon];
  };
  if (plannedVariants(c).some((v) => at(v) === null)) return new Set();
  const beaten = (a: Variant, list: readonly Variant[]): boolean =>
    list.some((b) => {
      const [costA, carbonA] = at(a)!;
      const [costB, carbonB] = at(b)!;
      const noWorse =
        (costB <= costA || alike(costA, costB)) && (carbonB <= carbonA || alike(carbonA, carbonB));
      return (
        noWorse &&
        ((costB < costA && !alike(costA, costB)) || (carbonB < carbonA && !alike(carbonA, carbonB)))
      );
    });
  return new Set(groups(c).flatMap((list) => list.filter((v) => !beaten(v, list)).map((v) => v.id)));
}

const least = (list: readonly Variant[], row: string): Variant | null =>
  list.reduce<Variant | null>((best, v) => {
    const value = v.values[row] ?? null;
    const known = best?.values[row] ?? null;
    return value !== null && (known === null || value < known) ? v : best;
  }, null);

const clause = (c: Comparison, v: Variant, row: string, language: Language): string => {
  const of = c.rows.find((r) => r.id === row);
  const d = of ? difference(c, v, of) : null;
  if (!of || !d) return '';
  const text = differenceText(of, d, language);
  return language === 'ja' ? `（基準比 ${text}）` : ` (${text} against its baseline)`;
};

/** "/year", or the hours that are planned. */
export function perHours(c: Comparison, language: Language): string {
  if (c.hours !== null && c.hours < 8759) return language === 'ja' ? `/${c.hours}時間` : `/${c.hours} h`;
  return language === 'ja' ? '/年' : '/year';
}

/** What a decision needs first: which variant costs least, which emits least, and what that costs more; of several
 *  districts, in each. */
export function verdict(
  c: Comparison,
  language: Language,
): { headline: string; paragraph: string; each: { name: string; text: string }[] } {
  const found = groups(c);
  const all = found.map((list) => verdictOf(c, list, language));
  if (all.length === 0)
    return {
      headline: language === 'ja' ? '計画できた案はありません。' : 'No variant could be planned.',
      paragraph: language === 'ja' ? '理由は「指摘」にあります。' : 'The reasons are under “Findings”.',
      each: [],
    };
  const join = (texts: string[]): string => texts.filter(Boolean).join(language === 'ja' ? '' : ' ');
  if (all.length === 1) return { ...all[0]!, each: [] };
  return {
    headline:
      language === 'ja'
        ? `${all.length}つの基準それぞれで費用が最も小さい案は次のとおりです。`
        : `The cheapest against each of the ${all.length} baselines:`,
    paragraph: '',
    each: found.map((list, i) => ({
      name: panelName(c, list[0]!, language),
      text: join([all[i]!.headline, all[i]!.paragraph]),
    })),
  };
}

function verdictOf(
  c: Comparison,
  list: readonly Variant[],
  language: Language,
): { headline: string; paragraph: string } {
  const ja = language === 'ja';
  const several = groups(c).length > 1;
  const cheap = least(list, 'cost') ?? list[0]!;
  // Where several verdicts stand in a list, each is headed by its district.
  const name = (v: Variant): string => (several ? v.name[language] : variantName(c, v, language));
  const cost = amount(cheap.values['cost'], c.currency, language);
  const per = perHours(c, language);
  const headline = ja
    ? `費用が最も小さいのは「${name(cheap)}」の${cost}${per}${clause(c, cheap, 'cost', 'ja')}です。`
    : `“${name(cheap)}” costs least: ${cost}${per}${clause(c, cheap, 'cost', 'en')}.`;
  const clean = least(list, 'co2_t');
  if (!clean || list.some((v) => (v.values['co2_t'] ?? null) === null)) return { headline, paragraph: '' };
  const carbon = (v: Variant): string => `${number(v.values['co2_t'])}\u00a0t${per}`;
  const more = amount((clean.values['cost'] ?? 0) - (cheap.values['cost'] ?? 0), c.currency, language);
  if (clean.id === cheap.id || alike(clean.values['co2_t']!, cheap.values['co2_t']!))
    return {
      headline,
      paragraph: ja
        ? `CO₂も${carbon(cheap)}で最も少なくなります${clause(c, cheap, 'co2_t', 'ja')}。`
        : `It also emits least: ${carbon(cheap)}${clause(c, cheap, 'co2_t', 'en')}.`,
    };
  return {
    headline,
    paragraph: ja
      ? `CO₂が最も少ないのは「${name(clean)}」の${carbon(clean)}${clause(c, clean, 'co2_t', 'ja')}で、費用は最小の案より${more}多くかかります。`
      : `“${name(clean)}” emits least: ${carbon(clean)}${clause(c, clean, 'co2_t', 'en')}, for ${more} more than the cheapest.`,
  };
}
