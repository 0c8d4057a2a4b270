// Assumptions in the order a planner reads them: by the part of the plan that they belong to.

import type { Assumption, Names } from './common';

export const partNames: Record<string, Names> = {
  district: { ja: '地区', en: 'District' },
  buildings: { ja: '建物と需要', en: 'Buildings and demand' },
  demands: { ja: '需要', en: 'Demand' },
  assets: { ja: '設備', en: 'Equipment' },
  plan: { ja: '計画の方法', en: 'Method of the plan' },
  economics: { ja: '経済性', en: 'Economics' },
  environment: { ja: '環境', en: 'Environment' },
  resilience: { ja: '停電への備え', en: 'Resilience' },
  scenarios: { ja: '計画の違い', en: 'What differs between scenarios' },
  blocks: { ja: 'ブロック', en: 'Blocks' },
  carriers: { ja: 'エネルギー種別', en: 'Carriers' },
  series: { ja: '時系列', en: 'Series' },
  data: { ja: '差し替えた参照データ', en: 'Reference data replaced' },
  profiles: { ja: '日負荷曲線', en: 'Day profiles' },
};

export interface Part {
  id: string;
  name: Names;
  things: Thing[];
}

/** One building, demand or asset; a part without such things has a single one without a name. */
export interface Thing {
  id: string;
  name: Names | null;
  items: Assumption[];
}

const ofThings = ['buildings', 'demands', 'assets'];

/** `names`: what things are called, by id or, where a part has its own, by "demands.id". */
export function parts(
  assumptions: readonly Assumption[],
  names: ReadonlyMap<string, Names> = new Map(),
): Part[] {
  const order = Object.keys(partNames);
  const found = new Map<string, Part>();
  for (const item of assumptions) {
    const [id = '', inner = ''] = item.path.split('.');
    const part = found.get(id) ?? { id, name: partNames[id] ?? { ja: id, en: id }, things: [] };
    found.set(id, part);
    const thingId = ofThings.includes(id) ? inner : '';
    let thing = part.things.find((t) => t.id === thingId);
    if (!thing) {
      thing = {
        id: thingId,
        name: thingId
          ? (names.get(`${id}.${thingId}`) ?? names.get(thingId) ?? { ja: thingId, en: thingId })
          : null,
        items: [],
      };
      part.things.push(thing);
    }
    thing.items.push(item);
  }
  const rank = (id: string): number => (order.includes(id) ? order.indexOf(id) : order.length);
  return [...found.values()].sort((a, b) => rank(a.id) - rank(b.id));
}

const japaneseUnits: readonly (readonly [RegExp, string])[] = [
  [/\/\s*year\b/g, '/年'],
  [/\/\s*day\b/g, '/日'],
  [/\/\s*month\b/g, '/月'],
  [/(\d)\s*years?\b/g, '$1年'],
  [/(\d)\s*days?\b/g, '$1日'],
  [/(\d)\s*yen\b/g, '$1円'],
  [/(\d)\s+(?=(?:[万億]|百万)円)/g, '$1'],
];

/** Words of a district file that stand for a value. */
const valueWords: Record<string, Names> = {
  yes: { ja: 'はい', en: 'yes' },
  no: { ja: 'いいえ', en: 'no' },
  sized: { ja: '算定', en: 'to be sized' },
  own_sources: { ja: '地域電源で決まる率', en: 'what the own sources give' },
  operator: { ja: '事業者', en: 'operator' },
  third_party: { ja: '第三者', en: 'third party' },
  rooftop_pv: { ja: 'ルーフトップ', en: 'rooftop' },
  mega_solar: { ja: 'メガソーラー', en: 'mega solar' },
  when_negative: { ja: '差引が負のときだけ', en: 'where need less equipment is negative' },
  unlimited: { ja: '制限なし', en: 'unlimited' },
  electricity: { ja: '電力', en: 'electricity' },
  chilled_water: { ja: '冷熱（冷水）', en: 'chilled water' },
  hot_water: { ja: '温熱（温水）', en: 'hot water' },
  steam: { ja: '蒸気', en: 'steam' },
  gas: { ja: 'ガス', en: 'gas' },
  yearly: { ja: '年間費用', en: 'cost of a year' },
  life_cycle: { ja: 'ライフサイクル費用', en: 'life-cycle cost' },
  air: { ja: '空気熱源', en: 'air' },
  water: { ja: '水熱源', en: 'water' },
  ground: { ja: '地中熱源', en: 'ground' },
  year: { ja: '年間最大', en: 'of the year' },
  month: { ja: '月ごとの最大', en: 'of each month' },
  always: { ja: '常に', en: 'always' },
  shelter: { ja: '避難所', en: 'shelters' },
  class_1: { ja: 'クラス1', en: 'class 1' },
  class_2: { ja: 'クラス2', en: 'class 2' },
  class_3: { ja: 'クラス3', en: 'class 3' },
  class_4: { ja: 'クラス4', en: 'class 4' },
  class_5: { ja: 'クラス5', en: 'class 5' },
  stops: { ja: '停止', en: 'stops' },
  continues: { ja: '継続', en: 'continues' },
  continue: { ja: '継続', en: 'continue' },
  none: { ja: 'なし', en: 'none' },
  nominal: { ja: '名目', en: 'nominal' },
  real: { ja: '実質', en: 'real' },
  building: { ja: '整備年（0年目）', en: 'year 0, the building' },
  first_year: { ja: '1年目', en: 'year 1' },
  no_subsidy: { ja: '補助なし', en: 'no subsidy' },
  subsidy: { ja: '補助', en: 'subsidy' },
  fit_and_subsidy: { ja: 'FIT＋補助', en: 'FIT and subsidy' },
  remaining_life: { ja: '残存年数に応じた価額', en: 'share of life left' },
  book_value: { ja: '簿価', en: 'book value' },
  level: { ja: '元利均等', en: 'level payments' },
  annual_principal: { ja: '元金均等', en: 'equal principal' },
  carry_over: { ja: '繰越控除', en: 'carried over' },
  other_profit: { ja: '他の利益と通算', en: 'against other profit' },
  straight_line: { ja: '定額法', en: 'straight line' },
  declining_balance: { ja: '定率法', en: 'declining balance' },
  statutory: { ja: '法定償却率', en: 'statutory rates' },
  exact: { ja: '端数処理なし', en: 'not rounded' },
};

/** A value as the plan wrote it, its unit in the reader's language. The figure itself keeps every digit. */
export function valueIn(value: string, language: 'ja' | 'en'): string {
  const word = valueWords[value];
  if (word) return word[language];
  if (language === 'ja') return japaneseUnits.reduce((text, [unit, name]) => text.replace(unit, name), value);
  return value
    .replace(/([\d.,]*\d)\s*(百万円|万円|億円|円)/g, (whole, figure: string, unit: string) => {
      if (unit === '円') return `${figure} yen`;
      const amount = Number(figure.replaceAll(',', ''));
      if (!Number.isFinite(amount)) return whole;
      const millions = amount * { 億円: 100, 百万円: 1, 万円: 0.01 }[unit as '億円' | '百万円' | '万円'];
      return `${millions.toLocaleString('en-US', { maximumSignificantDigits: 10 })} million yen`;
    })
    .replace(/\/年/g, '/year')
    .replace(/\/日/g, '/day');
}
