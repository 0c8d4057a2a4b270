/** A unit as people write it. */
export const readable = (unit: string): string =>
  ({ degC: '°C', 'W/m2': 'W/m²', 'm3/h': 'm³/h', '-': '' })[unit] ?? unit;
