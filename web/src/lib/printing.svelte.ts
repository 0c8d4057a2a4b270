// Whether the page is being laid out for paper. The change has to be on the page before the browser takes it, so it is
// flushed inside the event.

import { flushSync } from 'svelte';

export const printing = $state<{ now: boolean }>({ now: false });

export function watchPrinting(): () => void {
  const set = (now: boolean): void => {
    if (printing.now !== now) flushSync(() => (printing.now = now));
  };
  const before = (): void => set(true);
  const after = (): void => set(false);
  const paper = matchMedia('print');
  const change = (): void => set(paper.matches);
  addEventListener('beforeprint', before);
  addEventListener('afterprint', after);
  paper.addEventListener('change', change);
  if (paper.matches) set(true);
  return () => {
    removeEventListener('beforeprint', before);
    removeEventListener('afterprint', after);
    paper.removeEventListener('change', change);
  };
}
