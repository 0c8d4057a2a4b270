import type { Language } from '../../lib/language.svelte';

/** "nearly_zeh_m" as people write it. */
export function levelName(key: string | null, language: Language): string {
  if (key === null) return language === 'ja' ? '該当なし' : 'none';
  const is = key.includes('zeh_m') ? 'ZEH-M' : 'ZEB';
  if (key.startsWith('nearly_')) return `Nearly ${is}`;
  if (key.endsWith('_ready')) return `${is} Ready`;
  if (key.endsWith('_oriented')) return `${is} Oriented`;
  return language === 'ja' ? `『${is}』` : is;
}
