// The page's language: one state that every text reads. The address keeps it (#lang=en), so that a link shows the same.

export type Language = 'ja' | 'en';

export const language = $state<{ now: Language }>({ now: 'ja' });

/** The text of the current language. */
export const say = <T>(texts: { ja: T; en: T }): T => texts[language.now];
