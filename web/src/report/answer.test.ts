import { describe, expect, test } from 'vitest';
// @ts-expect-error: plain JavaScript
import { largeTown, nothingPlanned, suburb } from '../../fixtures/make.mjs';
import { answer, batteryFinding, cashFinding, headlineScenarios, metDirectly, question } from './answer';
import { planned, type Mode, type PlannedScenario, type Report } from './data';
import { scenarioLabels } from './labels';

const town = suburb() as Report;
const spaced = (text: string): string => text.replaceAll('\u00a0', ' ');

/** The suburb with every balance at the end moved by some yen. */
function moved(yen: number, modesMoved: Mode[] = ['no_subsidy', 'subsidy', 'fit_and_subsidy']): Report {
  const report = suburb() as Report;
  for (const s of planned(report.scenarios))
    for (const mode of modesMoved) {
      const sums = s.cash_flow[mode].cumulative_yen;
      sums[sums.length - 1]! += yen;
    }
  return report;
}

describe('the answer', () => {
  test('names the only scenario that pays without subsidy', () => {
    const { headline, paragraph } = answer(town, 'ja');
    expect(spaced(headline)).toBe('補助なしで25年後に黒字になるのは「将来 30 %」だけです（+2.01億円）。');
    expect(spaced(paragraph)).toContain('補助 2/3なら5つ、FIT＋補助なら3つの計画が黒字です（全6計画）。');
    expect(spaced(paragraph)).toContain(
      '供給率が最も高いのは「将来 70 %」（補助 2/3で+2.16億円、整備費19.6億円）です。',
    );
    expect(spaced(paragraph)).toContain('整備費は5.33億円（将来 30 %）から24.6億円（現在 70 %）です。');
    expect(spaced(paragraph)).toContain('新設する太陽光は1,140～3,930 kW、蓄電池は497～6,320 kWhです。');
  });
  test('says the same in English', () => {
    const { headline, paragraph } = answer(town, 'en');
    expect(spaced(headline)).toBe(
      'Without subsidy only “Future 30 %” is in the black after 25 years (+201 million yen).',
    );
    expect(spaced(paragraph)).toContain(
      'In the black: 5 of 6 with “Subsidy 2/3”, 3 of 6 with “FIT + subsidy”.',
    );
    expect(spaced(paragraph)).toContain('New photovoltaics: 1,140–3,930 kW; battery: 497–6,320 kWh.');
  });
  test('counts batteries of given size', () => {
    const report = suburb() as Report;
    for (const s of planned(report.scenarios)) {
      s.sizing.fixed_battery_kwh = 7000;
      s.sizing.battery_install_kwh = 0;
    }
    expect(spaced(answer(report, 'en').paragraph)).toContain('battery: 7,000 kWh.');
  });
  test('says when all pay', () =>
    expect(answer(moved(1e10), 'en').headline).toContain('Without subsidy every scenario is in the black'));
  test('says when only subsidised ones pay', () =>
    expect(answer(moved(-1e10, ['no_subsidy']), 'ja').headline).toMatch(
      /^補助なしではどの計画も25年後に黒字になりません。補助 2\/3なら5つが黒字、最大は「将来/,
    ));
  test('says when none pays, and which is nearest', () => {
    const { headline, paragraph } = answer(moved(-1e10), 'ja');
    expect(headline).toMatch(/^どの計画も25年間では黒字になりません。最も近いのは「将来/);
    expect(paragraph).not.toContain('黒字になる計画のうち');
  });
  test('gives all three balances of a single scenario', () => {
    const one = { ...town, scenarios: town.scenarios.slice(0, 1) };
    expect(spaced(answer(one, 'ja').headline)).toBe(
      '現在 70 %：25年後の累積収支は、補助なしで−24.6億円、補助 2/3で−3,420万円、FIT＋補助で−3.56億円です。',
    );
  });
  test('points to the findings when nothing could be planned', () =>
    expect(answer(nothingPlanned() as Report, 'en').headline).toBe('No scenario could be planned.'));
});

describe('what was asked', () => {
  test('lists few rates', () => {
    expect(question(town, 'ja')).toContain('1日の需要の70・50・30 %');
    expect(question(town, 'en')).toContain('70, 50 or 30 %');
  });
  test('gives many rates as a range', () =>
    expect(question(largeTown() as Report, 'en')).toContain('30–150 %'));
  test('pads no rate with zeros', () => {
    const rates = [0.005, 1, 0.015, 0.3, 0.1];
    const asking = (list: number[]): Report => ({
      ...town,
      scenarios: list.map((rate, i) => ({ ...town.scenarios[i]!, requested_supply_rate: rate })),
    });
    expect(question(asking(rates), 'ja')).toContain('の0.5～100 %を');
    expect(question(asking(rates.slice(0, 3)), 'en')).toContain('0.5, 100 or 1.5 %');
  });
});

describe('the first page', () => {
  test('shows all scenarios where they are few, the ten best where they are many', () => {
    expect(headlineScenarios(town)).toHaveLength(6);
    expect(headlineScenarios(largeTown() as Report)).toHaveLength(10);
  });
});

describe('labels', () => {
  test('no two scenarios are called the same', () => {
    const report = largeTown() as Report;
    for (const language of ['ja', 'en'] as const) {
      const labels = [...scenarioLabels(report.scenarios, language).values()];
      expect(new Set(labels).size).toBe(report.scenarios.length);
    }
  });
  test('twins without a rate asked for are told apart by their id', () => {
    const twins = [town.scenarios[0]!, { ...town.scenarios[0]!, id: 'other' }];
    expect([...scenarioLabels(twins, 'en').values()].map(spaced)).toEqual([
      'Now 70 % (now-70)',
      'Now 70 % (other)',
    ]);
  });
});

describe('titles of charts', () => {
  const s = town.scenarios[0] as PlannedScenario;
  test('the share met at once', () => {
    expect(metDirectly(s)).toBeCloseTo(0.524, 2);
    const flat = { ...s, hours: { ...s.hours, demand_kw: Array<number>(24).fill(0) } };
    expect(metDirectly(flat)).toBe(1);
  });
  test('the swing of the battery', () =>
    expect(spaced(batteryFinding(s, 'en'))).toBe(
      'Lowest at 7:00, highest at 17:00: the difference, 6,560 kWh, is the battery need',
    ));
  test('which ways of paying end in the black', () => {
    expect(cashFinding(s, town, 'ja')).toBe('25年間ではどの方法でも黒字になりません');
    expect(cashFinding(town.scenarios[1] as PlannedScenario, town, 'en')).toBe(
      'In the black after 25 years: Subsidy 2/3',
    );
    expect(cashFinding(town.scenarios[5] as PlannedScenario, town, 'ja')).toBe(
      'どの方法でも25年後に黒字になります',
    );
  });
});
