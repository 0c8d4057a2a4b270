import Ajv from 'ajv/dist/2020';
import { render } from 'svelte/server';
import { afterEach, describe, expect, test } from 'vitest';
import schema from '../../report.schema.json';
// @ts-expect-error: plain JavaScript
import { largeTown, suburb } from '../../fixtures/make.mjs';
import { language } from '../lib/language.svelte';
import { answer, cashFinding } from './answer';
import type { Finding } from './common';
import { planned, type Economics, type PlannedScenario, type Report } from './data';
import Findings from './Findings.svelte';
import KeyNumbers from './KeyNumbers.svelte';
import { modeName, scenarioLabels } from './labels';
import { overviewChart } from './moneyCharts';
import ScenarioTable from './ScenarioTable.svelte';
import SizingTable from './SizingTable.svelte';
import { balanceName, common, differingTerms } from './terms';

const spaced = (text: string): string => text.replaceAll('\u00a0', ' ');
/** The words of a page, without its tags and comments. */
const wordsOf = (html: string): string =>
  spaced(html.replace(/<!--.*?-->|<[^>]*>/gs, ' ').replace(/\s+/g, ' '));

/** The suburb whose future has 20 years, half of the cost as subsidy and a discount rate of 2 %. */
function twoEras(changes: Partial<Economics> = {}): Report {
  const report = suburb() as Report;
  for (const s of planned(report.scenarios))
    s.economics = {
      ...report.economics,
      ...(s.era.id === report.scenarios[0]!.era.id
        ? {}
        : { period_years: 20, subsidy_rate: 0.5, discount_rate: 0.02, ...changes }),
    };
  return report;
}
const linesOf = (report: Report, now: 'ja' | 'en', list = planned(report.scenarios)): string[] =>
  differingTerms(list, scenarioLabels(report.scenarios, now), report, now).map(spaced);

afterEach(() => {
  language.now = 'ja';
});

describe('terms that all scenarios share', () => {
  const town = suburb() as Report;
  test('are those of the report where scenarios have none of their own', () => {
    expect(common(town, 'period_years')).toBe(25);
    expect(linesOf(town, 'ja')).toEqual([]);
  });
  test('are those of the scenarios where they have their own', () => {
    const report = suburb() as Report;
    for (const s of planned(report.scenarios)) s.economics = { ...report.economics, period_years: 30 };
    expect(common(report, 'period_years')).toBe(30);
    expect(answer(report, 'ja').headline).toContain('補助なしで30年後に黒字になるのは');
    expect(linesOf(report, 'ja')).toEqual([]);
  });
  test('one that differs does not take the others along', () => {
    const report = twoEras({ period_years: 25 });
    expect(common(report, 'period_years')).toBe(25);
    expect(common(report, 'subsidy_rate')).toBeNull();
  });
});

describe('terms that differ', () => {
  const report = twoEras();
  const list = planned(report.scenarios);
  const last = list[list.length - 1]!;
  const labels = scenarioLabels(report.scenarios, 'ja');

  test('leave the number out of what is said of several scenarios', () => {
    expect(spaced(answer(report, 'ja').headline)).toBe(
      '補助なしで評価期間末に黒字になるのは「将来 30 %」だけです（+2.01億円）。',
    );
    expect(spaced(answer(report, 'en').headline)).toBe(
      'Without subsidy only “Future 30 %” is in the black at the end of the period (+201 million yen).',
    );
    expect(answer(report, 'ja').paragraph).toContain('補助なら5つ、FIT＋補助なら3つの計画が黒字です');
    expect([balanceName(null, 'ja'), balanceName(null, 'en')]).toEqual([
      '評価期間末の累積収支',
      'Balance at the end of the period',
    ]);
    expect([modeName('subsidy', null, 'ja'), modeName('subsidy', null, 'en')]).toEqual(['補助', 'Subsidy']);
    const chart = overviewChart(list, labels, report, 'ja');
    expect(chart.table.head).toContain('評価期間末の累積収支: 補助 (円)');
  });
  test('are said of the scenario itself', () => {
    expect(cashFinding(last, report, 'ja')).toBe('どの方法でも20年後に黒字になります');
    const text = wordsOf(render(KeyNumbers, { props: { s: last, report } }).body);
    expect(text).toContain('20年後の累積収支');
    expect(text).toContain('割引率 2 %');
    expect(text).toContain('補助 1/2');
  });
  test('are listed by era', () => {
    expect(linesOf(report, 'ja')).toEqual([
      '現在: 25年・補助 2/3・割引率 4 %',
      '将来: 20年・補助 1/2・割引率 2 %',
    ]);
    expect(linesOf(report, 'en')[1]).toBe('Future: 20 years, subsidy 1/2, discount rate 2 %');
  });
  test('within an era are listed by scenario', () => {
    const odd = twoEras();
    planned(odd.scenarios)[0]!.economics!.period_years = 15;
    expect(linesOf(odd, 'ja').slice(0, 2)).toEqual([
      '現在 70 %: 15年・補助 2/3・割引率 4 %',
      '現在 50 %、現在 30 %: 25年・補助 2/3・割引率 4 %',
    ]);
  });
  test('of energy are listed only where they differ', () =>
    expect(linesOf(twoEras({ value_of_own_generation_yen_per_kwh: 9.5 }), 'ja')[1]).toBe(
      '将来: 20年・補助 1/2・割引率 2 %・自家発電が減らす調達費 9.5円/kWh',
    ));
  test('stand under the table of the scenarios', () => {
    const props = { list, labels, report, title: 'T', onchoose: () => {} };
    const text = wordsOf(render(ScenarioTable, { props }).body);
    expect(text).toContain('評価期間末の累積収支');
    expect(text).toContain('将来: 20年・補助 1/2・割引率 2 %');
    expect(text).not.toContain('2/3 ');
  });
  test('keep the contract', () => {
    const valid = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);
    const full = twoEras();
    planned(full.scenarios)[0]!.sizing.fixed_battery_kwh = 100;
    full.scenarios[0]!.findings.push(finding);
    expect(valid(full), JSON.stringify(valid.errors)).toBe(true);
    delete (planned(full.scenarios)[0]!.economics as Partial<Economics>).subsidy_rate;
    expect(valid(full)).toBe(false);
  });
});

const finding: Finding = {
  code: 'source-missing',
  severity: 'error',
  message: { en: 'No source', ja: '電源がありません' },
  position: 'town.yaml:40:15',
  path: 'assets',
  value: '',
  expected: { en: 'a local source', ja: '地域の電源' },
  fix: { en: 'add a plant', ja: '設備を加えてください' },
  suggestion: '',
};

describe('findings', () => {
  const shown = (findings: Finding[]): string => {
    const report = largeTown() as Report;
    report.scenarios = [{ ...report.scenarios[0]!, findings }];
    const labels = scenarioLabels(report.scenarios, language.now);
    return wordsOf(render(Findings, { props: { report, labels } }).body);
  };
  test('say what was expected and what to do', () => {
    expect(shown([finding])).toMatch(/場所 assets 期待 地域の電源 対処 設備を加えてください/);
    language.now = 'en';
    expect(shown([{ ...finding, value: '12 kg' }])).toMatch(
      /At assets Found 12 kg Expected a local source Fix add a plant/,
    );
  });
  test('leave out what is missing or empty', () => {
    const { code, severity, message } = finding;
    expect(shown([{ code, severity, message, fix: { en: '', ja: '' } }])).not.toMatch(/場所|入力|期待|対処/);
  });
});

describe('the sizing of the battery', () => {
  const shown = (changes: Partial<PlannedScenario['sizing']>): string => {
    const s = planned((suburb() as Report).scenarios)[0]!;
    return wordsOf(render(SizingTable, { props: { s: { ...s, sizing: { ...s.sizing, ...changes } } } }).body);
  };
  test('takes off the batteries that are given', () => {
    expect(shown({})).not.toContain('既設・指定');
    expect(shown({ fixed_battery_kwh: 0 })).not.toContain('既設・指定');
    expect(shown({ fixed_battery_kwh: 120 })).toContain('− 既設・指定の蓄電池 120');
  });
  test('shows the floor with the batteries that are given', () => {
    const text = shown({
      fixed_battery_kwh: 120,
      battery_difference_kwh: -50,
      battery_floor_kwh: 500,
      battery_floor_applied: true,
      battery_install_kwh: 380,
    });
    expect(text).toMatch(
      /必要量 − 需要側機器 − 既設・指定の蓄電池 −50.*下限 500 − 下限のうち既設・指定の蓄電池 120 = 蓄電池設置量 380/,
    );
  });
});
