// Steps toward a goal, path by path, each by year.

export interface Stage {
  scenario: string;
  /** The first stage of those that follow each other. */
  path: string;
  year: number;
  after: string | null;
  cost: number;
  currency: string;
  capital: number;
  new_capital: number;
  co2_t: number | null;
  primary_energy_gj: number | null;
}
