// A drawing of lines and words, written as SVG for the screen, for paper and for saving alike.

export interface Point {
  x: number;
  y: number;
}

export interface PathShape {
  kind: 'path';
  d: string;
  /** Names of tokens. */
  fill?: string;
  stroke?: string;
  width?: number;
  dash?: string;
}

export interface TextShape {
  kind: 'text';
  x: number;
  y: number;
  text: string;
  size: number;
  bold?: boolean;
  soft?: boolean;
  anchor?: 'start' | 'middle' | 'end';
  /** A rim of paper, so that it is read over lines. */
  rim?: boolean;
}

export type Shape = PathShape | TextShape;

export interface Drawing {
  width: number;
  height: number;
  shapes: Shape[];
}

/** What a drawing is made for: its width and the size of its type in pixels, and how wide words are. */
export interface Pen {
  width: number;
  type: number;
  measure: (text: string, bold?: boolean) => number;
}

/** Below this many of its own letters' sizes a drawing has no room for words beside what it shows. */
export const isNarrow = (pen: Pen): boolean => pen.width < 52 * pen.type;

const escaped = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
const short = (value: number): string => String(Math.round(value * 10) / 10);

export const pathOf = (points: readonly Point[], closed = false): string =>
  points.map((p, i) => `${i ? 'L' : 'M'}${short(p.x)} ${short(p.y)}`).join('') + (closed ? 'Z' : '');

export const boxPath = (x: number, y: number, width: number, height: number): string =>
  `M${short(x)} ${short(y)}h${short(width)}v${short(height)}h${short(-width)}Z`;

export const circlePath = (at: Point, radius: number): string =>
  `M${short(at.x - radius)} ${short(at.y)}a${short(radius)} ${short(radius)} 0 1 0 ${short(2 * radius)} 0` +
  `a${short(radius)} ${short(radius)} 0 1 0 ${short(-2 * radius)} 0Z`;

/** A head that points along (dx, dy). */
export function arrowPath(at: Point, dx: number, dy: number, size: number): string {
  const length = Math.hypot(dx, dy) || 1;
  const ux = (dx / length) * size;
  const uy = (dy / length) * size;
  return pathOf(
    [
      { x: at.x + ux, y: at.y + uy },
      { x: at.x - ux * 0.8 - uy * 0.9, y: at.y - uy * 0.8 + ux * 0.9 },
      { x: at.x - ux * 0.8 + uy * 0.9, y: at.y - uy * 0.8 - ux * 0.9 },
    ],
    true,
  );
}

/** A text that is at most so wide. */
export function fitted(text: string, width: number, pen: Pen, bold = false): string {
  if (pen.measure(text, bold) <= width) return text;
  let letters = [...text];
  while (letters.length > 1 && pen.measure(`${letters.join('')}…`, bold) > width)
    letters = letters.slice(0, -1);
  return `${letters.join('')}…`;
}

/** `colour` gives the value of a token. */
export function svgOf(drawing: Drawing, colour: (token: string) => string): string {
  const shapes = drawing.shapes.map((s) => {
    if (s.kind === 'path') {
      const stroke = s.stroke
        ? ` stroke="${colour(s.stroke)}" stroke-width="${short(s.width ?? 1)}" stroke-linejoin="round"${s.dash ? ` stroke-dasharray="${s.dash}"` : ''}`
        : '';
      return `<path d="${s.d}" fill="${s.fill ? colour(s.fill) : 'none'}" fill-rule="evenodd"${stroke}/>`;
    }
    const rim = s.rim
      ? ` paint-order="stroke" stroke="${colour('--paper')}" stroke-width="${short(s.size * 0.3)}" stroke-linejoin="round"`
      : '';
    return (
      `<text x="${short(s.x)}" y="${short(s.y)}" font-size="${short(s.size)}"${s.bold ? ' font-weight="600"' : ''}` +
      `${s.anchor && s.anchor !== 'start' ? ` text-anchor="${s.anchor}"` : ''} fill="${colour(s.soft ? '--ink-soft' : '--ink')}"${rim}>${escaped(s.text)}</text>`
    );
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${short(drawing.width)}" height="${short(drawing.height)}" ` +
    `viewBox="0 0 ${short(drawing.width)} ${short(drawing.height)}" font-family="${colour('--font')}">${shapes.join('')}</svg>`
  );
}
