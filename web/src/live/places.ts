// Blocks, buildings and homes as people call them.

import type { Language } from '../lib/language.svelte';
import type { Text } from './words';

export interface Building {
  id: string;
  name: Text;
  block: string;
  homes: string[];
}
export interface Places {
  blocks: { id: string; name: Text }[];
  buildings: Building[];
}

/** What a building is called in a choice: its name, with the id where another one is called so too. */
export function calledIn(buildings: readonly Building[], one: Building, language: Language): string {
  const name = one.name[language];
  const alike = buildings.filter((other) => other.name[language] === name).length > 1;
  if (!alike || name === one.id) return name;
  return language === 'ja' ? `${name}（${one.id}）` : `${name} (${one.id})`;
}

/** What a building's id, or a home's (homes.0017), is called; the id where the district has no such building. */
export function placeName(buildings: readonly Building[], id: string, language: Language): string {
  const point = id.indexOf('.');
  const of = buildings.find((one) => one.id === (point < 0 ? id : id.slice(0, point)));
  if (!of) return id;
  const name = calledIn(buildings, of, language);
  if (point < 0) return name;
  return language === 'ja' ? `${name} ${id.slice(point + 1)}` : `${name}: ${id.slice(point + 1)}`;
}
