// The drawing of the energy flow.

import { token, type Size } from '../../lib/chart';
import type { Language } from '../../lib/language.svelte';
import { energyScale, number } from '../../lib/numbers';
import { escaped, words, type ChartOf } from '../chartParts';
import { placeName } from './balances';
import type { NetworkScenario, Node } from './data';
import { columnsOf, flowEnergies, flowGraph, type FlowNode } from './sankey';
import { carrierColour, technologyColour } from './technologies';
import type { Day } from './time';

const halves = {
  battery: { in: { ja: '充電', en: 'in' }, out: { ja: '放電', en: 'out' } },
  store: { in: { ja: '蓄熱', en: 'in' }, out: { ja: '放熱', en: 'out' } },
  // Not a store, but a circle cut open: a line used both ways, power to gas to power.
  back: { in: { ja: '戻り', en: 'back' }, out: { ja: '戻り', en: 'back' } },
};

/** With its place where another of the same name stands elsewhere: a building's demand needs none. */
export function nodeName(s: NetworkScenario, node: Node, language: Language): string {
  const place = s.places.length > 1 ? placeName(s, node.place, language) : '';
  const name = node.name[language];
  if (!place || node.kind === 'asset' || node.kind === 'source' || name.includes(place)) return name;
  if (!s.nodes.some((other) => other !== node && other.name[language] === name)) return name;
  return language === 'ja' ? `${place}・${name}` : `${name}, ${place}`;
}

function labelOf(s: NetworkScenario, n: FlowNode, language: Language): string {
  const name = nodeName(s, n.node, language);
  if (!n.half) return name;
  const technology = n.node.technology ?? '';
  const kind = /battery|vehicle/.test(technology)
    ? halves.battery
    : /store/.test(technology)
      ? halves.store
      : halves.back;
  return language === 'ja' ? `${name}（${kind[n.half].ja}）` : `${name} (${kind[n.half].en})`;
}

/** How wide a text is in its own size, near enough. */
const ems = (text: string): number =>
  [...text].reduce((sum, c) => sum + (c.charCodeAt(0) > 0x2e80 ? 1 : 0.5), 0);

/** Ems of a label before it breaks, where the drawing is not very wide. */
const usualWidest = 15.5;

export interface SankeyOf extends ChartOf {
  /** Rem that the nodes above one another need with their labels. */
  height: number;
  /** How many stand beside one another, for its least width. */
  columns: number;
}

interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

const overlap = (a: Rect, b: Rect): number =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));

/** Moves a label up or down where another stands already, as little as it takes; it stays beside its node. */
function apart(size: Size): (label: { labelRect: Rect; dataIndex?: number }) => { dy: number } {
  const placed = new Map<number, Rect>();
  const farthest = 16;
  const steps = [
    0,
    ...Array.from({ length: farthest }, (_, i) => (i + 1) * 0.35).flatMap((s) => [-s, s]),
  ].map((s) => s * size.type);
  // Letters reach a little beyond the box that a label is taken to have.
  const margin = size.type * 0.35;
  const around = (r: Rect): Rect => ({
    x: r.x - margin,
    y: r.y - margin,
    width: r.width + 2 * margin,
    height: r.height + 2 * margin,
  });
  return ({ labelRect, dataIndex = placed.size }) => {
    // The second time that a label comes all of them are laid out anew.
    if (placed.has(dataIndex)) placed.clear();
    const covered = (dy: number): number => {
      const at = { ...labelRect, y: labelRect.y + dy };
      const outside = at.y < 0 || at.y + at.height > size.height ? Infinity : 0;
      return [...placed.values()].reduce((sum, other) => sum + overlap(at, other), outside);
    };
    const dy = steps.reduce((best, s) => (covered(s) < covered(best) ? s : best), 0);
    placed.set(dataIndex, around({ ...labelRect, y: labelRect.y + dy }));
    return { dy };
  };
}

export function sankeyChart(s: NetworkScenario, day: Day | null, language: Language): SankeyOf {
  const graph = flowGraph(s, day);
  const sums = new Map<string, { in: number; out: number }>();
  for (const key of graph.nodes.keys()) sums.set(key, { in: 0, out: 0 });
  for (const e of graph.edges) {
    sums.get(e.from)!.out += e.kwh;
    sums.get(e.to)!.in += e.kwh;
  }
  const through = (key: string): number => Math.max(sums.get(key)?.in ?? 0, sums.get(key)?.out ?? 0);
  const scale = energyScale(Math.max(0, ...[...graph.nodes.keys()].map(through)) / 10);
  const text = (kwh: number): string => `${number(kwh / scale.divide)} ${scale.unit}`;
  const carrierAt = (n: FlowNode): string =>
    graph.edges.find((e) => e.from === n.key || e.to === n.key)?.carrier ?? '';
  const colour = (n: FlowNode): string =>
    n.node.kind === 'loss'
      ? '--loss'
      : n.node.kind === 'carrier' || n.node.kind === 'demand' || n.node.kind === 'export'
        ? carrierColour(carrierAt(n))
        : technologyColour(n.node.technology, carrierAt(n));
  const isEnd = (key: string): boolean => (sums.get(key)?.out ?? 0) === 0;
  const isStart = (key: string): boolean => (sums.get(key)?.in ?? 0) === 0;
  const ends = [...graph.nodes.keys()].filter(isEnd).length;
  const starts = [...graph.nodes.keys()].filter(isStart).length;
  // Names that break make a label of three lines, and what stands above one another is so far apart.
  const breaks = [...graph.nodes.values()].some(
    (n) => (isEnd(n.key) || isStart(n.key)) && ems(labelOf(s, n, language)) > usualWidest,
  );
  const lines = breaks ? 3 : 2;
  const rows = Math.max(ends, starts, Math.ceil(graph.nodes.size / 4));
  const energies = flowEnergies(s, day);
  const named = new Map(s.nodes.map((node) => [node.id, nodeName(s, node, language)]));
  const carriers = new Map(s.carriers.map((c) => [c.id, c.name[language]]));
  const flowWord = language === 'ja' ? ['から', 'へ', 'エネルギー'] : ['From', 'To', 'Carrier'];
  const columnOf = columnsOf(graph);
  const columns = 1 + Math.max(0, ...columnOf.values());
  return {
    columns,
    height: Math.max(18, Math.min(60, 6 + rows * (breaks ? 4 : 3.4))),
    keys: [],
    table: {
      head: [...flowWord, 'kWh'],
      rows: s.flows.map((f, i) => [
        named.get(f.from) ?? f.from,
        named.get(f.to) ?? f.to,
        carriers.get(f.carrier) ?? f.carrier,
        energies[i]!,
      ]),
    },
    draw: (size) => {
      const narrow = size.width < 560;
      const type = narrow ? size.type * 0.92 : size.type;
      const ends = [...graph.nodes.values()].filter((n) => isEnd(n.key));
      const widest = narrow ? 8 : size.width > size.type * 70 ? 20 : usualWidest;
      const endEms = Math.max(0, ...ends.map((n) => ems(labelOf(s, n, language)))) + 1.5;
      // A label begins a little beside its node.
      const beside = 1;
      const right = narrow ? size.type * 0.3 : size.type * (Math.min(widest, Math.max(8, endEms)) + beside);
      // What stands left of the last column breaks its label before the labels there begin.
      const pitch = (size.width - right - size.type * 0.3) / Math.max(1, columns - 1) / size.type;
      const roomOf = (n: FlowNode): number =>
        isEnd(n.key) || narrow
          ? widest
          : Math.min(widest, Math.max(5, (columns - 1 - columnOf.get(n.key)!) * pitch - 2 * beside));
      return {
        textStyle: { fontFamily: token('--font') },
        animationDuration: 300,
        tooltip: {
          show: !size.still,
          trigger: 'item',
          confine: true,
          backgroundColor: token('--paper'),
          borderColor: token('--line-strong'),
          textStyle: words(size, false),
          formatter: (touched: {
            dataType: string;
            name: string;
            data: { source?: string; target?: string; value?: number };
          }) => {
            const name = (key: string): string => {
              const node = graph.nodes.get(key);
              return escaped(node ? labelOf(s, node, language) : key);
            };
            return touched.dataType === 'edge'
              ? `${name(touched.data.source ?? '')} → ${name(touched.data.target ?? '')}<br><b>${text(touched.data.value ?? 0)}</b>`
              : `${name(touched.name)}<br><b>${text(through(touched.name))}</b>`;
          },
        },
        series: [
          {
            type: 'sankey',
            left: size.type * 0.3,
            right,
            top: size.type * (0.6 * lines),
            bottom: size.type * (0.6 * lines + 0.4),
            nodeWidth: narrow ? 8 : 12,
            nodeGap: size.type * (breaks ? 3.8 : 2.6),
            nodeAlign: 'justify',
            layoutIterations: 64,
            draggable: false,
            silent: size.still,
            emphasis: { focus: 'none' },
            data: [...graph.nodes.values()].map((n) => ({
              name: n.key,
              itemStyle: { color: token(colour(n)), borderWidth: 0 },
              label: {
                position: narrow && isEnd(n.key) ? 'left' : 'right',
                // Only what is too long has a width: a label is taken to be as wide as that.
                ...(ems(labelOf(s, n, language)) > roomOf(n) ? { width: size.type * roomOf(n) } : {}),
              },
            })),
            links: graph.edges.map((e) => {
              const from = graph.nodes.get(e.from)!;
              const lost = graph.nodes.get(e.to)!.node.kind === 'loss';
              const source = isStart(e.from) && !from.half;
              return {
                source: e.from,
                target: e.to,
                value: e.kwh,
                lineStyle: {
                  color: token(lost ? '--loss' : source ? colour(from) : carrierColour(e.carrier)),
                  opacity: lost ? 0.6 : 0.42,
                  curveness: 0.5,
                },
              };
            }),
            labelLayout: apart(size),
            label: {
              ...words(size, false),
              fontSize: type,
              lineHeight: type * 1.25,
              textBorderColor: token('--paper'),
              textBorderWidth: 3,
              overflow: 'break',
              formatter: (p: { name: string }) => {
                const n = graph.nodes.get(p.name);
                return n ? `${labelOf(s, n, language)}\n${text(through(p.name))}` : '';
              },
            },
          },
        ],
      };
    },
  };
}
