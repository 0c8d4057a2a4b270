// Variants side by side, as the program writes them into compare.html and into the report of a plan with a baseline.

import type { Assumption, Finding, Names } from '../common';
import type { Stage } from '../stages/data';

export interface ComparedRow {
  id: string;
  name: Names;
  /** "%" of a share between 0 and 1, a unit, or the currency. */
  unit: string;
  better: 'less' | 'more' | null;
  /** Of the row above that is no part. */
  part: boolean;
}

export interface Variant {
  id: string;
  file: string;
  district: Names;
  scenario: string;
  name: Names;
  state: 'planned' | 'failed';
  year: number | null;
  /** Id of the variant that it is held against; null of a baseline. */
  baseline: string | null;
  values: Record<string, number | null>;
}

export interface Comparison {
  currency: string;
  /** Null: the variants plan different hours. */
  hours: number | null;
  rows: ComparedRow[];
  variants: Variant[];
}

export interface CompareReport {
  method: 'compare';
  gaiku: string;
  lang: 'ja' | 'en';
  created: string;
  district: { id: string; name: Names; source: Names | null; file: string; region: number | null };
  buildings?: { id: string; name: Names }[];
  comparison: Comparison;
  stages?: Stage[];
  scenarios: { id: string; name: Names; state: 'planned' | 'failed'; findings: Finding[] }[];
  assumptions: Assumption[];
}
