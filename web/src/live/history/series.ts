// What can be shown: sums and channels, by a key that the address holds.

import { channelName, levelName, type Text } from '../words';

export interface Group {
  level: string;
  name: string;
  measurand: string;
}
export interface Channel {
  device: string;
  channel: string;
}

export const keyOf = (group: Group): string => `group:${group.level}:${group.name}:${group.measurand}`;

/** What a group or channel is called. */
export function nameOf(key: string): Text {
  const [kind, one = '', two = '', ...rest] = key.split(':');
  const joined = (...parts: string[]): string => parts.filter((part) => part !== '').join(' · ');
  if (kind === 'channel') {
    const channel = channelName([two, ...rest].join(':'));
    return { ja: joined(one, channel.ja), en: joined(one, channel.en) };
  }
  const [level, measurand] = [levelName(one), channelName(rest.join(':'))];
  return { ja: joined(level.ja, two, measurand.ja), en: joined(level.en, two, measurand.en) };
}

/** Those keys whose name, or whose key, holds every word of what is asked, in their order. */
export function matching(keys: string[], asked: string, language: 'ja' | 'en'): string[] {
  const words = asked
    .toLowerCase()
    .split(/[\s\u3000]+/)
    .filter((word) => word !== '');
  if (words.length === 0) return keys;
  return keys.filter((key) => {
    const text = `${nameOf(key)[language]} ${key}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** The address of a series between two times. */
export function seriesOf(key: string, by: string, from: number, to: number, format: string): string {
  const [kind, one = '', ...rest] = key.split(':');
  const query = new URLSearchParams({
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    by,
    format,
  });
  if (kind === 'channel') {
    query.set('device', one);
    query.set('channel', rest.join(':'));
  } else {
    query.set('level', one);
    query.set('name', rest[0] ?? '');
    query.set('measurand', rest[1] ?? '');
  }
  return `series?${query}`;
}
