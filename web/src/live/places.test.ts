import { expect, test } from 'vitest';
import { calledIn, placeName, type Building } from './places';

const building = (id: string, en: string, ja: string): Building => ({
  id,
  name: { en, ja },
  block: 'b',
  homes: [],
});
const all = [
  building('homes', '2,000 dwellings', '住宅2,000戸'),
  building('east', 'Tower', 'タワー'),
  building('west', 'Tower', 'タワー'),
  building('shop', 'shop', 'shop'),
];

test('a building is called by its name, with its id only where names repeat', () => {
  expect(all.map((one) => calledIn(all, one, 'en'))).toEqual([
    '2,000 dwellings',
    'Tower (east)',
    'Tower (west)',
    'shop',
  ]);
  expect(calledIn(all, all[1]!, 'ja')).toBe('タワー（east）');
});

test('a home is called by its building and its number', () => {
  expect(placeName(all, 'homes.0017', 'ja')).toBe('住宅2,000戸 0017');
  expect(placeName(all, 'homes.0017', 'en')).toBe('2,000 dwellings: 0017');
  expect(placeName(all, 'gone', 'en')).toBe('gone');
});
