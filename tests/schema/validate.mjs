// Checks what gaiku writes and what people write against the published schemas, with Ajv in strict mode.
//
//   node tests/schema/validate.mjs [PROGRAM [--networks]]        without one: build/release/gaiku
//
// Plans every example and checks plan.json against schema/plan.schema.json; checks every example and every case that has
// to pass against schema/district.schema.json, and cases that have to fail against it too. The data within report.html
// are checked against web/report.schema.json. With --networks no microgrid of the examples and cases is planned. The last
// line counts.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const load = createRequire(join(root, 'web', 'package.json'));
const Ajv = load('ajv/dist/2020.js').default;
const yaml = load('yaml');

const program = process.argv[2] ?? join(root, 'build', 'release', 'gaiku');

let passed = 0;
let failed = 0;
function test(name, problem) {
  if (problem) {
    failed += 1;
    console.error(`FAILED ${name}: ${problem}`);
  } else {
    passed += 1;
  }
}

// "number or null" is one meaning; all other strictness stays.
const ajv = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true, strictRequired: false });
const compile = (name) => ajv.compile(JSON.parse(readFileSync(join(root, name), 'utf8')));
const plan = compile('schema/plan.schema.json');
const district = compile('schema/district.schema.json');
const report = compile('web/report.schema.json');
const compare = compile('schema/compare.schema.json');
ajv.addSchema(JSON.parse(readFileSync(join(root, 'schema', 'plan.schema.json'), 'utf8')), 'plan');
const bill = ajv.compile({ $ref: 'plan#/$defs/bill' });

/** The data that a report shows. */
const dataOf = (path) =>
  JSON.parse(
    /<script type="application\/json" id="report-data">([\s\S]*?)<\/script>/.exec(readFileSync(path, 'utf8'))[1],
  );

const errors = (validate, value) =>
  validate(value) ? '' : validate.errors.map((e) => `${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`).join('; ');
// Text stays text as in gaiku: the core schema keeps "yes" and "1,000" as they are written.
const document = (text) => yaml.parse(text);

const files = (folder) =>
  readdirSync(join(root, folder), { recursive: false, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map((entry) => join(root, folder, entry.name));
const examples = files('examples/microgrid');
const cases = readdirSync(join(root, 'cases', 'microgrid'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap((entry) => files(join('cases', 'microgrid', entry.name)));
// Years have the same shape as their first month and take far longer; the pages' tests plan one.
const networks = [
  'cases/peers/calliope_urban/district.yaml',
  'cases/peers/hospital_chp/district.yaml',
  'cases/peers/annual_district/first_744_hours.yaml',
  'cases/network/all_technologies/district.yaml',
  'cases/islanding/generator.yaml',
  'cases/baseline/accounts.yaml',
  'cases/baseline/buildings.yaml',
  'cases/baseline/stages.yaml',
].map((name) => join(root, name));

const folder = mkdtempSync(join(tmpdir(), 'gaiku-schema-'));
try {
  for (const file of [...files('examples/network'), ...files('examples/floor-areas')])
    test(`${basename(file)} is a district`, errors(district, document(readFileSync(file, 'utf8'))));
  for (const file of [...examples, ...cases, ...networks]) {
    const name = `${basename(dirname(file))}/${basename(file)}`;
    const text = document(readFileSync(file, 'utf8'));
    // A file that is laid over another is no whole district by itself.
    if (!text.include) test(`${name} is a district`, errors(district, text));
    if (process.argv[3] === '--networks' && !networks.includes(file)) continue;
    const out = join(folder, 'out');
    execFileSync(program, ['plan', file, '--out', out], { stdio: 'ignore' });
    test(`plan of ${name}`, errors(plan, JSON.parse(readFileSync(join(out, 'plan.json'), 'utf8'))));
    test(`report of ${name}`, errors(report, dataOf(join(out, 'report.html'))));
  }

  // Variants of two files, of which one cannot be planned.
  const both = ['by_hand.yaml', 'impossible.yaml'].map((name) => join(root, 'cases', 'baseline', name));
  const compared = join(folder, 'compared');
  execFileSync(program, ['compare', ...both, '--out', compared], { stdio: 'ignore' });
  const comparison = JSON.parse(readFileSync(join(compared, 'compare.json'), 'utf8'));
  test('comparison of two files', errors(compare, comparison));
  test('its page', errors(report, dataOf(join(compared, 'compare.html'))));
  const named = comparison.variants.map((v) => `${v.id} ${v.state}`).join(', ');
  test('its variants', named === 'by_hand/conventional planned, by_hand/electric planned, impossible/conventional failed, impossible/electric planned' ? '' : named);

  // Bills stand in plans of networks; a tariff's district is one too. This one's year is solved in windows.
  const billed = join(root, 'cases', 'tariff', 'hospital_minimum_load.yaml');
  const priced = join(root, 'cases', 'tariff', 'half_hours.yaml');
  test('tariff/half_hours.yaml is a district', errors(district, document(readFileSync(priced, 'utf8'))));
  execFileSync(program, ['plan', billed, '--out', join(folder, 'billed')], { stdio: 'ignore' });
  const inWindows = JSON.parse(readFileSync(join(folder, 'billed', 'plan.json'), 'utf8'));
  test('plan in windows', errors(plan, inWindows));
  const { scenarios } = inWindows;
  test('windows are told', scenarios.every((s) => s.solve.windows?.count > 1) ? '' : 'not of all');
  test('months are billed', scenarios.every((s) => s.bills.length === 12) ? '' : 'not all of them');
  for (const one of scenarios.flatMap((s) => s.bills)) test(`bill of ${one.month}`, errors(bill, one));

  // A plan with a failed scenario, and one with a warning.
  const odd = join(folder, 'odd.yaml');
  writeFileSync(
    odd,
    `include: ${examples[0]}\nscenarios:\n  - { era: now, supply_rate: 70 % }\n` +
      '  - { era: bare, supply_rate: 70 %, change: { assets: { new_pv: null } } }\n' +
      '  - { era: much, supply_rate: 70 %, change: { assets: { river: { technology: hydro_power, capacity: 100 MW } } } }\n',
  );
  execFileSync(program, ['plan', odd, '--out', join(folder, 'odd')], { stdio: 'ignore' });
  const result = JSON.parse(readFileSync(join(folder, 'odd', 'plan.json'), 'utf8'));
  test('plan with a failed scenario', errors(plan, result));
  const states = result.scenarios.map((scenario) => `${scenario.state} ${scenario.findings.length}`).join(', ');
  test('its states', states === 'planned 0, failed 1, planned 1' ? '' : states);

  // A network with limits, and with a scenario that cannot work.
  const tight = join(folder, 'tight.yaml');
  writeFileSync(
    tight,
    `include: ${join(root, 'cases/network/limits.yaml')}\nscenarios:\n  - { id: free }\n` +
      '  - { id: held, change: { plan: { co2_limit: 6000 t/year, budget: 2000000000 yen } } }\n' +
      '  - { id: never, change: { plan: { co2_limit: 1 t/year } } }\n',
  );
  execFileSync(program, ['plan', tight, '--out', join(folder, 'tight')], { stdio: 'ignore' });
  const network = JSON.parse(readFileSync(join(folder, 'tight', 'plan.json'), 'utf8'));
  test('plan of a network with a failed scenario', errors(plan, network));
  test('its report', errors(report, dataOf(join(folder, 'tight', 'report.html'))));
  const ends = network.scenarios.map((scenario) => scenario.state).join(', ');
  test('its states', ends === 'planned, planned, failed' ? '' : ends);
  const totals = network.scenarios[1].explanation.totals.map((total) => total.id).join(', ');
  test('its limits', totals === 'co2_limit, budget' ? '' : totals);

  // The schemas have to refuse what they are there to refuse.
  const refuse = (name, validate, value) => test(name, errors(validate, value) ? '' : 'was let through');
  const without = (key) => {
    const copy = structuredClone(result);
    delete copy.scenarios[0][key];
    return copy;
  };
  const changed = (change) => {
    const copy = structuredClone(result);
    change(copy);
    return copy;
  };
  refuse('a planned scenario without sizing', plan, without('sizing'));
  refuse('a failed scenario without findings', plan, changed((p) => (p.scenarios[1].findings = [])));
  refuse('a failed scenario with results', plan, changed((p) => (p.scenarios[1].sizing = p.scenarios[0].sizing)));
  refuse('a number as text', plan, changed((p) => (p.scenarios[0].sizing.new_pv_kw = '5')));
  refuse('an unknown figure of the sizing', plan, changed((p) => (p.scenarios[0].sizing.new_pv = 5)));
  const other = (change) => {
    const copy = structuredClone(network);
    change(copy.scenarios);
    return copy;
  };
  refuse('a network plan without its costs', plan, other((all) => delete all[0].costs));
  refuse('a network plan with a sizing', plan, other((all) => (all[0].sizing = result.scenarios[0].sizing)));
  refuse('a failed network plan with results', plan, other((all) => (all[2].annual = all[0].annual)));
  refuse('an unknown figure of the year', plan, other((all) => (all[0].annual.profit = 5)));
  refuse('a capacity of kW and kWh', plan, other((all) => Object.assign(all[0].capacities[0], { kw: 1, kwh: 1 })));
  refuse('a cost of a kind that is none', plan, other((all) => (all[0].costs[0].kind = 'profit')));
  test('a result of a later version', errors(plan, changed((p) => (p.scenarios[0].resilience = {}))));

  const text = readFileSync(examples[0], 'utf8');
  const mistaken = (from, to) => {
    if (!text.includes(from)) throw new Error(`the example has no "${from}"`);
    return document(text.replace(from, to));
  };
  refuse('an unknown key', district, mistaken('buildings:', 'bildings:'));
  refuse('an unknown key of a technology', district, mistaken('mounting: rooftop_pv', 'mountin: rooftop_pv'));
  refuse('an unknown technology', district, mistaken('technology: battery', 'technology: batery'));
  refuse('a word that is no choice', district, mistaken('method: microgrid', 'method: macrogrid'));
  refuse('a plain number for a quantity', district, mistaken('4.6 kW', '4.6'));
  refuse('a number without its unit', district, mistaken('4,618 kWh/year', '4,618'));
  refuse('a unit of something else', district, mistaken('4,618 kWh/year', '4,618 kW'));
  refuse('a negative count', district, mistaken('households: 1,000', 'households: -5'));
  refuse('a part of a household', district, mistaken('households: 1,000', 'households: 5.5'));
  refuse('a region that Japan has not', district, mistaken('region: 6', 'region: 9'));
  refuse('a row that the table has not', district, mistaken('solar_50_250kw/2021', 'solar_50_250kw'));
  refuse('an unknown key in a change', district, mistaken('existing_pv: { households: 146 }', 'existing_pv: { housholds: 146 }'));
  refuse('a change of the scenarios', district, mistaken('      assets:\n        existing', '      scenarios: []\n      assets:\n        existing'));
  const withData = (text) => mistaken('scenarios:', `data: ${text}\nscenarios:`);
  refuse('an unknown table', district, withData('{ unit_cost: { battery: { capital_energy: 1 yen/kWh } } }'));
  refuse('an unknown column', district, withData('{ unit_costs: { battery: { capital_enrgy: 1 yen/kWh } } }'));
  refuse('a wrong unit in a table', district, withData('{ unit_costs: { battery: { capital_energy: 1 yen/kW } } }'));

  // What gaiku accepts must not be underlined in an editor.
  const accept = (name, value) => test(name, errors(district, value));
  for (const written of [
    '618 kWh/y', '618 kWh a year', '4、618 kWh/年', '０．５ＭＷｈ／年', '16.6 GJ/year', '1.2 kWh/日', '"1,000 kWh per day"', '6千kWh/年',
  ])
    accept(`electricity of ${written}`, mistaken('4,618 kWh/year', written));
  for (const written of ['7.2円/kWh', '¥7.2/kWh', '0.072 百円/kWh'.replace('百円', '千円'), '7,200 円/MWh', '7.2 JPY / kWh'])
    accept(`a price of ${written}`, mistaken('7.2 yen/kWh', written));
  for (const written of ['67 %', '６７％', '0.5 %', '2/3', '66.7 percent']) accept(`a share of ${written}`, mistaken('2/3', written));
  for (const written of ['1000', '１，０００', '1,000 世帯', '1千']) accept(`${written} households`, mistaken('1,000             #', `${written} #`));
  accept('an entry that is taken away', mistaken('existing_pv: { households: 146 }', 'existing_pv: null'));
  accept('a value that is taken away', mistaken('existing_pv: { households: 146 }', 'existing_pv: { energy_per_household: ~ }'));
  accept('a row of its own', withData('{ unit_costs: { ours: { new: yes, capital: 20 万円/kW } } }'));
  accept('a part that takes something away', document(`include: a.yaml\nassets: { battery: null }\n`));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
