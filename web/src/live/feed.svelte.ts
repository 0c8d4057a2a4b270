// The picture of now as it comes each second. A lost connection keeps the last picture and says since when.

import type { Text } from './words';

export interface Value {
  value: number | null;
  known: number;
  of: number;
  missing?: string;
  oldest?: string;
  unit?: string;
}
export interface HalfHour {
  connection: string;
  begin: string;
  end: string;
  so_far_kwh: number | null;
  heading_kw: number | null;
  limit_kw: number | null;
}
export interface Place {
  id: string;
  name: Text;
  values: Record<string, Value>;
  sources: Record<string, Value>;
  half_hours: HalfHour[];
}
export interface Now {
  time: string;
  devices: { good: number; late: number; silent: number };
  district: Place;
  blocks: Place[];
}
export interface Alarm {
  id: number;
  key: string;
  kind: string;
  severity: 'high' | 'medium' | 'low';
  device: string;
  block: string;
  text: Text;
  raised: number;
  cleared: number | null;
  acknowledged: { by: string; at: number } | null;
}
export interface AlarmGroup {
  kind: string;
  block: string;
  severity: 'high' | 'medium' | 'low';
  count: number;
  first: number;
  text: Text;
}
export interface Alarms {
  active: Alarm[];
  groups: AlarmGroup[];
  unacknowledged: number;
}

/** A stream of server-sent events that comes back by itself. `lost`: when it was lost; null while it is there. */
export class Feed<Names extends string> {
  lost = $state<number | null>(null);
  private source: EventSource | null = null;
  private watch = 0;
  private heard = 0;

  constructor(
    private readonly path: string,
    private readonly take: Record<Names, (data: never) => void>,
  ) {}

  open(): void {
    this.close();
    const source = new EventSource(`/api/v1/${this.path}`);
    this.source = source;
    this.heard = Date.now();
    for (const name of Object.keys(this.take) as Names[]) {
      source.addEventListener(name, (event) => {
        this.heard = Date.now();
        this.lost = null;
        this.take[name](JSON.parse((event as MessageEvent<string>).data) as never);
      });
    }
    // A browser gives up after some errors, and hears nothing of a server that is just gone.
    this.watch = window.setInterval(() => {
      if (Date.now() - this.heard < 5000) return;
      this.lost ??= this.heard;
      if (source.readyState === EventSource.CLOSED || Date.now() - this.heard > 20_000) this.open();
    }, 1000);
  }
  close(): void {
    this.source?.close();
    this.source = null;
    window.clearInterval(this.watch);
  }
}

export const picture = $state<{ now: Now | null; alarms: Alarms | null }>({ now: null, alarms: null });

export const feed = new Feed('live', {
  now: (data: Now) => (picture.now = data),
  alarms: (data: Alarms) => (picture.alarms = data),
});
