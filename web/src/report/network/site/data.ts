// Where blocks lie and what they exchange, as the program writes it (src/report/site_json.h).

import type { Names } from '../../common';

/** Longitude and latitude, degrees of WGS 84. */
export type LonLat = [number, number];

export interface MapOfBlocks {
  source: Names | null;
  blocks: { id: string; name: Names; polygons: LonLat[][][] }[];
  lines: { id: string; paths: LonLat[][] }[];
}

/** kWh of the hours planned. */
export interface PlaceEnergy {
  carrier: string;
  demand_kwh: number;
  peak_kw: number;
  unserved_kwh: number;
  /** By what stands there; lines and stores apart. */
  made_kwh: number;
  bought_kwh: number;
  sold_kwh: number;
}

export interface Place {
  id: string;
  name: Names;
  energy: PlaceEnergy[];
  pv_kw: number;
  battery_kwh: number;
}

/** What arrives over an asset between two blocks. */
export interface Line {
  id: string;
  name: Names;
  technology: string;
  carrier: string;
  from: string;
  to: string;
  forth_kwh: number;
  back_kwh: number;
  /** Of these on weekdays that are no holidays; null where the plan has no calendar. */
  forth_weekday_kwh: number | null;
  back_weekday_kwh: number | null;
  peak_kw: number;
}

export interface Site {
  places: Place[];
  lines: Line[];
}

/** One place alone is told by its energy flow; with an outline it is drawn all the same. */
export const showsSite = (site: Site | undefined, map: MapOfBlocks | undefined): boolean =>
  (site?.places.length ?? 0) > 1 || ((site?.places.length ?? 0) > 0 && (map?.blocks.length ?? 0) > 0);
