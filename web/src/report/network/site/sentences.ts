// What the map says in a sentence.

import type { Language } from '../../../lib/language.svelte';
import { energy } from '../../../lib/numbers';
import type { Site } from './data';
import { nameOf } from './labels';

export function siteFinding(site: Site, language: Language): string {
  const ja = language === 'ja';
  const ways = site.lines.flatMap((l) => [
    { line: l, from: l.from, to: l.to, kwh: l.forth_kwh },
    { line: l, from: l.to, to: l.from, kwh: l.back_kwh },
  ]);
  const most = ways.reduce(
    (a, b) => (b.kwh > a.kwh ? b : a),
    ways[0] ?? { kwh: 0, line: null, from: '', to: '' },
  );
  if (!most.line)
    return site.places.length > 1
      ? ja
        ? 'ブロックの間に線はない'
        : 'No line joins the blocks'
      : ja
        ? '街区の位置'
        : 'Where the district lies';
  if (most.kwh <= 0) return ja ? 'ブロックの間に流れはない' : 'Nothing flows between the blocks';
  const [name, from, to] = [
    most.line.name[language],
    nameOf(site, most.from, language),
    nameOf(site, most.to, language),
  ];
  return ja
    ? `最も多い融通は「${name}」で${from}から${to}へ届く ${energy(most.kwh)}`
    : `Most is exchanged over ${name}: ${energy(most.kwh)} arrive from ${from} at ${to}`;
}
