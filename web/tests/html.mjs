// The report's page from its parts, filled as the program fills it.

import { readFileSync } from 'node:fs';

const part = (path) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

export function reportHtml(report) {
  const values = {
    title: report.district.name[report.lang].replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`),
    lang: report.lang,
    style: part('dist/report.css'),
    data: JSON.stringify(report).replaceAll('</', '<\\/'),
    script: part('dist/report.js'),
  };
  return part('report.template.html').replace(/\{\{(\w+)\}\}/g, (_, name) => values[name]);
}
