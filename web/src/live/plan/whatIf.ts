// Questions to the plan of the running scenario, and what the server answers (schema/api.yaml, /api/v1/what-if).

import type { Text } from '../words';

export interface Choice {
  id: string;
  name: Text;
}
export interface Size {
  id: string;
  name: Text;
  part: string;
  part_name: Text;
  unit: string;
  free: boolean;
  value: number;
}
export interface Figures {
  cost: number;
  parts: Record<string, number>;
  capital: number;
  co2_t: number | null;
  primary_energy_gj: number | null;
  grid_peak_kw: number | null;
  self_sufficiency: number | null;
  unserved_kwh: number;
  sizes: Size[];
}
export interface Why {
  code: string;
  title: Text;
  message: Text;
  fix: Text;
}
export interface PlanAnswer {
  figures: Figures | null;
  findings: Why[];
  seconds: number;
  iterations: number;
  time_limit_reached: boolean;
}
export interface Ready {
  state: 'ready';
  scenario: string;
  scenarios: Choice[];
  currency: string;
  life_cycle: boolean;
  hours: number;
  choices: { price: Choice[]; capital: Choice[]; demand: Choice[]; co2_cap: boolean };
  first: PlanAnswer;
  answer: PlanAnswer;
}
export interface Preparing {
  state: 'preparing';
  seconds: number;
  iterations: number;
}
export interface NoPlan {
  state: 'no_plan';
  scenario: string;
  scenarios: Choice[];
  findings: Why[];
}
export type Answered = Ready | Preparing | NoPlan;

export type Kind = 'price' | 'demand' | 'capital';
export const kinds: Kind[] = ['price', 'demand', 'capital'];

/** A slider: per cent of what the file says. */
export interface Slider {
  kind: Kind | 'co2_cap';
  id: string;
  name: Text;
  least: number;
  most: number;
  percent: number;
}

const range: Record<Kind, [number, number]> = { price: [50, 200], demand: [50, 150], capital: [20, 200] };

/** All at 100 %: the plan as it is. */
export function slidersOf(choices: Ready['choices']): Slider[] {
  const all: Slider[] = kinds.flatMap((kind) =>
    choices[kind].map(({ id, name }) => ({
      kind,
      id,
      name,
      least: range[kind][0],
      most: range[kind][1],
      percent: 100,
    })),
  );
  if (choices.co2_cap)
    all.push({ kind: 'co2_cap', id: '', name: { ja: '', en: '' }, least: 0, most: 100, percent: 100 });
  return all;
}

/** What is asked: only what differs from the file; a CO2 limit of 100 % is none. */
export function questionOf(sliders: readonly Slider[]): Record<string, unknown> {
  const question: Record<string, unknown> = {};
  for (const { kind, id, percent } of sliders) {
    if (percent === 100) continue;
    if (kind === 'co2_cap') question.co2_cap = percent / 100;
    else question[kind] = { ...(question[kind] as object | undefined), [id]: percent / 100 };
  }
  return question;
}

/** Sizes that the plan decides, each beside the one of the first plan. */
export function sizesBeside(first: Figures, now: Figures): { size: Size; before: number }[] {
  return now.sizes
    .filter((size) => size.free)
    .map((size) => ({
      size,
      before: first.sizes.find((s) => s.id === size.id && s.part === size.part)?.value ?? 0,
    }));
}
