// How services and building uses are called, and their colours.

import type { Language } from '../../../lib/language.svelte';
import type { Names } from '../../common';
import { carrierName } from '../balances';
import type { WithCarriers } from '../data';
import type { Demand } from './data';

const services: Record<string, Names> = {
  electricity: { ja: '電力', en: 'Electricity' },
  cooling: { ja: '冷房', en: 'Cooling' },
  heating: { ja: '暖房', en: 'Heating' },
  hot_water: { ja: '給湯', en: 'Hot water' },
};
const uses: Record<string, Names> = {
  dwelling: { ja: '住宅', en: 'Dwellings' },
  office: { ja: '業務', en: 'Offices' },
  retail: { ja: '商業', en: 'Shops' },
  restaurant: { ja: '飲食', en: 'Restaurants' },
  hotel: { ja: '宿泊', en: 'Hotels' },
  hospital: { ja: '病院', en: 'Hospitals' },
  school: { ja: '学校', en: 'Schools' },
  hall: { ja: 'ホール・集会', en: 'Halls' },
  stadium: { ja: 'スタジアム', en: 'Stadium' },
  sports: { ja: '運動施設', en: 'Sports' },
  public: { ja: '公共', en: 'Public' },
  factory: { ja: '工場', en: 'Factories' },
  other: { ja: 'その他', en: 'Other' },
};
const colours: Record<string, string> = {
  electricity: '--grid',
  cooling: '--cold',
  heating: '--heat',
  hot_water: '--gas',
};

/** Where gas or electricity serves hot water in the building, the name says so. */
export function serviceName(s: WithCarriers, demand: Demand, language: Language): string {
  const name = services[demand.service]?.[language] ?? carrierName(s, demand.service, language);
  const own = demand.service === 'hot_water' && /gas|elec/.test(demand.carrier);
  if (!own) return name;
  const by = carrierName(s, demand.carrier, language);
  return language === 'ja' ? `${name}（各戸の${by}）` : `${name} (own heaters, ${by.toLowerCase()})`;
}

export const useName = (use: string | null, language: Language): string =>
  use === null ? { ja: 'その他の需要', en: 'Other demand' }[language] : (uses[use]?.[language] ?? use);

const ownColour = new Set([
  'dwelling',
  'office',
  'retail',
  'restaurant',
  'hotel',
  'hospital',
  'school',
  'hall',
  'stadium',
]);
export const useColour = (use: string | null): string =>
  use !== null && ownColour.has(use) ? `--use-${use}` : '--other';

export const serviceColour = (demand: Demand): string => colours[demand.service] ?? '--other';
