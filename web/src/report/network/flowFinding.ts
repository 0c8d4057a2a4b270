// What the energy flow says, in one sentence.

import type { Language } from '../../lib/language.svelte';
import { energy, percent } from '../../lib/numbers';
import type { NetworkScenario } from './data';
import { flowEnergies } from './sankey';
import { dayName, type Day } from './time';

export function flowFinding(s: NetworkScenario, day: Day | null, language: Language): string {
  const energies = flowEnergies(s, day);
  const kinds = new Map(s.nodes.map((n) => [n.id, n]));
  const entering = new Set(s.flows.map((f) => f.to));
  let total = 0;
  let lost = 0;
  const bySource = new Map<string, number>();
  s.flows.forEach((f, i) => {
    if (kinds.get(f.to)?.kind === 'loss') lost += energies[i]!;
    if (!entering.has(f.from)) {
      total += energies[i]!;
      bySource.set(f.from, (bySource.get(f.from) ?? 0) + energies[i]!);
    }
  });
  const when = day ? dayName(day, language) : '';
  const [id, most] = [...bySource].sort((a, b) => b[1] - a[1])[0] ?? ['', 0];
  const name = kinds.get(id)?.name[language] ?? id;
  const share = percent(Math.round((total > 0 ? most / total : 0) * 100) / 100);
  const loss = percent(Math.round((total > 0 ? lost / total : 0) * 100) / 100);
  const head = when && (language === 'ja' ? `${when}：` : `${when}: `);
  return language === 'ja'
    ? `${head}入るエネルギーは${energy(total)}、うち${name}が${share}、損失は${loss}`
    : `${head}${energy(total)} enter, ${share} of it from “${name}”; losses ${loss}`;
}
