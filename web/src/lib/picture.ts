// A saved picture: the drawing under its title and its legend.

import { token, type Key } from './chart';

const escaped = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

const mark = (key: Key, x: number, y: number): string => {
  const colour = token(key.colour);
  if (key.look === 'circle') return `<circle cx="${x + 9}" cy="${y - 5}" r="5" fill="${colour}"/>`;
  if (key.look === 'triangle') return `<path d="M${x + 9} ${y - 11}l6 11h-12z" fill="${colour}"/>`;
  if (key.look === 'square')
    return `<rect x="${x + 4}" y="${y - 10}" width="10" height="10" fill="${colour}"/>`;
  if (key.look === 'line' || key.look === 'dashed')
    return `<path d="M${x} ${y - 5}h18" stroke="${colour}" stroke-width="3"${key.look === 'dashed' ? ' stroke-dasharray="5 3"' : ''}/>`;
  return `<rect x="${x}" y="${y - 11}" width="18" height="12" fill="${colour}"/>`;
};

export function framed(
  drawing: string,
  title: string,
  keys: readonly Key[],
  width: number,
  height: number,
): { svg: string; tall: number } {
  const font = token('--font');
  const pen = document.createElement('canvas').getContext('2d');
  if (pen) pen.font = `14px ${font}`;
  let x = 16;
  let y = 60;
  const legend: string[] = [];
  for (const key of keys.length > 1 ? keys : []) {
    const long = (pen?.measureText(key.label).width ?? key.label.length * 14) + 42;
    if (x + long > width - 16 && x > 16) {
      x = 16;
      y += 24;
    }
    legend.push(mark(key, x, y) + `<text x="${x + 24}" y="${y}" font-size="14">${escaped(key.label)}</text>`);
    x += long;
  }
  const top = keys.length > 1 ? y + 14 : 46;
  const tall = height + top;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${tall}" font-family="${font}" fill="${token('--ink')}">` +
    `<text x="16" y="31" font-size="17" font-weight="600">${escaped(title)}</text>${legend.join('')}` +
    `<g transform="translate(0 ${top})">${drawing}</g></svg>`;
  return { svg, tall };
}
