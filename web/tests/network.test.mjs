// The reports that the program writes for networks, in a browser: a year, a month, a day, a life cycle, scenarios that
// work beside one that cannot, and a district where none works.

import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { districts, reportData, reportPath } from '../fixtures/plans.mjs';
import { dataOf, isAccessible, keepsContract, open, plannedOf, reportsOf, written } from './browser.mjs';

// GAIKU_REPORT of the other method says nothing about these.
const asked = reportsOf('network', () => ({}));
const reports = asked.given
  ? asked
  : Object.fromEntries(Object.keys(districts).map((name) => [name, reportPath(name)]));
const year = reportPath('year');
const long = 14_000;
const longOf = (name) => (name === 'interchange' ? 22_000 : long); // of a desk's page
const longest = 50_000; // of a phone's page

for (const [name, path] of Object.entries(reports)) {
  test(`${name}: the data keep their contract`, () => {
    const data = dataOf(path);
    keepsContract(data);
    for (const s of plannedOf(path)) {
      const nodes = new Set(s.nodes.map((n) => n.id));
      const series = new Set(s.hours.series.map((x) => x.id));
      for (const f of s.flows) {
        assert.ok(nodes.has(f.from) && nodes.has(f.to), `${f.from} → ${f.to} has no node`);
        for (const id of f.series) assert.ok(series.has(id), `no series ${id}`);
      }
      for (const x of s.hours.series) {
        const bytes = Buffer.from(x.data, 'base64').length;
        assert.equal(bytes, (x.scale === null ? 4 : 2) * s.hours.steps, `${x.id} has ${bytes} bytes`);
      }
      const cost = s.costs.reduce((sum, c) => sum + c.per_year, 0);
      assert.ok(
        Math.abs(cost - s.annual.cost) <= 1e-9 * Math.abs(s.annual.cost),
        `${s.id}: costs add up to ${cost}`,
      );
    }
  });

  for (const lang of ['ja', 'en'])
    for (const width of [360, 1440])
      test(`${name}, ${lang}, ${width} px: complete, quiet, accessible, not wider than the screen`, async () => {
        // So tall that every chart is drawn.
        const { page, bad, close } = await open(path, {
          hash: `#lang=${lang}`,
          width,
          height: width < 600 ? longest : longOf(name),
        });
        assert.equal(await page.getAttribute('html', 'lang'), lang);
        const [first] = plannedOf(path);
        const places = first
          ? ['answer', 'equipment', 'flows', 'days', 'times', 'findings', 'assumptions']
          : ['answer', 'findings', 'assumptions'];
        for (const id of places) assert.equal(await page.locator(`section#${id} h2`).count(), 1, id);
        for (const link of await page.locator('header nav a').all())
          assert.equal(await page.locator(`section${await link.getAttribute('href')}`).count(), 1);
        if (first) {
          const empty = await page.evaluate(() =>
            [...document.querySelectorAll('figure')]
              .filter((f) => f.querySelectorAll('[role=img] svg path').length < 3)
              .map((f) => f.querySelector('.title')?.textContent),
          );
          assert.deepEqual(empty, [], 'charts without a drawing');
        }
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `page is ${overflow} px too wide`);
        const text = await page.textContent('main');
        assert.doesNotMatch(text, /NaN|undefined|null|Infinity|\[object/);
        await isAccessible(page);
        assert.deepEqual(bad, []);
        await close();
      });

  for (const lang of ['ja', 'en'])
    for (const width of [390, 1280])
      test(`${name}, ${lang}, ${width} px: no label of the energy flow, of the year or a day, lies over another`, async () => {
        if (!plannedOf(path).length) return;
        // Only these are drawn, when they come near; and they stand at once where they stay.
        const { page, close } = await open(path, { hash: `#lang=${lang}`, width, reducedMotion: 'reduce' });
        const figures = page
          .locator('#flows figure, #one-day figure')
          .filter({ hasText: /入るエネルギー|MWh enter|kWh enter/ });
        assert.ok((await figures.count()) > 0, 'no energy flow');
        for (const figure of await figures.all()) {
          await figure.scrollIntoViewIfNeeded();
          await figure.locator('[role=img] svg text').first().waitFor({ state: 'attached' });
        }
        const over = await figures.evaluateAll((drawn) => {
          const texts = (figure) => [...figure.querySelectorAll('[role=img] svg text')];
          const boxes = drawn.flatMap(texts).map((text) => ({
            text: text.textContent,
            ...JSON.parse(JSON.stringify(text.getBoundingClientRect())),
          }));
          const both = (a, b, from, to) => Math.min(a[to], b[to]) - Math.max(a[from], b[from]);
          // A line's box is a little taller than its letters.
          return boxes.flatMap((a, i) =>
            boxes
              .slice(i + 1)
              .filter((b) => both(a, b, 'left', 'right') > 1 && both(a, b, 'top', 'bottom') > 2)
              .map((b) => `${a.text} / ${b.text}`),
          );
        });
        assert.deepEqual(over, []);
        await close();
      });

  test(`${name}: prints on A4, every scenario on it`, async () => {
    const { page, bad, close } = await open(path, { hash: '#lang=ja' });
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    const text = pdf.toString('latin1');
    const pages = (text.match(/\/Type\s*\/Page\b/g) ?? []).length;
    const count = plannedOf(path).length;
    // Some twenty assumptions fill a page; of a year the demand stands beside published ranges.
    const most = count * 10 + 4 + Math.ceil(dataOf(path).assumptions.length / 20);
    assert.ok(pages >= count + 1 && pages <= most, `${pages} pages for ${count} scenarios`);
    await page.emulateMedia({ media: 'print' });
    await page.waitForFunction((n) => document.querySelectorAll('article').length === n, count, {
      timeout: 30_000,
    });
    const ids = await page.evaluate(() => [...document.querySelectorAll('[id]')].map((e) => e.id));
    assert.equal(new Set(ids).size, ids.length, 'an id stands twice');
    assert.deepEqual(bad, []);
    await close();
  });
}

test('a scenario that cannot work says why, beside those that do', { skip: !reports.mixed }, async () => {
  for (const lang of ['ja', 'en']) {
    const { page, close } = await open(reports.mixed, { hash: `#lang=${lang}`, height: long });
    assert.match(await page.textContent('section#findings'), /electricity_X3/);
    assert.match(
      await page.textContent('section#answer'),
      lang === 'ja' ? /1つの計画は条件を/ : /1 scenario cannot/,
    );
    await close();
  }
});

test('demand that is not supplied is seen', { skip: !reports.mixed }, async () => {
  const { page, close } = await open(reports.mixed, { hash: '#lang=en&scenario=unserved', height: long });
  assert.match(await page.textContent('section#answer'), /Demand not supplied/);
  assert.match(await page.textContent('article'), /not supplied/);
  await close();
});

test('money of a life cycle is not called yearly', { skip: !reports.life_cycle }, async () => {
  for (const [lang, good] of [
    ['ja', /25年間のライフサイクル費用/],
    ['en', /life cycle of 25 years/],
  ]) {
    const { page, close } = await open(reports.life_cycle, { hash: `#lang=${lang}`, height: long });
    assert.match(await page.textContent('section#answer'), good);
    assert.doesNotMatch(await page.textContent('section#answer'), /USD\/(year|年)/);
    await close();
  }
});

test('a shorter plan does not speak of seasons', { skip: !reports.month }, async () => {
  for (const name of ['month', 'day']) {
    const { page, close } = await open(reports[name], { hash: '#lang=ja', height: long });
    const text = await page.textContent('main');
    assert.doesNotMatch(text, /夏期|冬期|中間期|\/年費用|年間費用/);
    await close();
  }
});

test('a day is picked by keyboard, kept in the address, and drawn', async () => {
  const { page, bad, close } = await open(year, { hash: '#lang=en', height: long });
  const heading = page.locator('section#one-day p.day');
  const before = await heading.textContent();
  const next = page.locator('section#one-day button[aria-label="Day after"]');
  await next.focus();
  await page.keyboard.press('Enter');
  assert.notEqual(await heading.textContent(), before);
  assert.match(page.url(), /day=\d+/);
  const shown = await heading.textContent();
  await page.reload();
  await page.waitForSelector('section#one-day p.day');
  assert.equal(await heading.textContent(), shown);
  const figure = page.locator('section#one-day figure').first();
  await figure.locator('button', { hasText: /^Data$/ }).click();
  assert.ok((await figure.locator('table tbody tr').count()) > 5);
  assert.deepEqual(bad, []);
  await close();
});

test('another scenario and another balance are chosen', async () => {
  const list = plannedOf(year);
  const { page, bad, close } = await open(year, { hash: '#lang=en' });
  if (list.length > 1) {
    await page.locator('main > .chooser button').nth(1).click();
    assert.ok(page.url().includes(`scenario=${encodeURIComponent(list[1].id)}`));
    assert.equal(await page.locator('article').getAttribute('aria-label'), list[1].name.en);
  }
  const button = page.locator('section#days .chooser button').nth(1);
  await button.click();
  assert.equal(await button.getAttribute('aria-pressed'), 'true');
  const title = await page.locator('section#days figure .title').first().textContent();
  assert.ok(title.startsWith(await button.textContent()));
  assert.deepEqual(bad, []);
  await close();
});

test('a bill is looked at month by month', async () => {
  const billed = reportPath('billed');
  const [bill] = plannedOf(billed)[0].bills;
  const { page, bad, close } = await open(billed, { hash: '#lang=en', height: long });
  const section = page.locator('section#bills');
  assert.equal(await section.locator('figure').count(), bill.months.some((m) => m.demand) ? 2 : 1);
  assert.equal(await section.locator('table').first().locator('tbody tr').count(), bill.months.length + 1);
  await section.locator('select').selectOption('1');
  const lines = section.locator('table').nth(1).locator('tbody tr');
  assert.equal(await lines.count(), bill.months[1].items.length + 1);
  assert.match(await section.locator('h3').last().textContent(), /Feb/);
  assert.deepEqual(bad, []);
  await close();
});

test('a point of the front is picked by keyboard and by touch, and stands beside the plan', async () => {
  const [s] = plannedOf(reportPath('tradeoffs'));
  const { page, bad, close } = await open(reportPath('tradeoffs'), {
    hash: '#lang=en',
    height: long,
    reducedMotion: 'reduce', // marks stand where they are when they are measured
  });
  const section = page.locator('section#tradeoffs');
  const points = section.locator('button[aria-pressed]');
  assert.equal(await points.count(), s.front.points.length);
  await points.nth(2).focus();
  await page.keyboard.press('Enter');
  assert.equal(await points.nth(2).getAttribute('aria-pressed'), 'true');
  assert.match(page.url(), /point=3/);
  const picked = section.locator('table.beside');
  const cost = s.front.points[2].cost.toLocaleString('en-US', { maximumSignificantDigits: 3 });
  assert.ok((await picked.locator('tbody tr').first().textContent()).includes(`${cost}`), cost);
  assert.match(await picked.textContent(), /heat_pumpnone100\skW/);
  // The plan itself is the point at the lower right of the drawing.
  await section.locator('figure [role=img]').first().scrollIntoViewIfNeeded();
  const marks = section.locator('figure').first().locator('[role=img] svg path');
  const boxes = await Promise.all((await marks.all()).map((m) => m.boundingBox()));
  const small = boxes.filter((b) => b && b.width > 6 && b.width < 24 && b.height > 6 && b.height < 24);
  const plan = small.reduce((a, b) => (b.x + b.y > a.x + a.y ? b : a));
  await page.mouse.click(plan.x + plan.width / 2, plan.y + plan.height / 2);
  await section.locator('button[aria-pressed="true"]').and(points.first()).waitFor();
  assert.deepEqual(bad, []);
  await close();
});

test(
  'an outage is told by its worst start, by what sets the sizes, and by what would help',
  {
    skip: !reports.outages,
  },
  async () => {
    for (const [lang, good] of [
      [
        'ja',
        [
          /いつ停電しても重要負荷を12時間まかなえる/,
          /16時台に始まる停電が最も短い/,
          /最も効くのは非常用発電機をあと1日分の燃料/,
          /発電機の故障を含む/,
          /すべて厳密にたどった/,
          /クラス5/,
        ],
      ],
      [
        'en',
        [
          /lives through 12\sh/,
          /Shortest when it begins at 16:00/,
          /What helps most: Emergency generator: 1 day of fuel more/,
          /Generators may fail/,
          /followed exactly/,
          /Class 5/,
        ],
      ],
    ]) {
      const { page, bad, close } = await open(reports.outages, { hash: `#lang=${lang}`, height: long });
      const text = `${await page.textContent('section#islanding')} ${await page.textContent('section#resilience')}`;
      for (const one of good) assert.match(text, one);
      assert.equal(await page.locator('section#islanding figure').count(), 2);
      assert.equal(await page.locator('section#resilience figure').count(), 3);
      assert.deepEqual(bad, []);
      await close();
    }
  },
);

test('where the answer turns is said with its price', async () => {
  for (const [lang, good] of [
    ['ja', /7\.2.円\/kWh.*heat_pumpが加わり、boilerがなくなる/],
    ['en', /7\.2. yen\/kWh.*heat_pump comes in, boiler goes/],
  ]) {
    const { page, close } = await open(reportPath('tradeoffs'), { hash: `#lang=${lang}`, height: long });
    assert.match(await page.locator('section#tradeoffs').textContent(), good);
    await close();
  }
});

test('charts give CSV and pictures, of several panels too', async () => {
  const { page, bad, close } = await open(year, { hash: '#lang=en' });
  const figure = page.locator('section#days figure').first();
  const [csv] = await Promise.all([
    page.waitForEvent('download'),
    figure.locator('button', { hasText: 'CSV' }).click(),
  ]);
  assert.equal(
    readFileSync(await csv.path(), 'utf8')
      .trim()
      .split('\r\n').length,
    1 + (6 * 24) / plannedOf(year)[0].hours.step_hours,
  );
  for (const place of ['days', 'flows', 'times']) {
    const [png] = await Promise.all([
      page.waitForEvent('download'),
      page.locator(`section#${place} figure`).first().locator('button', { hasText: 'picture' }).click(),
    ]);
    assert.ok(readFileSync(await png.path()).length > 10_000, place);
  }
  assert.deepEqual(bad, []);
  await close();
});

test('a year with 40 series opens at once, in under 3 MB', async () => {
  // The program's own year in two-hour steps, made hourly and longer: each series twice, as long as 8,760 hours are.
  const data = reportData('year');
  data.scenarios.splice(1);
  const [s] = data.scenarios;
  s.hours.steps = 8760;
  s.hours.step_hours = 1;
  const bytes = (x) => Buffer.from(x.data, 'base64');
  s.hours.series = s.hours.series.map((x) => ({
    ...x,
    data: Buffer.concat([bytes(x), bytes(x)]).toString('base64'),
  }));
  while (s.hours.series.length < 40) {
    const more = s.hours.series[s.hours.series.length % 20];
    s.hours.series.push({
      ...more,
      id: `more ${s.hours.series.length}`,
      role: 'price',
      unit: 'yen/kWh',
      asset: null,
    });
  }
  const path = written('forty', data);
  assert.ok(statSync(path).size < 3e6, `${statSync(path).size} bytes`);
  // A second on a machine that does nothing else; twice that, and the best of some, as it may be doing something.
  const times = [];
  for (let i = 0; i < 10 && !(Math.min(...times) < 2000); i++) {
    const { page, close } = await open(path);
    times.push(
      await page.evaluate(
        () =>
          performance.getEntriesByType('paint').find((p) => p.name === 'first-contentful-paint')?.startTime,
      ),
    );
    await close();
  }
  assert.ok(Math.min(...times) < 2000, `first picture after ${times.map(Math.round)} ms`);
});

test('the script stays small', () => {
  // On a line of 1 Mbit/s it is there within 2.8 s.
  const script = readFileSync(new URL('../dist/report.js', import.meta.url));
  assert.ok(gzipSync(script).length < 345_000);
});
