// The picture of now as it comes each second. A lost connection keeps the last picture and says since when.

import type { Text } from './words';

export interface Value {
  value: number | null;
  known: number;
  of: number;
  missing?: string;
  missing_name?: Text;
  oldest?: string;
  unit?: string;
}
export interface HalfHour {
  connection: string;
  name: Text;
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

/**
 * Live events that come back by themselves. `lost`: when they were lost; null while they are there. By WebSocket:
 * of server-sent events a browser holds six of one server at most, and a seventh tab would wait for ever.
 */
export class Feed<Names extends string> {
  lost = $state<number | null>(null);
  private socket: WebSocket | null = null;
  private watch = 0;
  private asked = 0;
  private heard = 0;

  constructor(
    private readonly path: string,
    private readonly take: Record<Names, (data: never) => void>,
  ) {}

  open(): void {
    this.close();
    this.heard = Date.now();
    this.connect();
    this.watch = window.setInterval(() => this.look(), 1000);
  }
  close(): void {
    window.clearInterval(this.watch);
    this.socket?.close();
    this.socket = null;
  }

  private connect(): void {
    this.socket?.close();
    this.asked = Date.now();
    const socket = new WebSocket(new URL(`/api/v1/${this.path}`, location.href.replace(/^http/, 'ws')));
    this.socket = socket;
    socket.onmessage = (message: MessageEvent<string>) => {
      if (this.socket !== socket) return;
      this.heard = Date.now();
      this.lost = null;
      for (const { event, data } of JSON.parse(message.data) as { event: Names; data: never }[])
        this.take[event]?.(data);
    };
  }
  /** Asks again when the connection is over, or says nothing any more because the server is just gone. */
  private look(): void {
    const now = Date.now();
    if (now - this.heard > 5000) this.lost ??= this.heard;
    const over = this.socket?.readyState === WebSocket.CLOSED;
    if (now - this.asked > (over ? 2000 : 20_000) && now - this.heard > 2000) this.connect();
  }
}

export const picture = $state<{ now: Now | null; alarms: Alarms | null }>({ now: null, alarms: null });

export const feed = new Feed('live', {
  now: (data: Now) => (picture.now = data),
  alarms: (data: Alarms) => (picture.alarms = data),
});
