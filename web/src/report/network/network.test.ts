import { describe, expect, test } from 'vitest';
// @ts-expect-error: plain JavaScript
import { reportData } from '../../../fixtures/plans.mjs';
import { balancesOf, layersOf } from './balances';
import { amountOf, billFinding, chargesOf, demandFinding, fromOf, totalOf } from './bills';
import { billChart, demandChart } from './billChart';
import { costOf, nameInLines } from './costChart';
import {
  costKinds,
  plannedNetworks,
  type NetworkReport,
  type NetworkScenario,
  type PurchasePeak,
  type Series,
} from './data';
import { energyOf, sumOf, valuesOf } from './decode';
import { meansOf } from './heatMap';
import { extremesOf, typicalOf } from './pickedDays';
import { flowEnergies, flowGraph } from './sankey';
import { cutText, peakRows } from './peakCut';
import { networkAnswer, networkQuestion, perCost, sizeOf } from './sentences';
import { axisOf, nearestToMean } from './time';

// What the program itself writes: an hour's mistake in its report would be one on a planner's desk.
const year = reportData('year') as NetworkReport;
const month = reportData('month') as NetworkReport;
const day = reportData('day') as NetworkReport;
const mixed = reportData('mixed') as NetworkReport;
const failed = reportData('failed') as NetworkReport;
const lifeCycle = reportData('life_cycle') as NetworkReport;
const best = plannedNetworks(year).find((s) => s.id === 'energy_centre')!;
const axis = axisOf(best.hours);
const spaced = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('what is cut of the highest purchase', () => {
  const peaks = (kw: number, weekday: number | null): PurchasePeak[] => [
    { connection: null, name: { en: 'All at once', ja: '合計' }, kw, weekday_kw: weekday, day_off_kw: null },
    { connection: 'g', name: { en: 'Grid', ja: '系統' }, kw, weekday_kw: weekday, day_off_kw: null },
  ];
  const scenario = (kw: number, weekday: number | null) =>
    ({ annual: { purchase_peaks: peaks(kw, weekday) } }) as NetworkScenario;
  test('is told by connection, all together last, without kinds of days that nobody knows', () => {
    const rows = peakRows([scenario(14240, null), scenario(11247, 11000)]);
    expect(rows.map((r) => [r.connection, r.day])).toEqual([
      ['g', 'all'],
      ['g', 'weekday'],
      [null, 'all'],
      [null, 'weekday'],
    ]);
    expect(rows[1]!.kw).toEqual([null, 11000]);
  });
  test('is in whole kW and percent of the baseline', () => {
    expect(spaced(cutText(11247, 14240))).toBe('−2,993 kW (−21.0 %)');
    expect(cutText(5, 5 + 1e-9)).toBe('±0');
    expect(cutText(5, null)).toBe('');
    expect(spaced(cutText(5, 0))).toBe('+5.00 kW');
  });
});

describe('series', () => {
  const series = (data: ArrayBuffer, scale: number | null): Series => ({
    id: 'x',
    name: { en: 'x', ja: 'x' },
    asset: null,
    technology: null,
    carrier: 'electricity',
    place: null,
    role: 'supply',
    unit: 'kW',
    scale,
    data: btoa(String.fromCharCode(...new Uint8Array(data))),
  });
  const whole = (...values: number[]): Series => series(new Int16Array(values).buffer, 0.5);
  test('are little-endian integers times their scale; the lowest integer is missing', () =>
    expect([...valuesOf(whole(0, 3, -2, 32767, -32768))]).toEqual([0, 1.5, -1, 16383.5, NaN]));
  test('without a scale they are floats', () =>
    expect([...valuesOf(series(new Float32Array([0.5, 21600, NaN]).buffer, null))]).toEqual([
      0.5,
      21600,
      NaN,
    ]));
  test('missing values count as nothing in sums', () =>
    expect([...sumOf([whole(2, -32768), whole(4, 6)], 2)]).toEqual([3, 3]));
});

describe('balances', () => {
  test.each(
    [year, month, day, mixed, lifeCycle].flatMap((r) =>
      plannedNetworks(r).map((s) => [`${r.district.id}, ${s.id}`, s] as const),
    ),
  )('what feeds equals what draws in every step: %s', (_, s) => {
    for (const b of balancesOf(s)) {
      const all = [...b.feeds, ...b.draws, ...b.demand];
      // Each number is rounded to its scale; a row of the solution holds to 1e-6 of its size (solve::check_tolerance).
      const rounding = all.reduce((sum, x) => sum + x.scale! / 2, 0);
      const feed = sumOf(b.feeds, s.hours.steps);
      const draw = sumOf([...b.draws, ...b.demand], s.hours.steps);
      const gaps = Array.from(feed, (v, i) => Math.abs(v - draw[i]!) - 1e-5 * Math.max(1, v));
      expect(Math.max(...gaps), `${b.id}`).toBeLessThanOrEqual(rounding);
    }
  });
  test('demanded ones come first', () =>
    expect(balancesOf(best).map((b) => b.carrier)).toEqual([
      'electricity',
      'chilled_water',
      'hot_water',
      'hot_water',
      'electricity',
      'gas',
      'gas',
    ]));
  test('more than six layers become five and the rest', () => {
    const b = balancesOf(best)[0]!;
    const more = Array.from({ length: 5 }, (_, i) => ({
      ...b.feeds[0]!,
      id: `extra ${i}`,
      asset: `extra ${i}`,
    }));
    const layers = layersOf(best, { ...b, feeds: [...b.feeds, ...more] }, 'en');
    expect(layers).toHaveLength(6);
    expect(layers[5]!.name).toBe('Other');
  });
});

describe('days', () => {
  test('a year has seasons, weekdays and days off', () => {
    expect(axis.isYear).toBe(true);
    expect(axis.days).toHaveLength(365);
    expect(typicalOf(best, axis, 'ja').map((d) => d.title)).toEqual([
      '夏期の平日',
      '中間期の平日',
      '冬期の平日',
      '夏期の休日',
      '中間期の休日',
      '冬期の休日',
    ]);
  });
  test('a month has no seasons, a day no typical days', () => {
    const m = plannedNetworks(month)[0]!;
    expect(typicalOf(m, axisOf(m.hours), 'en').map((d) => d.title)).toEqual(['Typical day']);
    const named = { ...m.hours, weekday_of_first: 0 };
    expect(typicalOf(m, axisOf(named), 'en').map((d) => d.title)).toEqual(['Weekday', 'Day off']);
    const d = plannedNetworks(day)[0]!;
    expect(typicalOf(d, axisOf(d.hours), 'en')).toEqual([]);
    expect(extremesOf(d, axisOf(d.hours), 'en')).toEqual([]);
  });
  test('holidays count as days off', () => {
    // 1 January 2023 is a Sunday, the 2nd its substitute holiday, the 9th the Coming of Age Day.
    expect([0, 1, 2, 8].map((i) => axis.days[i]!.off)).toEqual([true, true, false, true]);
    expect([0, 1, 2, 6].map((i) => axis.days[i]!.weekday)).toEqual([6, 0, 1, 5]);
  });
  test('a plan that begins at noon has a part of a day first', () => {
    const days = axisOf({ ...best.hours, steps: 48, step_hours: 1, first: '02-28T12:00' }).days;
    expect(days.map((d) => [d.from, d.to, d.whole, d.month, d.date])).toEqual([
      [0, 12, false, 2, 28],
      [12, 36, true, 3, 1],
      [36, 48, false, 3, 2],
    ]);
  });
  test('half-hours have 48 steps a day', () =>
    expect(axisOf({ ...best.hours, steps: 96, step_hours: 0.5 }).days.map((d) => d.to)).toEqual([48, 96]));
  test('the day nearest to the mean is the middle one', () => {
    const signal = Float64Array.from({ length: 72 }, (_, i) => [1, 5, 2.6][Math.floor(i / 24)]!);
    expect(nearestToMean(axisOf({ ...best.hours, steps: 72, step_hours: 1 }).days, [signal])?.index).toBe(2);
  });
  test('the day of the highest demand holds the highest demand', () => {
    const cooling = best.hours.series.filter((x) => x.role === 'demand' && x.carrier === 'chilled_water');
    const demand = sumOf(cooling, best.hours.steps);
    const picked = extremesOf(best, axis, 'en').find((p) => /cooling peak/i.test(p.title))!;
    const at = demand.indexOf(Math.max(...demand));
    expect(at >= picked.day.from && at < picked.day.to).toBe(true);
  });
});

describe('heat maps', () => {
  test('months of a year, days of a month', () => {
    const series = best.hours.series.find((x) => x.id === 'demand:homes_heat')!;
    const means = meansOf(valuesOf(series), axis, 'en');
    expect(means.columns).toHaveLength(12);
    // Steps of two hours fill both of their hours.
    const january = energyOf(valuesOf(series), 2, 0, 372) / 744;
    expect(means.cells[0]!.reduce((a, b) => a + b, 0) / 24).toBeCloseTo(january, 6);
    const m = plannedNetworks(month)[0]!;
    expect(meansOf(valuesOf(m.hours.series[0]!), axisOf(m.hours), 'en').columns).toHaveLength(31);
  });
});

describe('heat maps of prices', () => {
  test('a peak charge in one cell does not take the colours from the others', () => {
    const worth = best.hours.series.find((x) => x.id === 'price:station/electricity')!;
    const means = meansOf(valuesOf(worth), axis, 'en');
    expect(means.high).toBeGreaterThan(2 * means.top);
    expect(means.cells.flat().filter((v) => v > means.top).length).toBeLessThan(0.04 * 288);
  });
});

describe('the energy flow', () => {
  test.each([
    ['the year', null],
    ['a day', axis.days[200]!],
  ])('of %s has no circle and loses nothing between a carrier’s sides', (_, when) => {
    const { nodes, edges } = flowGraph(best, when);
    const order: string[] = [];
    const left = new Set(nodes.keys());
    while (left.size) {
      const free = [...left].filter((key) => !edges.some((e) => e.to === key && left.has(e.from)));
      expect(free.length).toBeGreaterThan(0);
      for (const key of free) left.delete(key);
      order.push(...free);
    }
    const into = edges.filter((e) => e.to === 'station/electricity').reduce((sum, e) => sum + e.kwh, 0);
    const out = edges.filter((e) => e.from === 'station/electricity').reduce((sum, e) => sum + e.kwh, 0);
    expect(Math.abs(into - out) / into).toBeLessThan(0.01);
  });
  test('the days of a year add up to the year', () => {
    const sum = axis.days.reduce((total, d) => total + flowEnergies(best, d)[0]!, 0);
    // Steps are rounded to a 64,000th of the largest.
    expect(sum / flowEnergies(best, null)[0]!).toBeCloseTo(1, 4);
  });
  test('a line used both ways is cut, not refused', () => {
    const s = plannedNetworks(day)[0]!;
    const back = {
      from: 'X2/electricity',
      to: 'X1/electricity',
      carrier: 'electricity',
      kwh_per_year: 300,
      series: [],
    };
    const { nodes, edges } = flowGraph({ ...s, flows: [...s.flows, back] }, null);
    const cut = [...nodes.values()].filter((n) => n.half !== null);
    expect(cut.length).toBeGreaterThan(0);
    expect(edges.length).toBeGreaterThan(0);
  });
});

describe('the answer', () => {
  test('names the cheapest and what it saves', () => {
    expect(spaced(networkAnswer(year, 'en').headline)).toBe(
      '“Energy centre” costs least, 440 million yen a year: 33.9 million yen (7 %) less than “Separate systems”.',
    );
    expect(networkAnswer(year, 'ja').paragraph).toContain('ガスエンジンCGS 1,790');
    // Where all is there already "capital 0 yen" says nothing.
    const there = {
      ...year,
      scenarios: plannedNetworks(year).map((s) => ({
        ...s,
        annual: { ...s.annual, capital: 0 },
        costs: s.costs.filter((c) => c.kind !== 'capital'),
      })),
    };
    for (const lang of ['ja', 'en'] as const) {
      expect(networkAnswer(year, lang).paragraph).toMatch(/整備費|capital/);
      expect(networkAnswer(there, lang).paragraph).not.toMatch(/整備費|設備費|capital/);
    }
  });
  test('a shorter plan does not speak of a year', () => {
    expect(networkAnswer(month, 'ja').headline).toContain('744時間の費用');
    expect(networkAnswer(day, 'en').headline).toContain('for 24 hours');
    expect(networkQuestion(day, 'en')).toContain('24 hours');
  });
  test('a life cycle is called one', () => {
    expect(spaced(networkAnswer(lifeCycle, 'en').headline)).toContain('over a life cycle of 25 years');
    expect(networkAnswer(lifeCycle, 'ja').headline).toContain('25年間のライフサイクル費用');
    expect(perCost(plannedNetworks(lifeCycle)[0], 'ja')).toBe('（25年間）');
  });
  test('where nothing works, it says so', () =>
    expect(networkAnswer(failed, 'ja').headline).toBe('条件を満たす計画はありません。'));
  test('the costs add up to the cost', () => {
    for (const s of [year, month, day, mixed, lifeCycle].flatMap(plannedNetworks)) {
      const sum = costKinds.reduce((total, k) => total + costOf(s, k), 0);
      expect(Math.abs(sum - s.annual.cost)).toBeLessThan(1e-9 * Math.abs(s.annual.cost));
    }
  });
  test('names that differ at their end stay apart beside bars, and no line ends with a bracket that opens', () => {
    const names = ["gaiku's optimum with pipes", "gaiku's optimum without pipes"].map((n) =>
      nameInLines(n, 9),
    );
    expect(names).toEqual(["gaiku's optimum\nwith pipes", "gaiku's optimum\nwithout pipes"]);
    expect(nameInLines('ケースA：gaikuの最適案（導管あり）', 11)).not.toMatch(/[（「]\n/);
    const listed = ['業務、商業、交流、居住の街区案', '太陽光（屋根）、蓄電池'].flatMap((n) =>
      [3, 4, 5, 6].map((room) => nameInLines(n, room)),
    );
    for (const lines of listed) expect(lines).not.toMatch(/\n[、）]/);
    const long = nameInLines('one two three four five six seven eight', 5).split('\n');
    expect([long.length, long[2]!.endsWith('…')]).toEqual([3, true]);
  });
  test('sizes keep their units, what is not built says so', () => {
    const battery = best.capacities.find((c) => c.id === 'battery')!;
    expect(spaced(sizeOf(battery, 'ja'))).toBe('39.4 kW・166 kWh');
    expect(sizeOf({ ...battery, kw: 0, kwh: 0 }, 'ja')).toBe('なし');
    const grid = best.capacities.find((c) => c.id === 'grid')!;
    expect([grid.kw, grid.decided, spaced(sizeOf(grid, 'en'))]).toEqual([null, 'use', '911 kW']);
  });
});

describe('bills', () => {
  const billed = plannedNetworks(reportData('billed') as NetworkReport)[0]!;
  const bill = billed.bills![0]!;
  test('lines of a charge are one column, in the order of the bill, whatever the season', () => {
    expect(chargesOf(bill).map((c) => c.name.ja)).toEqual(['基本料金', '電力量料金', '再エネ賦課金']);
    expect(chargesOf(bill).map((c) => c.name.en)[1]).toBe('Energy charge');
  });
  test('columns add up to the total that is printed', () => {
    for (const m of bill.months) {
      const sum = chargesOf(bill).reduce((all, c) => all + amountOf(m, c.id), 0);
      expect(Math.trunc(sum + 1e-6)).toBe(m.total);
    }
    expect(totalOf(bill)).toBe(bill.months.reduce((sum, m) => sum + m.total, 0));
  });
  test('the charged demand is never below the measured one, and says where it is from', () => {
    for (const m of bill.months)
      expect(m.demand!.billed_kw).toBeGreaterThanOrEqual(m.demand!.measured_kw - 0.5);
    expect(bill.months[0]!.demand!.billed_kw).toBe(205);
    expect(fromOf({ ...bill.months[0]!.demand!, from: 'before-3' }, 'ja')).toBe('計画の3か月前');
    expect(fromOf({ ...bill.months[0]!.demand!, from: '2025-08' }, 'en')).toBe('Aug 2025');
    expect(fromOf({ ...bill.months[0]!.demand!, from: 'agreed' }, 'ja')).toBe('協議・下限');
  });
  test('sentences say the sum, the dearest month and what decides the demand', () => {
    expect(spaced(billFinding(bill, 'yen', 'ja'))).toMatch(
      /^系統連系：年[\d.,]+(万円|億円)を支払い、最も多いのは\d+月$/,
    );
    expect(spaced(billFinding(bill, 'yen', 'en'))).toMatch(/a year paid, most in \w+$/);
    expect(demandFinding(bill, 'ja')).toMatch(/か月は過去の最大需要/);
  });
  test('gas by the m3 has a flow in m³/h, and no demand in kW', () => {
    const gas = { ...bill, unit: 'm3', unit_kwh: 12.5 };
    const most = Math.max(...gas.months.map((m) => m.demand!.billed_kw));
    expect(demandFinding(gas, 'ja')).toMatch(/^契約流量は最大16\.4.m³\/h/);
    expect(demandFinding(gas, 'en')).toMatch(/agreed flow decides$/);
    const table = demandChart(gas, 'en').table;
    expect(table.head[2]).toBe('Flow charged (m³/h)');
    expect(Math.max(...table.rows.map((row) => Number(row[2])))).toBeCloseTo(most / 12.5, 9);
  });
  test('charts carry their data, months as rows', () => {
    expect(billChart(bill, 'yen', 'ja').table.rows).toHaveLength(12);
    expect(demandChart(bill, 'en').table.head).toHaveLength(4);
  });
});
