import { expect, test } from 'vitest';
import type { Finding } from './common';
import { findingsOf } from './findings';

const finding = (code: string): Finding => ({ code, severity: 'warning', message: { en: code, ja: code } });
const scenario = (id: string, codes: string[], state = 'planned') => ({
  id,
  state,
  findings: codes.map(finding),
});

// The reader of a comparison of fifteen variants read the same three warnings five times.
test('what several scenarios have in common is told once', () => {
  const blocks = findingsOf([
    scenario('base', ['old']),
    scenario('a', ['hotel', 'hall', 'own']),
    scenario('quiet', []),
    scenario('broken', ['hotel'], 'failed'),
    scenario('b', ['hotel', 'hall']),
  ]);
  expect(
    blocks.map(
      (b) => `${b.scenarios.map((s) => s.id).join(' ')}: ${b.findings.map((f) => f.code).join(' ')}`,
    ),
  ).toEqual(['broken: hotel', 'base: old', 'a b: hotel hall', 'a: own']);
});
