import { describe, expect, it } from 'vitest';
import { questionOf, sizesBeside, slidersOf, type Figures, type Ready } from './whatIf';

const name = (text: string) => ({ ja: text, en: text });
const choices: Ready['choices'] = {
  price: [
    { id: 'electricity', name: name('Electricity') },
    { id: 'gas', name: name('Gas') },
  ],
  demand: [{ id: 'electricity', name: name('Electricity') }],
  capital: [{ id: 'battery', name: name('Battery') }],
  co2_cap: true,
};

describe('a question to the plan', () => {
  it('is of what was moved alone', () => {
    const sliders = slidersOf(choices);
    expect(questionOf(sliders)).toEqual({});
    sliders[0]!.percent = 110;
    sliders[1]!.percent = 80;
    sliders[3]!.percent = 50;
    expect(questionOf(sliders)).toEqual({
      price: { electricity: 1.1, gas: 0.8 },
      capital: { battery: 0.5 },
    });
  });
  it('has a limit on CO2 below the plan only', () => {
    const sliders = slidersOf(choices);
    const cap = sliders.find((s) => s.kind === 'co2_cap')!;
    cap.percent = 90;
    expect(questionOf(sliders)).toEqual({ co2_cap: 0.9 });
    expect(slidersOf({ ...choices, co2_cap: false }).some((s) => s.kind === 'co2_cap')).toBe(false);
  });
});

describe('sizes beside those of the plan', () => {
  const size = (id: string, part: string, value: number, free = true) => ({
    id,
    name: name(id),
    part,
    part_name: name(''),
    unit: 'kW',
    free,
    value,
  });
  it('are those that the plan decides, by asset and part', () => {
    const first = { sizes: [size('battery', 'power', 10), size('old', 'capacity', 5, false)] } as Figures;
    const now = {
      sizes: [
        size('battery', 'capacity', 7),
        size('battery', 'power', 12),
        size('old', 'capacity', 5, false),
      ],
    } as Figures;
    expect(sizesBeside(first, now).map(({ size: s, before }) => [s.part, before, s.value])).toEqual([
      ['capacity', 0, 7],
      ['power', 10, 12],
    ]);
  });
});
