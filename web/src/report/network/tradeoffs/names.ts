// What is varied and what is built, in words.

import type { Language } from '../../../lib/language.svelte';
import { number } from '../../../lib/numbers';
import { valueIn } from '../../assumptions';
import type { Assumption, Names } from '../../common';
import type { NetworkScenario } from '../data';
import type { SensitivityItem } from './data';

/** Prices and costs as a planner calls them; the district file's own sentences also say how they are written. */
const entryNames: Record<string, Names> = {
  price: { ja: '単価', en: 'price' },
  export_price: { ja: '売電単価', en: 'export price' },
  demand_charge: { ja: '基本料金', en: 'demand charge' },
  capital: { ja: '整備単価', en: 'capital' },
  capital_power: { ja: '出力の整備単価', en: 'capital of power' },
  capital_tank: { ja: 'タンクの整備単価', en: 'capital of the tank' },
  trench: { ja: '管路の敷設単価', en: 'trench' },
  upkeep: { ja: '維持管理費', en: 'upkeep' },
  upkeep_power: { ja: '出力の維持管理費', en: 'upkeep of power' },
  upkeep_per_kwh: { ja: '運転維持費', en: 'upkeep a kWh' },
  upkeep_per_input: { ja: '入力あたりの維持費', en: 'upkeep a kWh of input' },
  start_cost: { ja: '起動費', en: 'cost of a start' },
  yearly_grant: { ja: '年間の助成', en: 'yearly grant' },
};
const partNames: Record<string, Names> = {
  power: { ja: '出力', en: 'power' },
  from_end: { ja: '逆向き', en: 'the other way' },
};

export function assetName(s: NetworkScenario, id: string, language: Language): string {
  return s.capacities.find((c) => c.id === id)?.name[language] ?? id;
}

/** "battery.power" -> "蓄電池の出力". */
export function sizeName(s: NetworkScenario, label: string, language: Language): string {
  const [id = '', part] = label.split('.');
  const name = assetName(s, id, language);
  if (!part || part === 'capacity') return name;
  const of = partNames[part]?.[language] ?? part;
  return language === 'ja' ? `${name}の${of}` : `${name}, ${of}`;
}

/** Entries of lists as assumptions have them: "rates.0.price" is "rates[0].price". */
const asFound = (path: string): string => path.replace(/\.(\d+)(?=\.|$)/g, '[$1]');
const assumptionAt = (s: NetworkScenario, all: readonly Assumption[], path: string): Assumption | undefined =>
  all.find((a) => a.path === asFound(path) && (a.scenarios === null || a.scenarios.includes(s.id)));

/** "assets.gas.price" -> "ガスの単価"; a series is called after what it is the price of. */
export function entryName(
  s: NetworkScenario,
  all: readonly Assumption[],
  entry: string,
  language: Language,
): string {
  const [section, id = '', ...rest] = entry.split('.');
  if (section === 'series') {
    const user = all.find((a) => a.value === id && a.path.startsWith('assets.'));
    if (user) return entryName(s, all, user.path, language);
    return language === 'ja' ? `時系列 ${id}` : `series ${id}`;
  }
  const key = rest.join('.') || id;
  const what = entryNames[key]?.[language] ?? assumptionAt(s, all, entry)?.meaning[language] ?? key;
  // What a tariff's number means says not whose it is.
  if (section === 'tariffs') return `${what} (${rest.length ? entry.slice('tariffs.'.length) : id})`;
  if (section !== 'assets') return what;
  return language === 'ja' ? `${assetName(s, id, 'ja')}の${what}` : `${assetName(s, id, 'en')}: ${what}`;
}

/** What an item of the sensitivity varies. */
export const itemName = (
  s: NetworkScenario,
  all: readonly Assumption[],
  item: SensitivityItem,
  language: Language,
): string => item.name?.[language] ?? entryName(s, all, item.entry, language);

/** What stands there, "8.5円/kWh"; null where it is a series. */
export function entryValue(
  s: NetworkScenario,
  all: readonly Assumption[],
  entry: string,
  language: Language,
): string | null {
  const value = assumptionAt(s, all, entry)?.value ?? '';
  return /^-?\d/.test(value) ? valueIn(value, language) : null;
}

/** The value there, changed: "8.5円/kWh" by 0.2 is "10.2円/kWh". */
export function changedValue(value: string | null, change: number): string | null {
  const found = value === null ? null : /^([\d,.]+)(.*)$/.exec(value);
  if (!found) return null;
  return `${number(Number(found[1]!.replaceAll(',', '')) * (1 + change))}${found[2]!}`;
}
