// What is to be said of plans that a search over whole numbers has not shown to be the best.

import type { Language } from '../../../lib/language.svelte';
import { percent } from '../../../lib/numbers';
import type { Quality } from './data';

/** Below it a search ends by itself (the default of --gap); told from twice that on. */
const usual = 2e-4;

export function qualityNote(plans: readonly Quality[], language: Language): string | null {
  const open = plans.filter((p) => p.time_limit_reached || (p.gap ?? 0) > usual);
  if (open.length === 0) return null;
  const cut = open.filter((p) => p.time_limit_reached).length;
  const widest = percent(Math.max(...open.map((p) => p.gap ?? 0)));
  if (language === 'ja') {
    const why = cut > 0 ? `（うち${cut}件は制限時間で終了）` : '';
    return `${open.length}件の計画${why}は最小と示されておらず、費用は最小より最大${widest}高い可能性があります。差がこれより小さいところは読み取れません。`;
  }
  const why = cut > 0 ? ` (${cut} ended by the time limit)` : '';
  const plan = open.length === 1 ? 'One plan' : `${open.length} plans`;
  const is = open.length === 1 ? 'is' : 'are';
  return `${plan}${why} ${is} not shown to be the cheapest: the cost may be up to ${widest} above it. Differences smaller than that say nothing.`;
}
