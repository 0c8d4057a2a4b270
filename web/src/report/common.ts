// What reports of both methods hold, as the program writes it.

export interface Names {
  en: string;
  ja: string;
}

export interface Finding {
  code: string;
  severity: 'error' | 'warning';
  message: Names;
  position?: string | null;
  path?: string;
  value?: string;
  expected?: Names;
  fix?: Names;
  suggestion?: string;
}

/** S: from a source; C: computed from sourced figures; I: inferred from printed results; U: an assumption. */
export type Mark = 'S' | 'C' | 'U' | 'I';

export interface Assumption {
  path: string;
  meaning: Names;
  value: string;
  origin: 'given' | 'default' | 'data';
  mark: Mark | null;
  source: Names | null;
  where: string | null;
  scenarios: string[] | null;
}
