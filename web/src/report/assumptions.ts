// Assumptions in the order a planner reads them: by the part of the plan that they belong to.

import type { Assumption, Names } from './data';

export const partNames: Record<string, Names> = {
  district: { ja: '地区', en: 'District' },
  buildings: { ja: '建物と需要', en: 'Buildings and demand' },
  assets: { ja: '設備', en: 'Equipment' },
  plan: { ja: '計画の方法', en: 'Method of the plan' },
  economics: { ja: '経済性', en: 'Economics' },
  environment: { ja: '環境', en: 'Environment' },
  scenarios: { ja: '計画の違い', en: 'What differs between scenarios' },
};

export interface Part {
  id: string;
  name: Names;
  items: Assumption[];
}

export function parts(assumptions: readonly Assumption[]): Part[] {
  const order = Object.keys(partNames);
  const found = new Map<string, Part>();
  for (const item of assumptions) {
    const id = item.path.split('.')[0] ?? '';
    const part = found.get(id) ?? { id, name: partNames[id] ?? { ja: id, en: id }, items: [] };
    part.items.push(item);
    found.set(id, part);
  }
  const rank = (id: string): number => (order.includes(id) ? order.indexOf(id) : order.length);
  return [...found.values()].sort((a, b) => rank(a.id) - rank(b.id));
}
