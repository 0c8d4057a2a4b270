// Pages of a planner's questions: which variant, in which steps, how good the buildings, how much is needed when and by
// whom, and where it flows. Reports as the program writes them.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { comparePath, reportPath } from '../fixtures/plans.mjs';
import { dataOf, isAccessible, keepsContract, open, plannedOf } from './browser.mjs';

const long = 14_000;
const spaced = (text) => text.replaceAll('\u00a0', ' ');
const textOf = async (page, selector) => spaced(await page.locator(selector).first().innerText());

/** A page in both languages, on a phone and on a desktop. */
async function inBoth(path, look) {
  for (const lang of ['ja', 'en'])
    for (const width of [360, 1440]) {
      const { page, bad, close } = await open(path, { hash: `#lang=${lang}`, width, height: long });
      await look(page, lang, width);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(overflow <= 0, `${lang}, ${width} px: ${overflow} px too wide`);
      assert.deepEqual(bad, [], `${lang}, ${width} px`);
      await close();
    }
}

test('compare.html: variants of several files side by side, quiet and accessible', async () => {
  const path = comparePath();
  const data = dataOf(path);
  keepsContract(data);
  const { variants } = data.comparison;
  assert.ok(new Set(variants.map((v) => v.file)).size > 1);
  await inBoth(path, async (page, lang) => {
    assert.equal(await page.getAttribute('html', 'lang'), lang);
    assert.equal(await page.locator('section#answer h2').count(), 1);
    assert.ok((await page.locator('section#answer figure').count()) > 0);
    const text = await textOf(page, 'section#answer');
    for (const v of variants) assert.ok(text.includes(v.name[lang]), v.id);
    assert.doesNotMatch(await page.textContent('main'), /NaN|undefined|null|Infinity|\[object/);
    // Districts that are no choice between one another: a verdict and a panel for each.
    const bases = new Set(variants.map((v) => v.baseline).filter(Boolean));
    assert.equal(await page.locator('section#answer dl dt').count(), bases.size);
    await isAccessible(page);
  });
});

/** Pairs of texts of the last chart that lie over each other. */
const overlaps = (page) =>
  page.evaluate(() => {
    const boxes = [...document.querySelectorAll('section#answer figure')].at(-1).querySelectorAll('svg text');
    const list = [...boxes].map((text) => [text.textContent, text.getBoundingClientRect()]);
    return list.flatMap(([name, a], i) =>
      list
        .slice(i + 1)
        .filter(
          ([, b]) =>
            Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 &&
            Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4,
        )
        .map(([other]) => `${name} / ${other}`),
    );
  });

test('compare.html: no name in the chart of cost and CO2 lies over another', async () => {
  await inBoth(comparePath(), async (page) => {
    await page.locator('section#answer figure').last().scrollIntoViewIfNeeded();
    await page.locator('section#answer figure').last().locator('svg text').first().waitFor();
    assert.deepEqual(await overlaps(page), []);
  });
});

test('a scenario that cannot be planned: its demand is shown all the same', async () => {
  const path = reportPath('mixed');
  const lost = dataOf(path).scenarios.filter((s) => s.state === 'failed');
  assert.ok(lost.length > 0);
  await inBoth(path, async (page, lang) => {
    for (const s of lost) {
      const section = page.locator(`section#unplanned-demand-${s.id}`);
      assert.ok((await section.innerText()).includes(s.name[lang]), s.id);
      assert.ok((await section.locator('tbody tr').count()) >= s.demand.length, s.id);
    }
  });
});

test('compare.html: prints on A4', async () => {
  const { page, bad, close } = await open(comparePath(), { hash: '#lang=ja' });
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  const pages = (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length;
  assert.ok(pages >= 1 && pages <= 8, `${pages} pages`);
  assert.deepEqual(bad, []);
  await close();
});

test('stages: each stage with its year, and one that cannot follow told as such', async () => {
  const { stages } = dataOf(reportPath('stages'));
  assert.ok(stages.length >= 3);
  await inBoth(reportPath('stages'), async (page) => {
    const text = await textOf(page, 'section#stages');
    for (const stage of stages) assert.ok(text.includes(String(stage.year)), `${stage.year}`);
    assert.ok((await page.locator('section#stages figure').count()) > 0);
  });
});

test('buildings: levels, savings and the duty to install photovoltaics', async () => {
  const path = reportPath('buildings');
  const [s] = plannedOf(path);
  await inBoth(path, async (page, lang) => {
    const table = page.locator('section#equipment table', { hasText: s.buildings[0].name[lang] }).first();
    for (const b of s.buildings) assert.ok((await table.innerText()).includes(b.name[lang]), b.id);
    assert.match(await table.innerText(), /Nearly\s?ZEB/i);
  });
});

test('demand: by use over the months and over mean days, one service at a time', async () => {
  const path = reportPath('uses');
  const [s] = plannedOf(path);
  const services = s.demand.filter((d) => d.annual_kwh > 0);
  for (const d of services)
    for (const u of d.by_use) {
      const year = u.monthly_kwh.reduce((sum, v) => sum + v, 0);
      assert.ok(Math.abs(year - u.annual_kwh) <= 1e-6 * u.annual_kwh, `${d.service}, ${u.use}`);
      assert.equal(u.mean_days.length, 6, 'three seasons, weekdays and days off');
    }
  await inBoth(path, async (page, lang) => {
    const section = page.locator('section#demand');
    const names = { ja: ['業務', '商業', '住宅'], en: ['Offices', 'Shops', 'Dwellings'] }[lang];
    for (const name of names) assert.ok((await section.innerText()).includes(name), name);
    const buttons = section.locator('.chooser button');
    assert.equal(await buttons.count(), services.length);
    const title = section.locator('figure .title').nth(2);
    const before = await title.textContent();
    await buttons.nth(1).focus();
    await page.keyboard.press('Enter');
    assert.equal(await buttons.nth(1).getAttribute('aria-pressed'), 'true');
    assert.notEqual(await title.textContent(), before);
    const days = section.locator('figure').nth(2);
    await days.locator('button', { hasText: /^(データ|Data)$/ }).click();
    assert.equal(await days.locator('table tbody tr').count(), 6 * 24);
  });
});

/** Texts of the drawing of blocks. */
const drawnTexts = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('section#map .drawing svg text')].map((t) => t.textContent),
  );

/** Letters that the drawing cuts off at its edge. */
const cutTexts = (page) =>
  page.evaluate(() => {
    const svg = document.querySelector('section#map .drawing svg').getBoundingClientRect();
    return [...document.querySelectorAll('section#map .drawing svg text')]
      .filter((t) => {
        const box = t.getBoundingClientRect();
        return box.left < svg.left - 1 || box.right > svg.right + 1 || box.bottom > svg.bottom + 2;
      })
      .map((t) => t.textContent);
  });

test('map: blocks by name, the line with its direction, a scale, and all figures in tables', async () => {
  await inBoth(reportPath('map'), async (page, lang, width) => {
    const texts = (await drawnTexts(page)).map(spaced);
    for (const name of lang === 'ja' ? ['北', '南'] : ['North', 'South', 'N'])
      assert.ok(texts.includes(name), `${name} in ${texts}`);
    assert.ok(texts.some((t) => /^\d+ m$/.test(t)));
    if (width > 1000)
      assert.ok(texts.some((t) => (lang === 'ja' ? /北 → 南 216 kWh/ : /North → South 216 kWh/).test(t)));
    assert.deepEqual(await cutTexts(page), []);
    const tables = await page.locator('section#map table').allInnerTexts();
    assert.equal(tables.length, 2);
    assert.match(spaced(tables[0]), /144 kWh/);
    assert.match(spaced(tables[1]), /216 kWh/);
    assert.match(
      await textOf(page, 'section#map'),
      lang === 'ja' ? /このケースのための図/ : /drawn for this case/,
    );
    const label = await page.locator('section#map [role=img]').getAttribute('aria-label');
    assert.match(label, lang === 'ja' ? /下の表/ : /tables below/);
  });
});

test('map: without outlines a scheme with what stands in each block', async () => {
  await inBoth(reportPath('uses'), async (page, lang, width) => {
    const texts = (await drawnTexts(page)).map(spaced).join('\n');
    for (const name of lang === 'ja'
      ? ['中心街区', '住宅街区', '住宅の太陽光 800 kW']
      : ['Centre', 'Homes', 'PV of the homes 800 kW'])
      assert.ok(texts.includes(name), `${name} in ${texts}`);
    if (width > 1000) assert.match(texts, lang === 'ja' ? /自営線/ : /Cable/);
    assert.deepEqual(await cutTexts(page), []);
  });
});

test('map: figures and picture are saved; on paper it is there', async () => {
  const { page, bad, close } = await open(reportPath('map'), { hash: '#lang=en', height: long });
  const section = page.locator('section#map');
  const [csv] = await Promise.all([
    page.waitForEvent('download'),
    section.locator('button', { hasText: 'CSV' }).click(),
  ]);
  assert.match(readFileSync(await csv.path(), 'utf8'), /Cable: North → South/);
  const [png] = await Promise.all([
    page.waitForEvent('download'),
    section.locator('button', { hasText: 'picture' }).click(),
  ]);
  assert.ok(readFileSync(await png.path()).length > 10_000);
  await page.emulateMedia({ media: 'print' });
  await page.waitForFunction(
    () => document.querySelector('section#map .drawing svg')?.getAttribute('width') === '680',
  );
  assert.deepEqual(bad, []);
  await close();
});

test('map: on a screen of 4K it grows with the type', async () => {
  const widths = [];
  for (const width of [1440, 3840]) {
    const { page, bad, close } = await open(reportPath('map'), { hash: '#lang=en', width, height: 2160 });
    widths.push((await page.locator('section#map .drawing svg').boundingBox()).width);
    assert.deepEqual(await cutTexts(page), []);
    assert.deepEqual(bad, []);
    await close();
  }
  assert.ok(widths[1] > 1.5 * widths[0], `${widths}`);
});
