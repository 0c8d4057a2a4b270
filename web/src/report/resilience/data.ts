// How long an islanded district lasts, as the program writes it (src/report/resilience_json.h); for either method.

export const loadClasses = ['shelter', 'class_1', 'class_2', 'class_3', 'class_4', 'class_5'] as const;
export type LoadClass = (typeof loadClasses)[number];
export const yearSeasons = ['spring', 'summer', 'autumn', 'winter'] as const;
export type YearSeason = (typeof yearSeasons)[number];

/** Null where no outage begins then. */
interface SomeStarts {
  starts: number;
  mean_hours: number | null;
  probability: number[] | null;
}

export interface Help {
  /** Asset. */
  id: string;
  what: 'energy' | 'power' | 'fuel';
  amount: number;
  unit: 'kWh' | 'kW' | 'day';
  /** That an outage is survived longer, on average. */
  extra_hours: number;
}

export interface Survival {
  /** An outage ends when load of this class or a more important one is first unserved. */
  ends_with: LoadClass;
  horizon_hours: number;
  starts: number;
  /** Share of the outages that reached the horizon. */
  lasted: number;
  /** At least, where any lasted. */
  mean_hours: number;
  least_hours: number;
  least_start_hour: number;
  /** Hours at which all curves are told, the last is the horizon. */
  hours: number[];
  probability: number[];
  probability_without_failures: number[] | null;
  mean_hours_without_failures: number | null;
  /** How closely failures were followed; null where generators do not fail. Probabilities are at least so. */
  failures: {
    exact: boolean;
    /** That any probability may be more. */
    left_out: number;
    mean_hours_at_most: number;
    /** Null where exact. */
    probability_at_most: number[] | null;
  } | null;
  seasons: (SomeStarts & { season: YearSeason })[];
  start_hours: (SomeStarts & { hour: number })[];
  helps: Help[];
}

/** Means of all outages, until each ends or reaches the horizon. */
export interface ClassLoad {
  class: LoadClass;
  served_hours: number;
  asked_kwh: number;
  unserved_kwh: number;
}

export interface WithResilience {
  survival?: Survival;
  unserved?: { classes: ClassLoad[] };
}
