// The energy flow of a plan as a graph without circles, from sources on the left to uses and losses on the right.

import type { NetworkScenario, Node } from './data';
import { energyOf, valuesOf } from './decode';
import type { Day } from './time';

export interface FlowNode {
  key: string;
  node: Node;
  /** The half of a store, or of what would close a circle, that this node stands for. */
  half: 'in' | 'out' | null;
}
export interface FlowEdge {
  from: string;
  to: string;
  carrier: string;
  kwh: number;
}
export interface FlowGraph {
  nodes: Map<string, FlowNode>;
  edges: FlowEdge[];
}

/** Energy of each flow of the planned period or of one day, in the order of the scenario's flows. */
export function flowEnergies(s: NetworkScenario, day: Day | null): number[] {
  if (!day) return s.flows.map((f) => f.kwh_per_year);
  const hours = s.hours.step_hours;
  const series = new Map(s.hours.series.map((x) => [x.id, x]));
  const found = s.flows.map((f) =>
    f.series.reduce((sum, id) => {
      const one = series.get(id);
      return one ? sum + energyOf(valuesOf(one), hours, day.from, day.to) : sum;
    }, 0),
  );
  // What is left of a node after all flows that have series, and after its store has filled or emptied, is lost.
  const kinds = new Map(s.nodes.map((n) => [n.id, n.kind]));
  s.flows.forEach((f, i) => {
    if (f.series.length || kinds.get(f.to) !== 'loss') return;
    let left = 0;
    s.flows.forEach((other, j) => {
      if (other.to === f.from) left += found[j]!;
      if (other.from === f.from && j !== i) left -= found[j]!;
    });
    const level = s.hours.series.find((x) => x.role === 'level' && x.asset === f.from);
    if (level) {
      const values = valuesOf(level);
      const start = values[day.from > 0 ? day.from - 1 : values.length - 1]!;
      left -= values[day.to - 1]! - start;
    }
    found[i] = Math.max(0, left);
  });
  return found;
}

/** What charges and discharges. */
const storesOf = (s: NetworkScenario): Set<string> =>
  new Set(s.hours.series.flatMap((x) => (x.role === 'discharge' && x.asset !== null ? [x.asset] : [])));

/**
 * Lines used both ways, by id: their ends, and the main one, which sends more than it receives. What flows back stands
 * as halves of its own, or the picture would need two cuts for one line.
 */
function linesOf(
  s: NetworkScenario,
  energies: readonly number[],
  stores: ReadonlySet<string>,
): Map<string, { main: string; ends: Set<string> }> {
  const lines = new Map<string, { main: string; ends: Set<string> }>();
  for (const n of s.nodes) {
    if (n.kind !== 'asset' || stores.has(n.id)) continue;
    const net = new Map<string, { taken: number; given: number }>();
    s.flows.forEach((f, i) => {
      const at = f.to === n.id ? f.from : f.from === n.id ? f.to : null;
      if (at === null) return;
      const both = net.get(at) ?? { taken: 0, given: 0 };
      both[f.to === n.id ? 'taken' : 'given'] += energies[i]!;
      net.set(at, both);
    });
    const ends = [...net].filter(([, both]) => both.taken > 0 && both.given > 0);
    ends.sort((a, b) => b[1].taken - b[1].given - (a[1].taken - a[1].given));
    if (ends.length > 1) lines.set(n.id, { main: ends[0]![0], ends: new Set(ends.map(([at]) => at)) });
  }
  return lines;
}

/** Whether `to` leads to `from` already. */
function closes(edges: readonly FlowEdge[], from: string, to: string): boolean {
  const seen = new Set([to]);
  const open = [to];
  while (open.length) {
    const at = open.pop()!;
    if (at === from) return true;
    for (const e of edges)
      if (e.from === at && !seen.has(e.to)) {
        seen.add(e.to);
        open.push(e.to);
      }
  }
  return false;
}

/**
 * A store is drawn twice, where it takes on the right and where it gives on the left, its losses beside what it takes.
 * Any other circle (power to gas to power, a line used both ways) is cut at its smallest flow in the same manner.
 * Flows too thin to be seen are left out; the table beside the chart has them all.
 */
export function flowGraph(s: NetworkScenario, day: Day | null): FlowGraph {
  const known = new Map(s.nodes.map((n) => [n.id, n]));
  const energies = flowEnergies(s, day);
  const stores = storesOf(s);
  const lines = linesOf(s, energies, stores);
  const nodes = new Map<string, FlowNode>();
  const use = (id: string, half: FlowNode['half']): string => {
    const key = half ? `${id}\t${half}` : id;
    const node = known.get(id);
    if (node && !nodes.has(key)) nodes.set(key, { key, node, half });
    return key;
  };
  const lost = new Map<string, { to: string; kwh: number }>();
  s.flows.forEach((f, i) => {
    if (stores.has(f.from) && known.get(f.to)?.kind === 'loss')
      lost.set(f.from, { to: f.to, kwh: (lost.get(f.from)?.kwh ?? 0) + energies[i]! });
  });
  const wanted: FlowEdge[] = [];
  s.flows.forEach((f, i) => {
    const kwh = energies[i]!;
    if (!known.has(f.from) || !known.has(f.to)) return;
    if (stores.has(f.from)) {
      if (known.get(f.to)?.kind !== 'loss')
        wanted.push({ from: `${f.from}\tout`, to: f.to, carrier: f.carrier, kwh });
    } else if (stores.has(f.to)) {
      const loss = lost.get(f.to);
      const part = loss ? Math.min(loss.kwh, kwh) : 0;
      if (loss && part > 0) wanted.push({ from: f.from, to: loss.to, carrier: f.carrier, kwh: part });
      wanted.push({ from: f.from, to: `${f.to}\tin`, carrier: f.carrier, kwh: kwh - part });
    } else {
      const into = lines.get(f.to);
      const backIn = into !== undefined && into.ends.has(f.from) && f.from !== into.main;
      const backOut = lines.get(f.from)?.main === f.to;
      wanted.push({
        from: backOut ? `${f.from}\tout` : f.from,
        to: backIn ? `${f.to}\tin` : f.to,
        carrier: f.carrier,
        kwh,
      });
    }
  });
  const most = Math.max(0, ...wanted.map((e) => e.kwh));
  const edges: FlowEdge[] = [];
  const split = (key: string): [string, FlowNode['half']] => {
    const [id = '', half] = key.split('\t');
    return [id, half === 'in' || half === 'out' ? half : null];
  };
  for (const e of wanted.filter((x) => x.kwh > most * 0.002).sort((a, b) => b.kwh - a.kwh)) {
    const from = use(...split(e.from));
    const to = use(...split(e.to));
    if (closes(edges, from, to)) {
      edges.push({ ...e, from, to: use(split(e.to)[0], 'in') });
      edges.push({ ...e, from: use(split(e.to)[0], 'out'), to });
      continue;
    }
    const same = edges.find((x) => x.from === from && x.to === to && x.carrier === e.carrier);
    if (same) same.kwh += e.kwh;
    else edges.push({ ...e, from, to });
  }
  withoutPassages(nodes, edges);
  return { nodes, edges };
}

/** The column of each node, by key: the longest way to it from a source. What ends nowhere else is drawn in the last. */
export function columnsOf(graph: FlowGraph): Map<string, number> {
  const column = new Map<string, number>([...graph.nodes.keys()].map((key) => [key, 0]));
  for (let moved = true; moved;) {
    moved = false;
    for (const e of graph.edges)
      if (column.get(e.to)! <= column.get(e.from)!) {
        column.set(e.to, column.get(e.from)! + 1);
        moved = true;
      }
  }
  return column;
}

/** A carrier that one source alone feeds, and that source nothing else, is the source: gas from the gas grid. */
function withoutPassages(nodes: Map<string, FlowNode>, edges: FlowEdge[]): void {
  for (const [key, n] of [...nodes]) {
    const into = edges.filter((e) => e.to === key);
    const source = into[0]?.from ?? '';
    if (n.node.kind !== 'carrier' || into.length !== 1 || nodes.get(source)?.node.kind !== 'source') continue;
    if (edges.filter((e) => e.from === source).length !== 1) continue;
    edges.splice(edges.indexOf(into[0]!), 1);
    for (const e of edges) if (e.from === key) e.from = source;
    nodes.delete(key);
  }
}
