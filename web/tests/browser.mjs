// What the browser tests share: reports as files, a browser, what must never happen on a page.

import Ajv from 'ajv/dist/2020.js';
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { dataOf } from '../fixtures/plans.mjs';
import { reportHtml } from './html.mjs';

export const folder = mkdtempSync(join(tmpdir(), 'gaiku-report-'));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const written = (name, report) => {
  const path = join(folder, `${name}.html`);
  writeFileSync(path, reportHtml(report));
  return path;
};

export { dataOf };
export const plannedOf = (path) => dataOf(path).scenarios.filter((s) => s.state === 'planned');

const asked = process.env.GAIKU_REPORT ? resolve(process.env.GAIKU_REPORT) : null;
const askedMethod = asked ? (dataOf(asked).method ?? 'microgrid') : null;

/** The report that is asked for where it is of this method, else those made here; none where it is of the other. */
export const reportsOf = (method, make) =>
  asked === null ? make() : askedMethod === method ? { given: asked } : {};

export function keepsContract(data) {
  const valid = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
    JSON.parse(readFileSync(new URL('../report.schema.json', import.meta.url), 'utf8')),
  );
  assert.ok(valid(data), JSON.stringify(valid.errors?.slice(0, 8), null, 1));
}

export async function isAccessible(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document));
  assert.deepEqual(
    violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(', ')}`),
    [],
  );
}

let browser;
before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
    ],
  });
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens a report and collects what must not happen: errors in the console, requests to anywhere. */
export async function open(path, { hash = '', width = 1440, height = 900, reducedMotion } = {}) {
  const context = await browser.newContext({
    viewport: { width, height },
    reducedMotion,
    acceptDownloads: true,
  });
  const page = await context.newPage();
  const bad = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) bad.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => bad.push(`error: ${error.message}`));
  page.on('request', (request) => {
    if (!/^(file|data|blob):/.test(request.url())) bad.push(`request: ${request.url()}`);
  });
  await page.goto(`${pathToFileURL(path)}${hash}`);
  await page.waitForSelector('#report main');
  await page.waitForTimeout(500);
  return { page, bad, close: () => context.close() };
}
