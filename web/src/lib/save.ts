// Saving what a chart shows, as data and as a picture; both stay on the reader's machine.

function offer(content: Blob, file: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export interface Table {
  head: string[];
  rows: (string | number | null)[][];
}

const cell = (value: string | number | null): string => {
  const text = value === null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

export const asCsv = (table: Table): string =>
  [table.head, ...table.rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';

/** The byte order mark lets Excel read Japanese. */
export const saveCsv = (table: Table, name: string): void =>
  offer(new Blob(['\ufeff', asCsv(table)], { type: 'text/csv;charset=utf-8' }), `${name}.csv`);

export async function savePicture(svg: string, width: number, height: number, name: string): Promise<void> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * 2;
  canvas.height = height * 2;
  const pen = canvas.getContext('2d');
  if (!pen) return;
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  const content = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (content) offer(content, `${name}.png`);
}
