// The pages of a living district: a real broker, server and virtual district, in a real browser.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import Ajv2020 from 'ajv/dist/2020.js';
import { chromium } from 'playwright-core';
import { parse } from 'yaml';

const gaiku = new URL('../../build/release/gaiku', import.meta.url).pathname;
const bundled = new URL('../../tests/live_district.yaml', import.meta.url);
const axe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const password = 'Kawa no nagare 7 umi';
const folder = mkdtempSync(join(tmpdir(), 'gaiku-pages-'));
// The server's own file, which it may write.
const district = join(folder, 'district.yaml');
const included = /include: (\S+)/;
const text = readFileSync(bundled, 'utf8');
const absolute = new URL(included.exec(text)[1], bundled).pathname;
writeFileSync(district, text.replace(included, `include: ${absolute}`));
const running = new Set();
let browser, server, address, link, brokerPort, httpPort;

const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

/** Runs the program; resolves when a line of its output matches, with the match. */
function start(args, pattern) {
  const child = spawn(gaiku, ['--lang', 'en', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  child.on('exit', () => running.delete(child));
  let text = '';
  return new Promise((resolve, reject) => {
    const hear = (chunk) => {
      text += chunk;
      const match = pattern.exec(text);
      if (match) resolve({ child, match });
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('exit', (code) => reject(new Error(`gaiku ${args[0]} ended with ${code}: ${text}`)));
  });
}

async function serve() {
  const broker = [
    '--broker',
    `127.0.0.1:${brokerPort}`,
    '--credentials',
    join(folder, 'broker/credentials.csv'),
  ];
  const { child, match } = await start(
    [
      'serve',
      district,
      '--data',
      join(folder, 'store'),
      '--listen',
      `127.0.0.1:${httpPort}`,
      '--any-time',
      ...broker,
    ],
    /listening: (http:\S+),[^\n]*\n(?:make the administrator[^\n]*(#\/first-run\/\S+)\n)?/,
  );
  server = child;
  address = match[1];
  link ??= match[2];
}
const stop = (child, signal) =>
  new Promise((resolve) => {
    child.on('exit', resolve);
    child.kill(signal);
  });

const context = async (options = {}) => {
  const made = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
    ...options,
  });
  made.setDefaultTimeout(60_000); // the machine may have other work
  return made;
};
const opened = new Set();
/** A page that tells what it asks of other machines, and what goes wrong in it. */
async function open(made, hash) {
  const page = await made.newPage();
  opened.add(page);
  page.wrong = [];
  page.on('request', (request) => {
    if (/^https?:/.test(request.url()) && !request.url().startsWith(address)) page.wrong.push(request.url());
  });
  page.on('pageerror', (error) => page.wrong.push(String(error)));
  await page.goto(`${address}/${hash}`);
  return page;
}
async function signIn(page, user) {
  await page.fill('input[name=user]', user);
  await page.fill('input[name=password]', password);
  await page.click('form button.main');
  await page.waitForSelector('nav');
}
async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() =>
    window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa'] }),
  );
  return found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(' | ')}`);
}

// A test that fails leaves its pages to nobody.
afterEach(async () => {
  await Promise.all([...opened].map((page) => page.close()));
  opened.clear();
});

before(async () => {
  [brokerPort, httpPort] = [await freePort(), await freePort()];
  await start(['broker', district, '--dir', join(folder, 'broker'), '--port', String(brokerPort)], /\S/);
  await serve();
  const broker = [
    '--broker',
    `127.0.0.1:${brokerPort}`,
    '--credentials',
    join(folder, 'broker/credentials.csv'),
  ];
  // A minute of the district in a second, from now on; a meter falls silent after twenty of its minutes.
  const minute = (after) => `${new Date(Date.now() + after * 60_000).toISOString().slice(0, 16)}:00Z`;
  await start(
    [
      'virtual',
      district,
      ...broker,
      '--speed',
      '60',
      '--from',
      minute(0),
      '--interval',
      '1 min',
      '--fault',
      `silence,device=homes.0001,at=${minute(20)},for=2 h`,
      '--fault',
      `outage,at=${minute(30)},for=4 min`,
    ],
    /devices/,
  );
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
});
after(async () => {
  await browser?.close();
  // In order, so that the broker's own program has written what it keeps before the folder goes.
  await Promise.all([...running].map((child) => stop(child, 'SIGTERM')));
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

const days = (after) => new Date(Date.now() + after * 86_400_000).toISOString();
const span = `from=${days(-1)}&to=${days(1)}`;

let operator;
test('the first link makes the administrator, once', async () => {
  assert.match(link, /^#\/first-run\//, 'the server prints a link while there is nobody');
  operator = await context();
  const page = await open(operator, link);
  assert.deepEqual(await violations(page), []);
  await page.fill('input[name=user]', 'root');
  await page.fill('input[name=password]', 'password1234');
  await page.click('form button.main');
  await page.waitForSelector('[role=alert]');
  await signIn(page, 'root');
  const other = await open(await context(), link);
  await other.fill('input[name=user]', 'eve');
  await other.fill('input[name=password]', password);
  await other.click('form button.main');
  assert.match(await other.textContent('[role=alert]'), /used/);
  await other.context().close();
  assert.deepEqual(page.wrong, []);
});

test('values of the control room change, and the alarm of a silent meter is acknowledged', async () => {
  const page = await open(operator, '#/control');
  const figure = page.locator('.tile strong').first();
  await page.waitForFunction(
    () => /kW/.test(document.querySelector('.tile strong')?.textContent ?? ''),
    null,
    { timeout: 60_000 },
  );
  const first = await figure.textContent();
  await page.waitForFunction((t) => document.querySelector('.tile strong')?.textContent !== t, first, {
    timeout: 60_000,
  });
  const row = page.locator('.alarms li', { hasText: 'homes.0001' });
  await row.waitFor({ timeout: 120_000 });
  await row.getByRole('button', { name: 'Acknowledge' }).click();
  await row.getByText('acknowledged by root').waitFor();
  await page.fill('input[type=search]', 'homes.0001');
  await page.locator('tbody tr', { hasText: 'homes.0001' }).first().waitFor();
  assert.match(page.url(), /find=homes.0001/);
  assert.deepEqual(await violations(page), []);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  assert.deepEqual(page.wrong, []);
});

test('an outage of the grid is an alarm, and is acknowledged', async () => {
  const page = await open(operator, '#/control?lang=en');
  const row = page.locator('.alarms li', { hasText: '(grid_mall): the public grid is out' });
  await row.waitFor({ timeout: 120_000 });
  await row.getByRole('button', { name: 'Acknowledge' }).click();
  const mine = async () => {
    const answer = await page.request.get(`${address}/api/v1/alarms/history?${span}`);
    const { alarms } = await answer.json();
    return alarms.find((one) => one.kind === 'outage' && one.device === 'grid_mall');
  };
  // Seen and over, it is in the history only.
  await row.waitFor({ state: 'detached', timeout: 60_000 });
  let alarm;
  for (let i = 0; i < 50 && !(alarm = await mine())?.acknowledged; ++i) await page.waitForTimeout(200);
  assert.equal(alarm.acknowledged.by, 'root');
  assert.equal(alarm.severity, 'high');
  assert.ok(alarm.cleared > alarm.raised);
  assert.deepEqual(page.wrong, []);
  await page.close();
});

test('history finds one of thousands of series by keyboard', async () => {
  const page = await open(operator, '#/history?lang=en');
  const box = page.getByRole('combobox', { name: 'What to show (search)' });
  const options = page.locator('#choice-list li');
  await box.click();
  await options.first().waitFor();
  await box.fill('homes.0002 energy');
  await options.filter({ hasText: 'homes.0002' }).first().waitFor();
  assert.equal(await options.filter({ hasText: 'grid_mall' }).count(), 0);
  assert.deepEqual(await violations(page), []);
  await box.press('Escape');
  assert.equal(await options.count(), 0);
  await box.fill('grid_mall');
  await box.press('ArrowDown');
  const second = await page.locator('[role=option][aria-selected=true]').textContent();
  await box.press('Enter');
  await page.locator('.finding', { hasText: second }).waitFor();
  assert.match(page.url(), /what=channel%3Agrid_mall/);
  assert.deepEqual(page.wrong, []);
  await page.close();
});

test('a device in detail, and its history as chart, table and file', async () => {
  const page = await open(operator, '#/control?lang=en&find=grid_mall');
  await page.locator('tbody button', { hasText: 'grid_mall' }).first().click();
  // A line at 0 has no height: a plant at night, or a meter of nothing.
  await page.locator('.detail svg path.now').waitFor({ state: 'attached' });
  assert.match(await page.textContent('.detail tbody'), /Power[\s\S]*kW[\s\S]*good/);
  assert.match(page.url(), /device=grid_mall/);
  assert.deepEqual(await violations(page), []);
  await page.setViewportSize({ width: 360, height: 740 });
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.equal(over, 0, 'a device in detail on a phone');
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.locator('.detail a').click();
  await page.locator('.finding', { hasText: 'grid_mall' }).waitFor();
  await page.locator('svg path.now').first().waitFor({ state: 'attached' });
  await page.getByLabel('Compare with').selectOption('before');
  await page.locator('svg path.other').first().waitFor({ state: 'attached' });
  assert.match(page.url(), /compare=before/);
  const [csv] = await Promise.all([page.waitForEvent('download'), page.click('a.button')]);
  assert.match(readFileSync(await csv.path(), 'utf8'), /\d{4}-\d\d-\d\d.*,/);
  const [picture] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save picture' }).click(),
  ]);
  assert.match(readFileSync(await picture.path(), 'utf8'), /^<svg/);
  assert.deepEqual(page.wrong, []);
  await page.close();
});

test('eight tabs of one browser are all live, and a ninth page loads', async () => {
  const tabs = [];
  for (let i = 0; i < 8; ++i) tabs.push(await open(operator, '#/control?lang=en'));
  await Promise.all(
    tabs.map(async (tab) => {
      await tab.locator('path.end, path.mid').first().waitFor();
      const text = await tab.textContent('main');
      await tab.waitForFunction((before) => document.querySelector('main').textContent !== before, text);
    }),
  );
  const ninth = await open(operator, '#/settings?lang=en');
  await ninth.getByRole('heading', { name: 'District file' }).waitFor();
  for (const tab of [...tabs, ninth]) assert.deepEqual(tab.wrong, []);
});

test('the first load is small, and moves only for those who like it', async () => {
  const made = await context({ storageState: await operator.storageState(), reducedMotion: 'reduce' });
  const page = await open(made, '#/control');
  await page.locator('path.end, path.mid').first().waitFor();
  const bytes = await page.evaluate(() =>
    performance.getEntriesByType('resource').reduce((sum, entry) => sum + entry.encodedBodySize, 0),
  );
  assert.ok(bytes > 20_000 && bytes < 300_000, `${bytes} bytes`);
  const phase = () => page.locator('path.end, path.mid').first().getAttribute('stroke-dashoffset');
  const still = await phase();
  await page.waitForTimeout(500);
  assert.equal(await phase(), still);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await page.waitForFunction(
    (was) => document.querySelector('path.end, path.mid')?.getAttribute('stroke-dashoffset') !== was,
    still,
  );
  await made.close();
});

test('the control room is there within a second of asking', async () => {
  const made = await context({ storageState: await operator.storageState() });
  const times = [];
  // The best of five: the machine has other work, too.
  for (let i = 0; i < 5; ++i) {
    const page = await open(made, '#/control');
    await page.locator('h1').first().waitFor({ state: 'attached' });
    await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
    times.push(
      await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0].startTime),
    );
    await page.close();
  }
  assert.ok(Math.min(...times) < 1000, `first picture after ${times.map(Math.round)} ms`);
  await made.close();
});

test('the control room is used by keys alone, and by a thumb', async () => {
  const made = await context({ storageState: await operator.storageState() });
  const page = await open(made, '#/control?lang=en');
  await page.locator('tbody button.name').first().waitFor();
  const wanted = await page.evaluate(
    () =>
      [...document.querySelectorAll('a[href], button, input, select, [tabindex="0"]')].filter(
        (e) => e.checkVisibility() && !e.disabled && e.closest('table') === null,
      ).length,
  );
  const seen = new Set();
  const unseen = [];
  for (let i = 0; i < wanted + 10; ++i) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const e = document.activeElement;
      if (e === null || e === document.body || e.closest('table')) return null;
      e.dataset.tabbed ??= String(Math.random());
      const style = getComputedStyle(e);
      return {
        id: e.dataset.tabbed,
        // A block of the map shows it by a thicker edge.
        shown:
          (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) ||
          [...e.querySelectorAll(':scope > path')].some(
            (p) => parseFloat(getComputedStyle(p).strokeWidth) >= 4,
          ),
        html: e.outerHTML.slice(0, 100),
      };
    });
    if (at === null) break;
    seen.add(at.id);
    if (!at.shown) unseen.push(at.html);
  }
  assert.deepEqual(unseen, [], 'focus can be seen');
  assert.ok(seen.size >= 5, `${seen.size} of ${wanted} are reached`);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.waitForTimeout(300);
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('a[href], button, select, input:not([type=checkbox])')]
      .filter((e) => e.checkVisibility())
      .map((e) => ({ html: e.outerHTML.slice(0, 100), box: e.getBoundingClientRect() }))
      .filter(({ box }) => box.height > 1 && (box.height < 43.5 || box.width < 43.5))
      .map(({ html, box }) => `${Math.round(box.width)} x ${Math.round(box.height)}: ${html}`),
  );
  assert.deepEqual(small, [], 'targets of 44 px');
  await made.close();
});

for (const [width, height] of [
  [1920, 1080],
  [1080, 1920],
])
  test(`the display of ${width} x ${height} is read from afar: contrast of 7 at least`, async () => {
    const made = await context({ viewport: { width, height } });
    const page = await open(made, '#/display');
    await page.waitForSelector('.bar');
    const below = await page.evaluate(() => {
      // By night the town has fewer sources than it can have.
      const bars = document.querySelector('.bars');
      bars.querySelector('.bar > span').firstChild.textContent = 'コージェネ';
      bars.querySelector('.bar small').textContent = 'Cogeneration';
      while (bars.children.length < 5) bars.append(bars.firstElementChild.cloneNode(true));
      return document.querySelector('.foot').getBoundingClientRect().bottom - innerHeight;
    });
    assert.ok(below < 0, `with five sources the foot ends ${below} px below the screen`);
    const poor = await page.evaluate(() => {
      const light = (colour) => {
        const [r, g, b] = colour
          .match(/[\d.]+/g)
          .slice(0, 3)
          .map((v) => v / 255)
          .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const ground = (e) => {
        const own = getComputedStyle(e).backgroundColor;
        return own === 'rgba(0, 0, 0, 0)' && e.parentElement ? ground(e.parentElement) : own;
      };
      const texts = [...document.querySelectorAll('main *')].filter((e) =>
        [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim() !== ''),
      );
      return {
        texts: texts.length,
        poor: texts
          .map((e) => {
            const [a, b] = [light(getComputedStyle(e).color), light(ground(e))].sort((x, y) => y - x);
            return { text: e.textContent.trim(), ratio: (a + 0.05) / (b + 0.05) };
          })
          .filter(({ ratio }) => !(ratio >= 7)),
      };
    });
    assert.ok(poor.texts >= 4, `${poor.texts} texts`);
    assert.deepEqual(poor.poor, []);
    await made.close();
  });

for (const name of ['history', 'building', 'targets', 'plan', 'settings', 'display'])
  for (const lang of ['ja', 'en'])
    test(`${name} in ${lang}: nothing in the way, on a phone and on a wall`, async () => {
      const page = await open(operator, `?${lang}#/${name}?lang=${lang}`);
      await page.waitForSelector(name === 'display' ? '.figure' : 'h1');
      await page.waitForTimeout(500);
      assert.equal(await page.evaluate(() => document.documentElement.lang), lang);
      assert.deepEqual(await violations(page), []);
      for (const [width, height] of [
        [360, 740],
        [3840, 2160],
      ]) {
        await page.setViewportSize({ width, height });
        const over = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        assert.equal(over, 0, `${name} is wider than ${width} px`);
      }
      assert.deepEqual(page.wrong, []);
      await page.close();
    });

test("answers are what the API's document declares", async () => {
  const api = parse(readFileSync(new URL('../../schema/api.yaml', import.meta.url), 'utf8'));
  const ajv = new Ajv2020({ allowUnionTypes: true, strictTypes: false, strictRequired: false });
  const moved = (schema) =>
    JSON.parse(JSON.stringify(schema).replaceAll('#/components/schemas/', 'api#/$defs/'));
  ajv.addSchema({ $id: 'api', $defs: moved(api.components.schemas) });
  const page = await open(operator, '#/settings');
  const session = await (await page.request.get(`${address}/api/v1/session`)).json();
  /** Asks and holds the answer against what is declared for it. */
  const ask = async (method, path, { query = '', data, name, status, mime, match } = {}) => {
    const declared = api.paths[path]?.[method];
    assert.ok(declared, `${method} ${path} is declared`);
    const url = `${address}${path.replace('{name}', name ?? '')}${query}`;
    const response = await page.request.fetch(url, {
      method: method.toUpperCase(),
      headers: {
        'X-CSRF-Token': session.csrf,
        ...(mime ? { 'Content-Type': mime } : {}),
        ...(match ? { 'If-Match': match } : {}),
      },
      ...(data === undefined ? {} : { data }),
    });
    assert.equal(response.status(), status ?? 200, `${method} ${url}: ${await response.text()}`);
    let answer = declared.responses[String(response.status())];
    assert.ok(answer, `${method} ${path} does not declare ${response.status()}`);
    if (answer.$ref) answer = api.components.responses[answer.$ref.split('/').pop()];
    if (response.status() === 204) return null;
    const type = response.headers()['content-type'].split(';')[0];
    assert.ok(answer.content[type], `${method} ${path} answers ${type}`);
    if (!type.includes('json')) return response.text();
    const body = await response.json();
    const holds = ajv.compile(moved(answer.content[type].schema));
    assert.ok(holds(body), `${method} ${path}: ${ajv.errorsText(holds.errors)}`);
    return body;
  };
  const of = {
    '/api/v1/series': `?level=district&measurand=energy_import&${span}`,
    '/api/v1/events': `?device=homes.0001&channel=energy_import&${span}`,
    '/api/v1/corrections': '?device=homes.0001&channel=energy_import',
    '/api/v1/conflicts': '?device=homes.0001&channel=energy_import',
    '/api/v1/building': '?building=homes',
  };
  // Without a folder of plans there are none; live events do not end.
  const left = new Set(['/api/v1/plans', '/api/v1/plans/months', '/api/v1/live', '/api/v1/display/live']);
  for (const [path, methods] of Object.entries(api.paths))
    if (methods.get && !left.has(path)) await ask('get', path, { query: of[path] });
  const expires = Date.now() + 86_400_000;
  await ask('post', '/api/v1/tokens', { data: { name: 'board', role: 'planner', expires }, status: 201 });
  await ask('post', '/api/v1/tokens', { data: { name: 'board', role: 'planner', expires }, status: 409 });
  await ask('get', '/api/v1/tokens');
  await ask('delete', '/api/v1/tokens/{name}', { name: 'board', status: 204 });
  await ask('delete', '/api/v1/tokens/{name}', { name: 'board', status: 404 });
  await ask('put', '/api/v1/users/{name}', { name: 'ken', data: { role: 'planner', password } });
  await ask('put', '/api/v1/users/{name}', { name: 'ken', data: { role: 'king' }, status: 400 });
  await ask('delete', '/api/v1/users/{name}', { name: 'root', status: 409 });
  await ask('delete', '/api/v1/users/{name}', { name: 'ken', status: 204 });
  await ask('put', '/api/v1/registry/{name}', { name: 'probe', data: { block: 'mall' } });
  await ask('put', '/api/v1/registry/{name}', { name: 'probe', data: { block: 'nowhere' }, status: 400 });
  await ask('put', '/api/v1/device-tokens/{name}', { name: 'probe', status: 201 });
  await ask('delete', '/api/v1/device-tokens/{name}', { name: 'probe', status: 204 });
  await ask('delete', '/api/v1/device-tokens/{name}', { name: 'probe', status: 404 });
  await ask('post', '/api/v1/alarms/acknowledge', { data: { ids: [] } });
  await ask('post', '/api/v1/alarms/acknowledge', { data: { kind: 'nothing' }, status: 400 });
  const etag = async () => (await page.request.get(`${address}/api/v1/district`)).headers()['etag'];
  const file = { mime: 'application/yaml', query: '?dry_run=yes', match: await etag() };
  const now = readFileSync(district, 'utf8');
  const told = await ask('put', '/api/v1/district', { ...file, data: now.replace('20 }', '21 }') });
  assert.deepEqual(
    told.changes.map((one) => [one.path, one.before, one.after]),
    [['buildings.homes.households', '20', '21']],
  );
  await ask('put', '/api/v1/district', { ...file, data: 'gaiku: 2', status: 422 });
  await ask('put', '/api/v1/district', { ...file, data: now, match: '"other"', status: 412 });
  await ask('put', '/api/v1/district', { ...file, data: now, match: '', status: 428 });
  await ask('put', '/api/v1/district', { ...file, data: now, mime: 'text/plain', status: 415 });
  for (const data of [{}, { price: { electricity: 1.1 } }, { co2_cap: 0 }, { demand: { steam: 2 } }]) {
    const wanted = data.demand ? 400 : 200;
    for (let tries = 0; ; ++tries) {
      const response = await page.request.post(`${address}/api/v1/what-if`, {
        headers: { 'X-CSRF-Token': session.csrf },
        data,
      });
      await page.waitForTimeout(response.status() === 202 ? 200 : 0);
      if (response.status() !== 202 || tries > 600) break;
    }
    await ask('post', '/api/v1/what-if', { data, status: wanted });
  }
  await ask('post', '/api/v1/backup', { data: {}, status: 201 });
  await ask('post', '/api/v1/session', { data: { user: 'root', password: 'wrong' }, status: 401 });
  await ask('get', '/api/v1/audit', { query: '?limit=0', status: 400 });
  await page.close();
});

test('the plan is asked what if, by sliders and keys', async () => {
  const page = await open(operator, '#/plan?lang=en');
  const parts = [];
  page.on('request', (request) => parts.push(request.url()));
  const begin = page.getByRole('button', { name: 'Begin' });
  await begin.waitFor();
  assert.ok(!parts.some((url) => /WhatIf/.test(url)), 'the panel is loaded when it is asked for');
  await begin.focus();
  await page.keyboard.press('Enter');
  const price = page.getByRole('slider', { name: /Electricity: price of buying/ });
  await price.waitFor({ timeout: 120_000 });
  const row = (name) => page.locator('.what-if tr', { has: page.getByRole('cell', { name, exact: true }) });
  const cost = row('Cost of a year million yen');
  assert.equal(await cost.locator('td').nth(3).textContent(), '0');
  const status = page.locator('.what-if [role=status]');
  await price.focus();
  for (let i = 0; i < 10; ++i) await page.keyboard.press('ArrowRight');
  assert.equal(await price.getAttribute('aria-valuetext'), '110\u00a0%');
  await status.getByText(/New optimum in [\d.]+ s \(\d+ iterations\)/).waitFor();
  await page.waitForFunction(() => document.querySelector('.what-if')?.getAttribute('aria-busy') === 'false');
  assert.match(await cost.locator('td').nth(3).textContent(), /^\+\d[\d.,]*$/);
  // What the API says is what the page shows.
  const session = await (await page.request.get(`${address}/api/v1/session`)).json();
  const ask = (data) =>
    page.request.post(`${address}/api/v1/what-if`, { headers: { 'X-CSRF-Token': session.csrf }, data });
  const body = await (await ask({ price: { electricity: 1.1 } })).json();
  const { first, answer } = body;
  assert.ok(answer.figures.cost > first.figures.cost);
  assert.ok(answer.figures.cost < 1.11 * first.figures.cost);
  // Of two questions the newer is answered.
  const both = await Promise.all([
    ask({ price: { electricity: 1.2 } }),
    page.waitForTimeout(30).then(() => ask({ price: { electricity: 1.3 } })),
  ]);
  assert.deepEqual(
    both.map((response) => response.status()),
    [409, 200],
  );
  assert.equal((await both[0].json()).code, 'superseded');
  // A limit that cannot be kept is explained.
  const cap = page.getByRole('slider', { name: 'Limit on CO2, of the plan' });
  await cap.focus();
  await page.keyboard.press('Home');
  await page.locator('.what-if [role=alert]', { hasText: 'The least CO2 within reach is' }).waitFor();
  assert.deepEqual(await violations(page), []);
  await page.getByRole('button', { name: 'Back to the plan' }).click();
  await status.getByText('Move a slider').waitFor();
  assert.equal(await cost.locator('td').nth(3).textContent(), '0');
  for (const [width, height] of [
    [360, 740],
    [1280, 900],
  ]) {
    await page.setViewportSize({ width, height });
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.equal(over, 0, `wider than ${width} px`);
  }
  const small = await page.evaluate(
    () =>
      [...document.querySelectorAll('.what-if button, .what-if input')]
        .map((e) => e.getBoundingClientRect())
        .filter((r) => r.height < 44).length,
  );
  assert.equal(small, 0, 'whatever is touched is 44 px high');
  await page.emulateMedia({ colorScheme: 'dark' });
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(page.wrong, []);
  await page.close();
});

test('a resident sees the own building and no neighbour', async () => {
  const root = await open(operator, '#/settings');
  const session = await (await root.request.get(`${address}/api/v1/session`)).json();
  const put = (name, data) =>
    root.request.put(`${address}/api/v1/users/${name}`, { data, headers: { 'X-CSRF-Token': session.csrf } });
  assert.equal((await put('yui', { role: 'resident', building: 'nowhere', password })).status(), 400);
  assert.equal((await put('yui', { role: 'resident', building: 'homes', password })).status(), 200);
  const page = await open(await context(), '');
  await signIn(page, 'yui');
  await page.waitForSelector('.tiles strong');
  const ask = async (path) => (await page.request.get(`${address}/api/v1/${path}`)).status();
  assert.equal(await ask(`series?level=building&name=homes&measurand=energy_import&${span}`), 200);
  assert.equal(await ask(`series?level=building&name=shop&measurand=energy_import&${span}`), 403);
  assert.equal(await ask(`building?building=shop`), 403);
  // Of the homes in the building everybody reads the sum; a meter is its own home's.
  assert.equal(await ask(`series?device=homes.0002&channel=energy_import&${span}`), 403);
  assert.equal((await put('mio', { role: 'resident', building: 'homes.0002', password })).status(), 200);
  const home = await open(await context(), '');
  await signIn(home, 'mio');
  await home.locator('h1', { hasText: '0002' }).waitFor();
  const read = async (path) => (await home.request.get(`${address}/api/v1/${path}`)).status();
  assert.equal(await read(`series?device=homes.0002&channel=energy_import&${span}`), 200);
  assert.equal(await read(`series?device=homes.0003&channel=energy_import&${span}`), 403);
  assert.deepEqual(home.wrong, []);
  await home.context().close();
  for (const path of ['now', 'devices', 'alarms', 'users', 'audit', 'live', 'status'])
    assert.equal(await ask(path), 403, path);
  await page.goto(`${address}/#/control`);
  assert.deepEqual(await violations(page), []);
  await page.context().close();
});

test('a block joins: checked, shown before, and on the map at once', async () => {
  const room = await open(operator, '#/control?lang=en');
  const block = (name) => room.getByRole('button', { name: new RegExp(`^${name}:`) });
  await block('Mall').waitFor();
  assert.equal(await block('Harbour').count(), 0);
  const page = await open(operator, '#/settings?lang=en');
  const card = page.locator('section', { has: page.getByRole('heading', { name: 'District file' }) });
  await card.getByRole('button', { name: 'Show the file' }).click();
  const area = card.getByRole('textbox');
  const now = await area.inputValue();
  const joined = (capacity) =>
    `${now}blocks:
  harbour: { name: { en: Harbour, ja: 港 } }
assets:
  grid_harbour: { technology: grid_connection, block: harbour, capacity: ${capacity}, price: 20 yen/kWh }
`;
  const put = card.getByRole('button', { name: 'Put in force' });
  await area.fill(joined('100 kX'));
  await card.getByRole('button', { name: 'Check' }).click();
  await card.getByText('Errors: 1').waitFor();
  assert.equal(await put.isDisabled(), true);
  await card.locator('li.error button').click();
  assert.match(
    await area.evaluate((e) => e.value.slice(e.selectionStart, e.selectionEnd)),
    /grid_harbour.*100 kX/,
  );
  assert.deepEqual(await violations(page), []);
  await area.fill(joined('100 kW'));
  await card.getByRole('button', { name: 'Check' }).click();
  await card.getByText('Differences: 2').waitFor();
  await card.getByRole('cell', { name: 'blocks.harbour' }).waitFor();
  assert.deepEqual(await violations(page), []);
  assert.equal(await block('Harbour').count(), 0, 'nothing has changed yet');
  await put.click();
  await card.getByText('In force. The').waitFor();
  await block('Harbour').waitFor();
  assert.equal(readFileSync(district, 'utf8'), joined('100 kW'));
  // A device of it, which nobody knew before, says something.
  const token = execFileSync(gaiku, ['store', 'token', join(folder, 'store'), 'grid_harbour'], {
    encoding: 'utf8',
  }).trim();
  // A minute of the district is over in a second: it says so until it is seen.
  const seen = room.getByRole('button', { name: /^Harbour: Demand 42/ });
  let shown = false;
  for (let i = 0; i < 200 && !shown; ++i) {
    const { time } = await (await page.request.get(`${address}/api/v1/now`)).json();
    const sent = await fetch(`${address}/api/v1/readings`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ channel: 'power', time: new Date(time).toISOString(), value: 42 }),
    });
    assert.equal(sent.status, 200, await sent.text());
    await page.waitForTimeout(200);
    shown = (await seen.count()) > 0;
  }
  assert.ok(shown, 'the new block shows what its device says');
  assert.deepEqual([...page.wrong, ...room.wrong], []);
  await room.close();
  await page.close();
});

test('a device gets its place and its token in the settings', async () => {
  const page = await open(operator, '#/settings?lang=en');
  const card = page.locator('section', { has: page.getByRole('heading', { name: 'Devices', exact: true }) });
  await card.getByRole('button', { name: 'Show the devices' }).click();
  await card.locator('tbody tr').first().waitFor();
  await card.getByLabel('Device', { exact: true }).fill('lobby');
  await card.getByLabel('Block').selectOption({ label: 'Mall' });
  await card.getByRole('button', { name: 'Add or change' }).click();
  const row = card.locator('tbody tr', { hasText: 'lobby' });
  await row.filter({ hasText: 'Mall' }).filter({ hasText: 'no token' }).waitFor();
  await row.getByRole('button', { name: 'New token' }).click();
  const token = await card.locator('[role=status] code').textContent();
  await row.filter({ hasText: 'has a token' }).waitFor();
  assert.deepEqual(await violations(page), []);
  const { time } = await (await page.request.get(`${address}/api/v1/now`)).json();
  const send = async () =>
    (
      await fetch(`${address}/api/v1/readings`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ channel: 'power', time: new Date(time).toISOString(), value: 3 }),
      })
    ).status;
  assert.equal(await send(), 200);
  page.on('dialog', (dialog) => void dialog.accept());
  await row.getByRole('button', { name: 'Revoke token' }).click();
  await row.filter({ hasText: 'no token' }).waitFor();
  assert.equal(await send(), 401);
  await page.setViewportSize({ width: 360, height: 740 });
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.equal(over, 0);
  assert.deepEqual(page.wrong, []);
  await page.close();
});

test('a token is refused when its time is over', async () => {
  const root = await open(operator, '#/settings');
  const { csrf } = await (await root.request.get(`${address}/api/v1/session`)).json();
  const make = (name, expires) =>
    root.request.post(`${address}/api/v1/tokens`, {
      data: { name, role: 'planner', expires },
      headers: { 'X-CSRF-Token': csrf },
    });
  assert.equal((await make('past', Date.now() - 1000)).status(), 400);
  const ends = Date.now() + 5000;
  const { token } = await (await make('short', ends)).json();
  const ask = async () =>
    (await fetch(`${address}/api/v1/now`, { headers: { Authorization: `Bearer ${token}` } })).status;
  assert.equal(await ask(), 200);
  await root.waitForTimeout(Math.max(0, ends - Date.now()) + 500);
  assert.equal(await ask(), 401);
  await root.close();
});

test('a display shows its own block or none: one that joins comes, one that goes is over', async () => {
  const root = await open(operator, '#/settings');
  const { csrf } = await (await root.request.get(`${address}/api/v1/session`)).json();
  const put = async (data) => {
    const now = await root.request.get(`${address}/api/v1/district`);
    const answer = await root.request.put(`${address}/api/v1/district`, {
      data,
      headers: {
        'X-CSRF-Token': csrf,
        'If-Match': now.headers().etag,
        'Content-Type': 'application/yaml',
      },
    });
    assert.equal(answer.status(), 200, await answer.text());
  };
  const made = await context({ viewport: { width: 1920, height: 1080 } });
  const page = await open(made, '#/display/mall');
  await page.waitForSelector('.figure');
  await page.evaluate(() => (location.hash = '#/display/annex'));
  await page.getByText('There is no such block').waitFor();
  await page.getByText('この街区はありません').waitFor();
  assert.equal(await page.locator('.figure').count(), 0);
  assert.equal((await page.textContent('.name')).trim(), '', 'nothing of the block before');
  const before = readFileSync(district, 'utf8');
  const annex = '  annex: { name: { en: Annex, ja: 別館 } }\n';
  const blocks = /^blocks:\n/m;
  await put(blocks.test(before) ? before.replace(blocks, `blocks:\n${annex}`) : `${before}blocks:\n${annex}`);
  await page.locator('.name', { hasText: 'Annex' }).waitFor();
  assert.equal(await page.getByText('There is no such block').count(), 0);
  await put(before);
  await page.getByText('There is no such block').waitFor();
  assert.equal((await page.textContent('.name')).trim(), '');
  await page.reload();
  await page.getByText('There is no such block').waitFor();
  assert.deepEqual(page.wrong, []);
  await made.close();
  await root.close();
});

test('the public display outlives the server', async () => {
  const made = await context({ viewport: { width: 1920, height: 1080 } });
  const page = await open(made, '#/display');
  await page.waitForSelector('.figure');
  // A screen hangs for days; here the server goes as soon as the page's own files are kept.
  await page.waitForFunction(async () => {
    const cache = await caches.open('gaiku-pages');
    const loaded = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname);
    const files = ['/', ...loaded.filter((path) => path.startsWith('/assets/'))];
    return (await Promise.all(files.map((path) => cache.match(path)))).every(Boolean);
  });
  await stop(server, 'SIGKILL');
  await page.waitForSelector('text=No connection', { timeout: 30_000 });
  assert.match(await page.textContent('.figure'), /\d/, 'the last good picture stays');
  // Also where the screen is started again meanwhile: with the time of what it shows.
  await page.reload();
  await page.waitForSelector('text=No connection');
  assert.match(await page.textContent('.figure'), /\d/);
  assert.match(await page.textContent('.lost'), /\d\d:\d\d/);
  await serve();
  await page.waitForFunction(() => !document.body.textContent.includes('No connection'), null, {
    timeout: 60_000,
  });
  const figure = await page.evaluate(
    () => parseFloat(getComputedStyle(document.querySelector('.figure')).fontSize) / innerHeight,
  );
  assert.ok(figure > 0.07, `a figure is ${figure} of the height`);
  await made.close();
});
