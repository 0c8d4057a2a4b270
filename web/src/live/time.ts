// Times by the district's clock, wherever the reader sits.

import type { Language } from '../lib/language.svelte';

let zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
export const setZone = (name: string): void => {
  zone = name;
};

const locale = (language: Language): string => (language === 'ja' ? 'ja-JP' : 'en-GB');

export const clock = (time: number | string, seconds = false): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    second: seconds ? '2-digit' : undefined,
    hourCycle: 'h23',
  }).format(new Date(time));

export const day = (time: number | string, language: Language, year = false): string =>
  new Intl.DateTimeFormat(locale(language), {
    timeZone: zone,
    year: year ? 'numeric' : undefined,
    month: 'short',
    day: 'numeric',
    weekday: 'short',
  }).format(new Date(time));

/** 2026-11-29, as a date field has it. */
export const dateText = (time: number | string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(new Date(time));

/** Milliseconds that the district's clock is ahead of UTC at a time. */
export function offsetAt(time: number): number {
  const text = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(new Date(time));
  return Date.parse(`${text.replace(' ', 'T')}Z`) - Math.floor(time / 1000) * 1000;
}

/** 0:00 of a date by the district's clock; also where a clock change lies before it. */
export function startOf(date: string): number {
  const utc = Date.parse(`${date}T00:00:00Z`);
  const first = utc - offsetAt(utc);
  return utc - offsetAt(first);
}

/** The date some days later. */
export const later = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Today only the time, else with its day. */
export const when = (time: number | string, language: Language): string =>
  dateText(time) === dateText(Date.now()) ? clock(time) : `${day(time, language)} ${clock(time)}`;

/** How long something takes or took, as one says it: "12 min", "3 h 20 min", "2 days". */
export function lasting(ms: number, language: Language): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  const hours = Math.floor(minutes / 60);
  const [minute, hour, day] = language === 'ja' ? ['分', '時間', '日'] : [' min', ' h', ' days'];
  if (minutes < 1) return language === 'ja' ? '1分未満' : 'less than a minute';
  if (minutes < 60) return `${minutes}${minute}`;
  if (hours >= 48) return `${Math.floor(hours / 24)}${day}`;
  const rest = minutes % 60;
  if (hours >= 24 || rest === 0) return `${hours}${hour}`;
  return language === 'ja' ? `${hours}${hour}${rest}${minute}` : `${hours}${hour} ${rest}${minute}`;
}

export const full = (time: number | string, language: Language): string =>
  `${day(time, language, true)} ${clock(time)}`;
