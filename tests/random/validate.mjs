// Plans random districts and checks every plan.json against schema/plan.schema.json.
//
//   node tests/random/validate.mjs PROGRAM COUNT SEED      PROGRAM: build/release/random_microgrids
//
// The program itself checks energy, sums and numbers. The last line counts.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const Ajv = createRequire(join(root, 'web', 'package.json'))('ajv/dist/2020.js').default;
const valid = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true, strictRequired: false }).compile(
  JSON.parse(readFileSync(join(root, 'schema', 'plan.schema.json'), 'utf8')),
);

const [program, count, seed] = process.argv.slice(2);
console.log(`seed ${seed}`);
const child = spawn(program, [count, seed], { stdio: ['ignore', 'pipe', 'inherit'] });
const ended = new Promise((resolve) => child.on('close', resolve));
let passed = 0;
let failed = 0;
for await (const line of createInterface({ input: child.stdout })) {
  if (valid(JSON.parse(line))) {
    passed += 1;
  } else {
    failed += 1;
    console.error(`plan ${passed + failed}: ${JSON.stringify(valid.errors.slice(0, 4))}`);
  }
}
const code = await ended;
if (code !== 0) failed += 1;
if (passed + failed < Number(count)) failed += 1;
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
