// Packs web/dist/live into one file for the program: for each file a line "path type etag bytes" and its gzip behind it.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';

const root = new URL('./dist/live', import.meta.url).pathname;
const types = {
  html: 'text/html;charset=utf-8',
  js: 'text/javascript;charset=utf-8',
  css: 'text/css;charset=utf-8',
  svg: 'image/svg+xml',
};
const files = (folder) =>
  readdirSync(folder)
    .sort()
    .flatMap((name) =>
      statSync(join(folder, name)).isDirectory() ? files(join(folder, name)) : [join(folder, name)],
    );

const parts = [];
for (const file of files(root)) {
  const type = types[file.split('.').pop()];
  if (!type) throw new Error(`${file}: a file of this kind has no media type in pack_live.mjs`);
  const bytes = readFileSync(file);
  const zipped = gzipSync(bytes, { level: 9 });
  const path = `/${relative(root, file)}`.replace(/^\/index\.html$/, '/');
  const etag = `"${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}"`;
  parts.push(Buffer.from(`${path} ${type} ${etag} ${zipped.length}\n`), zipped);
}
writeFileSync(new URL('./dist/live.pack', import.meta.url).pathname, Buffer.concat(parts));
