// What technologies and carriers look like: one colour, one meaning, on every chart.

import type { Series } from './data';

export function carrierColour(carrier: string): string {
  if (/elec|power/.test(carrier)) return '--grid';
  if (/cool|cold|chill/.test(carrier)) return '--cold';
  if (/heat|hot|steam/.test(carrier)) return '--heat';
  if (/hydrogen|^h2/.test(carrier)) return '--hydrogen';
  if (/biomass|wood/.test(carrier)) return '--biomass';
  if (/gas|oil|fuel|lpg/.test(carrier)) return '--gas';
  return '--other';
}

const colours: readonly (readonly [RegExp, string])[] = [
  [/^pv|solar_power/, '--pv'],
  [/renewable_purchase/, '--wind'],
  [/wind/, '--wind'],
  [/hydro_power/, '--hydro'],
  [/biomass/, '--biomass'],
  [/battery|vehicle/, '--battery'],
  [/fuel_cell|electrolys|hydrogen/, '--hydrogen'],
  [/absorption|chiller/, '--cold'],
  [/heat_pump|water_heater|solar_heat/, '--heat'],
  [/cogeneration|boiler|engine|turbine|gas_connection/, '--gas'],
  [/grid|power_line/, '--grid'],
  [/rejection|dump/, '--other'],
];

export const technologyColour = (technology: string | null, carrier: string): string =>
  (technology && colours.find(([name]) => name.test(technology))?.[1]) || carrierColour(carrier);

export const seriesColour = (series: Series): string =>
  series.role === 'dump'
    ? '--other'
    : series.role === 'demand'
      ? carrierColour(series.carrier)
      : technologyColour(series.technology, series.carrier);

/** From the bottom of a stack up: what runs steadily, what the sky gives, what stores give, what is bought. */
export function stackRank(role: Series['role'], technology: string | null): number {
  if (role === 'import') return 5;
  if (role === 'discharge' || role === 'charge') return 4;
  if (role === 'dump') return 7;
  if (role === 'export') return 6;
  if (technology && /^pv|wind/.test(technology)) return 3;
  return technology && /hydro|biomass|waste/.test(technology) ? 0 : 1;
}
