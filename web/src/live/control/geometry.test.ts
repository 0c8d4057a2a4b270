import { describe, expect, it } from 'vitest';
import {
  along,
  draw,
  drawMap,
  drawScheme,
  labelBeside,
  path,
  textWidth,
  type Box,
  type Feature,
} from './geometry';

const name = { ja: '一', en: 'One' };
const square = (id: string, lon: number): Feature => ({
  properties: { kind: 'block', id, name },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [lon, 35],
        [lon + 0.01, 35],
        [lon + 0.01, 35.01],
        [lon, 35.01],
        [lon, 35],
      ],
    ],
  },
});

describe('the map', () => {
  it('lays north up and keeps the shape of the ground', () => {
    const drawing = drawMap([square('a', 139)], 400, 300, 20)!;
    const ring = drawing.shapes[0]!.rings[0]!;
    expect(ring[0]![1]).toBeGreaterThan(ring[2]![1]);
    const wide = ring[1]![0] - ring[0]![0];
    const tall = ring[0]![1] - ring[2]![1];
    expect(wide / tall).toBeCloseTo(Math.cos((35.005 * Math.PI) / 180), 3);
    for (const [x, y] of ring) {
      expect(x).toBeGreaterThanOrEqual(19.9);
      expect(y).toBeLessThanOrEqual(280.1);
    }
  });
  it('takes lines with their ends, and has nothing without features', () => {
    const line: Feature = {
      properties: { kind: 'line', id: 'l', name, from: 'a', to: 'b' },
      geometry: {
        type: 'LineString',
        coordinates: [
          [139, 35],
          [139.02, 35],
        ],
      },
    };
    const drawing = drawMap([square('a', 139), square('b', 139.02), line], 400, 300, 20)!;
    expect(drawing.lines[0]).toMatchObject({ from: 'a', to: 'b' });
    expect(drawing.shapes).toHaveLength(2);
    expect(drawMap([], 400, 300, 20)).toBeNull();
  });
  it('shows a block that the map does not, beside it or below', () => {
    const blocks = ['a', 'new'].map((id) => ({ id, name }));
    for (const [width, height, axis] of [
      [400, 450, 1],
      [800, 400, 0],
    ] as const) {
      const drawing = draw([square('a', 139)], blocks, width, height, 20);
      expect(drawing.shapes.map((s) => s.id)).toEqual(['a', 'new']);
      expect([drawing.width, drawing.height]).toEqual([width, height]);
      const [map, more] = drawing.shapes.map((s) => s.rings[0]!.map((point) => point[axis])) as [
        number[],
        number[],
      ];
      expect(Math.max(...map)).toBeLessThan(Math.min(...more));
      expect(Math.max(...more)).toBeLessThan([width, height][axis]!);
    }
    expect(draw([square('a', 139)], blocks.slice(0, 1), 400, 300, 20)).toEqual(
      drawMap([square('a', 139)], 400, 300, 20),
    );
    expect(draw([], blocks, 400, 300, 20)).toEqual(drawScheme(blocks, 400, 300));
  });
  it('draws a scheme that does not overlap', () => {
    const { shapes } = drawScheme(
      ['a', 'b', 'c'].map((id) => ({ id, name })),
      400,
      300,
    );
    const boxes = shapes.map((s) => s.rings[0]!);
    expect(boxes[0]![1]![0]).toBeLessThan(boxes[1]![0]![0]);
    expect(path(boxes[0]!, true)).toMatch(/^M.*Z$/);
  });
});

describe('the label of a line', () => {
  const line: [number, number][] = [
    [100, 100],
    [300, 100],
  ];
  const size = { w: 80, h: 20 };
  const frame = { width: 400, height: 200 };
  const meets = (a: Box, b: Box): boolean =>
    a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

  it('stands above its middle where there is room', () => {
    expect(labelBeside(line, size, [], frame)).toEqual({ x: 160, y: 70, w: 80, h: 20 });
  });
  it('lies under no label of a block', () => {
    const blocks = [
      { x: 4, y: 56, w: 192, h: 88 },
      { x: 204, y: 56, w: 192, h: 88 },
    ];
    const label = labelBeside(line, size, blocks, frame);
    for (const block of blocks) expect(meets(label, block)).toBe(false);
    expect(label.y).toBeGreaterThanOrEqual(0);
  });
  it('is covered least where there is no room at all', () => {
    const all = [{ x: 0, y: 0, w: 400, h: 200 }];
    expect(labelBeside(line, size, all, frame).w).toBe(80);
  });
  it('knows how long a text is, in either script', () => {
    expect(textWidth('融通 12 kW', 10)).toBeGreaterThan(textWidth('ab 12 kW', 10));
    expect(along(line, 0.25)).toEqual([150, 100]);
  });
});
