// The report as its readers meet it: in a browser, on a phone, on paper, with a screen reader, without a network.
// GAIKU_REPORT=path/to/report.html tests the program's own output instead of the development data.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { largeTown, nothingPlanned, suburb } from '../fixtures/make.mjs';
import {
  dataOf,
  folder,
  isAccessible,
  keepsContract,
  open,
  plannedOf,
  reportsOf,
  written,
} from './browser.mjs';
import { reportHtml } from './html.mjs';

const reports = reportsOf('microgrid', () => ({
  suburb: written('suburb', suburb()),
  'large town': written('large', largeTown()),
  'nothing planned': written('nothing', nothingPlanned()),
}));
const main = Object.values(reports)[0] ?? written('suburb', suburb());

const sections = ['answer', 'scenarios', 'environment', 'findings', 'assumptions'];

for (const [name, path] of Object.entries(reports)) {
  test(`${name}: the data keep their contract`, () => {
    const data = dataOf(path);
    keepsContract(data);
    for (const s of plannedOf(path)) {
      const day = s.hours.demand_kw.reduce((a, b) => a + b, 0);
      assert.ok(
        Math.abs(day - s.sizing.emergency_demand_kwh_per_day) <= 1e-3 * day,
        `${s.id}: the drawn demand (${day} kWh) is not the demand in a disaster (${s.sizing.emergency_demand_kwh_per_day})`,
      );
      for (const flow of Object.values(s.cash_flow))
        assert.equal(flow.cumulative_yen.length, (s.economics ?? data.economics).period_years + 1);
    }
  });

  for (const lang of ['ja', 'en'])
    for (const width of [360, 1440])
      test(`${name}, ${lang}, ${width} px: complete, quiet, accessible, not wider than the screen`, async () => {
        // So tall that every chart is drawn.
        const { page, bad, close } = await open(path, { hash: `#lang=${lang}`, width, height: 6000 });
        assert.equal(await page.getAttribute('html', 'lang'), lang);
        for (const id of sections) assert.equal(await page.locator(`section#${id} h2`).count(), 1, id);
        const charts = await page.locator('[role=img] svg path').count();
        if (plannedOf(path).length) assert.ok(charts > 20, `${charts} drawn paths`);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `page is ${overflow} px too wide`);
        await isAccessible(page);
        assert.deepEqual(bad, []);
        await close();
      });

  test(`${name}: prints on A4, every scenario on it`, async () => {
    const { page, bad, close } = await open(path, { hash: '#lang=ja' });
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    const text = pdf.toString('latin1');
    const pages = (text.match(/\/Type\s*\/Page\b/g) ?? []).length;
    const count = plannedOf(path).length;
    const withFinance = plannedOf(path).filter((s) => s.finance).length;
    const withOutages = plannedOf(path).filter((s) => s.survival).length;
    const most = count * 2 + 12 + withFinance * 3 + withOutages * 2;
    assert.ok(pages >= count + 1 && pages <= most, `${pages} pages for ${count} scenarios`);
    for (const [, w, h] of text.matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)) {
      assert.ok(Math.abs(Number(w) - 595) < 2 && Math.abs(Number(h) - 842) < 2, `page of ${w} x ${h} points`);
    }
    const shown = (n) =>
      page.waitForFunction((m) => document.querySelectorAll('#scenarios article').length === m, n, {
        timeout: 30_000,
      });
    await page.emulateMedia({ media: 'print' });
    await shown(count);
    // Three charts a scenario, one of its finance, two of its uncertainty, three of outages and one of what would help.
    const charts = plannedOf(path).map(
      (s) =>
        3 +
        (s.finance ? 1 : 0) +
        (s.uncertainty ? 2 : 0) +
        (s.survival ? 3 : 0) +
        (s.survival?.helps.length ? 1 : 0),
    );
    assert.equal(
      await page.locator('#scenarios [role=img] svg').count(),
      charts.reduce((sum, n) => sum + n, 0),
    );
    await page.emulateMedia({ media: 'screen' });
    await shown(Math.min(1, count));
    assert.deepEqual(bad, []);
    await close();
  });
}

// A page that ends with the name of a table sends the reader to look for it.
for (const [name, path] of Object.entries(reports))
  for (const lang of ['ja', 'en'])
    test(`${name}, ${lang}: no printed page ends with a heading`, async () => {
      const { page, close } = await open(path, { hash: `#lang=${lang}` });
      const file = join(folder, `${name.replaceAll(' ', '-')}-${lang}.pdf`);
      await page.pdf({ path: file, preferCSSPageSize: true, printBackground: true });
      const joined = (text) => text.replace(/\s+/g, '');
      const heads = new Set(
        (await page.locator('h2, h3, caption, tr.thing th').allTextContents()).map(joined).filter(Boolean),
      );
      const first = new Set(
        (await page.locator('#assumptions thead th:first-child').allTextContents()).map(joined),
      );
      await close();
      const pages = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).split('\f');
      for (const [i, text] of pages.entries()) {
        const lines = text.split('\n').filter((line) => line.trim());
        if (/^\s*\d+\s*\/\s*\d+\s*$/.test(lines.at(-1) ?? '')) lines.pop();
        const last = lines.at(-1)?.trim() ?? '';
        assert.ok(!heads.has(joined(last)), `page ${i + 1} ends with “${last}”`);
        assert.ok(!first.has(last.split(/\s{2,}/)[0]), `page ${i + 1} ends with the head of a table`);
      }
    });

test('the language switches, the address keeps it, and a reload shows the same', async () => {
  const { page, bad, close } = await open(main);
  const before = await page.textContent('h1');
  const other = (await page.getAttribute('html', 'lang')) === 'ja' ? 'en' : 'ja';
  await page.click(`header button[lang=${other}]`);
  assert.equal(await page.getAttribute('html', 'lang'), other);
  assert.equal(await page.textContent('h1'), dataOf(main).district.name[other]);
  assert.match(page.url(), new RegExp(`#.*lang=${other}`));
  await page.reload();
  await page.waitForSelector('h1');
  assert.equal(await page.getAttribute('html', 'lang'), other);
  const names = dataOf(main).district.name;
  if (names.ja !== names.en) assert.notEqual(await page.textContent('h1'), before);
  assert.deepEqual(bad, []);
  await close();
});

// A mayor who switches to Japanese must not be left with English axes under Japanese titles.
test('drawn charts follow the language', async () => {
  if (!plannedOf(main).length) return;
  const drawn = (page) => page.locator('#scenarios [role=img] svg').first().locator('text').allTextContents();
  const { page, bad, close } = await open(main, { hash: '#lang=en' });
  const english = await drawn(page);
  assert.ok(english.length > 0);
  await page.click('header button[lang=ja]');
  await page.waitForFunction(
    (before) =>
      [...document.querySelectorAll('#scenarios [role=img] svg text')].some(
        (text) => /[ぁ-んァ-ヶ一-龠]/.test(text.textContent) && !before.includes(text.textContent),
      ),
    english,
    { timeout: 30_000 },
  );
  await page.click('header button[lang=en]');
  await page.waitForTimeout(500);
  assert.deepEqual(await drawn(page), english);
  assert.deepEqual(bad, []);
  await close();
});

test('the page starts in the language of the report', async () => {
  const { page, close } = await open(main);
  assert.equal(await page.getAttribute('html', 'lang'), dataOf(main).lang);
  await close();
});

test('another scenario is chosen by keyboard and kept in the address', async () => {
  const list = plannedOf(main);
  if (list.length < 2) return;
  const { page, close } = await open(main);
  const button = page.locator('.chooser button').nth(1);
  await button.focus();
  await page.keyboard.press('Enter');
  assert.equal(await button.getAttribute('aria-pressed'), 'true');
  assert.ok(page.url().includes(`scenario=${encodeURIComponent(list[1].id)}`));
  await page.reload();
  await page.waitForSelector('article');
  assert.equal(await page.locator('.chooser button').nth(1).getAttribute('aria-pressed'), 'true');
  await close();
});

test('a chart gives its data as a table, as CSV and as a picture', async () => {
  if (!plannedOf(main).length) return;
  const { page, bad, close } = await open(main, { hash: '#lang=en' });
  const figure = page.locator('#scenarios figure').first();
  await figure.locator('button', { hasText: /^Data$/ }).click();
  assert.equal(await figure.locator('table tbody tr').count(), 24);
  const [csv] = await Promise.all([
    page.waitForEvent('download'),
    figure.locator('button', { hasText: 'CSV' }).click(),
  ]);
  const lines = readFileSync(await csv.path(), 'utf8')
    .trim()
    .split('\r\n');
  assert.equal(lines.length, 25);
  assert.match(lines[0], /^\ufeff?Hour,/);
  const [png] = await Promise.all([
    page.waitForEvent('download'),
    figure.locator('button', { hasText: 'picture' }).click(),
  ]);
  assert.match(png.suggestedFilename(), /\.png$/);
  assert.ok(readFileSync(await png.path()).length > 10_000);
  assert.deepEqual(bad, []);
  await close();
});

test('nothing moves for readers who ask for less motion', async () => {
  const { page, bad, close } = await open(main, { reducedMotion: 'reduce' });
  assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
  assert.deepEqual(bad, []);
  await close();
});

test('damaged data say what happened and what to do', async () => {
  const path = join(folder, 'damaged.html');
  writeFileSync(path, reportHtml(suburb()).replace(/("report-data">).{40}/, '$1'));
  const { page, bad, close } = await open(path);
  assert.match(await page.textContent('main'), /plan\.json/);
  assert.deepEqual(bad, []);
  await close();
});

test('script and style can be written into a page', () => {
  const built = (name) => readFileSync(new URL(`../dist/${name}`, import.meta.url), 'utf8');
  assert.ok(!/<\/?script/i.test(built('report.js')), 'the script would end its own element');
  assert.ok(
    !/<\/style|@import|url\(/i.test(built('report.css')),
    'the style would end its element or load something',
  );
});
