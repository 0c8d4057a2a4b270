// What is amiss, each thing once: a warning of a building is the same in every scenario that has the building.

import type { Finding } from './common';

export interface Findings<S> {
  scenarios: S[];
  findings: Finding[];
}

interface Found {
  id: string;
  state: string;
  findings: Finding[];
}

/** Scenarios that could not be planned stand each for itself; of the others what is found in the same ones together. */
export function findingsOf<S extends Found>(scenarios: readonly S[]): Findings<S>[] {
  const found = new Map<string, { finding: Finding; scenarios: S[] }>();
  const blocks = new Map<string, Findings<S>>();
  for (const s of scenarios) {
    if (s.state === 'failed') {
      blocks.set(`failed ${s.id}`, { scenarios: [s], findings: s.findings });
      continue;
    }
    for (const finding of s.findings) {
      const key = JSON.stringify(finding);
      const known = found.get(key) ?? { finding, scenarios: [] };
      if (!known.scenarios.includes(s)) known.scenarios.push(s);
      found.set(key, known);
    }
  }
  for (const { finding, scenarios: of } of found.values()) {
    const key = JSON.stringify(of.map((s) => s.id));
    const block = blocks.get(key) ?? { scenarios: of, findings: [] };
    block.findings.push(finding);
    blocks.set(key, block);
  }
  return [...blocks.values()];
}
