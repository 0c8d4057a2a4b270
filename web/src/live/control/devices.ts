// Devices and what they say, as people read it.

import type { Language } from '../../lib/language.svelte';
import { number, plain } from '../../lib/numbers';
import { readable } from '../units';
import type { Text } from '../words';

export interface Channel {
  channel: string;
  value: number;
  unit: string;
  time: string;
  quality: 'good' | 'late';
}
export interface Device {
  device: string;
  name: Text;
  block: string;
  building: string;
  asset: string;
  role: string;
  channels: Channel[];
}

/** A counter that only rises: what it stands at says little, only how much it rose does. A level in kWh is none. */
export const isRegister = (channel: Channel): boolean =>
  channel.unit === 'kWh' && channel.channel !== 'level';

/** What is shown of a device in a line: what it does now; its counters where it says nothing else. */
export function glance(channels: readonly Channel[]): Channel[] {
  const now = channels.filter((c) => !isRegister(c));
  return now.length > 0 ? now : [...channels];
}

const states = { ja: ['切', '入'], en: ['off', 'on'] } as const;

/** A value with its unit; a counter with all its digits where they are asked for. */
export function told(channel: Channel, language: Language, whole = false): string {
  if (channel.channel === 'switch' || channel.channel === 'grid')
    return states[language][channel.value === 0 ? 0 : 1];
  const text =
    whole && isRegister(channel) ? plain(Math.round(channel.value * 1000) / 1000) : number(channel.value);
  const unit = readable(channel.unit);
  return unit === '' ? text : `${text}\u00a0${unit}`;
}
