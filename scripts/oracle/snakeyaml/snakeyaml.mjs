// Compares eblint with SnakeYAML, the YAML reader of Elastic Beanstalk, on real files, fixtures and mutations of them:
// npm run oracle -- snakeyaml [--seed S] [--count N] [--no-values] [--update] [--own]
// Before that, it compares the two readers that eblint has of its own; with --own only these.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { minimal } from '../support/minimal.mjs';
import { mutated, nested, scalars, written } from './cases.mjs';
import { compare, isKnown } from './compare.mjs';
import { loadEblint } from './eblint.mjs';
import { openReaders } from './readers.mjs';
import { regressions, updateRegressions } from './regressions.mjs';
import { compareReaders } from './two-readers.mjs';

const { values: flags } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '20000' },
    /** Writes SnakeYAML's verdicts into test/regressions/yaml.json. */
    update: { type: 'boolean', default: false },
    'no-values': { type: 'boolean', default: false },
    own: { type: 'boolean', default: false },
    /** How many differences of one kind are shown. */
    show: { type: 'string', default: '20' },
  },
});
const ROWS = JSON.parse(readFileSync(new URL('known-differences.json', import.meta.url), 'utf8'));
const BATCH = 200;

/** As escapes, because some spaces and line breaks look alike. */
const ascii = (text) =>
  JSON.stringify(text).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

function* cases() {
  const [seed, count] = [Number(flags.seed), Number(flags.count)];
  yield* written();
  yield* regressions();
  yield* scalars(seed, count / 10);
  yield* nested(seed, count);
  yield* mutated(seed, count);
}

const own = await compareReaders(cases());
console.log(`Of ${own.count} texts, the fast reader takes ${own.taken}`);
for (const { name, smallest, fast, library } of own.different)
  console.log(`\nread in two ways, first in ${name}: ${ascii(smallest)}\n  ${fast}\n  ${library}`);
if (own.different.length > 0) process.exit(1);
if (flags.own) process.exit();

const readers = openReaders();
const eblint = await loadEblint();

const known = new Map(ROWS.map((row) => [row, 0]));
const unknown = new Map();
let count = 0;
let broken = 0;

const wanted = (difference) => (flags['no-values'] && difference?.kind === 'reads' ? undefined : difference);
const rowOf = (difference, text) => ROWS.find((row) => isKnown(row, difference, text));

async function lookAt(cases) {
  const answers = await Promise.all(cases.map(({ bytes }) => readers.snake.read(bytes)));
  for (const [index, { name, bytes }] of cases.entries()) {
    count++;
    if (!answers[index].ok) broken++;
    const difference = wanted(compare(bytes, eblint, answers[index]));
    if (!difference) continue;
    const text = bytes.toString('utf8');
    const row = rowOf(difference, text);
    if (row) known.set(row, known.get(row) + 1);
    else await record(name, text, difference);
  }
}

/** Kinds of differences: what the readers say, without places, names and values. */
const sortOf = ({ kind, said }) =>
  `${kind}: ${kind === 'reads' ? said.replace(/"(?:[^"\\]|\\.)*"|\d+/g, '…').replace(/^\S+/, '') : shortened(said)}`;
/** SnakeYAML's message without the text that it quotes below it. */
const shortened = (said) =>
  said
    .replace(/^ .*$/gm, '')
    .replace(/"(?:[^"\\]|\\.)*"|\d+/g, '…')
    .replace(/\n+/g, ' ');

async function record(name, text, difference) {
  const sort = sortOf(difference);
  const found = unknown.get(sort);
  if (found) {
    found.times++;
    return;
  }
  unknown.set(sort, { times: 1 });
  const smallest = await minimal(text, async (shorter) => {
    const bytes = Buffer.from(shorter);
    const other = wanted(compare(bytes, eblint, await readers.snake.read(bytes)));
    return other !== undefined && sortOf(other) === sort && !rowOf(other, shorter);
  });
  const py = await readers.py?.read(Buffer.from(smallest));
  unknown.set(sort, { times: unknown.get(sort).times, name, smallest, difference, py });
}

async function lookAtAll(cases) {
  let batch = [];
  for (const one of cases) {
    batch.push(one);
    if (batch.length === BATCH) await lookAt(batch.splice(0));
  }
  await lookAt(batch);
}

if (flags.update) await updateRegressions(eblint, readers.snake);
await lookAtAll([...written(), ...regressions()]);
const files = count;
await lookAtAll(scalars(Number(flags.seed), Number(flags.count) / 10));
await lookAtAll(mutated(Number(flags.seed), Number(flags.count)));
readers.snake.close();
readers.py?.close();

console.log(
  `${files} files and ${count - files} changed or random texts (seed ${flags.seed}), of which SnakeYAML refuses ${broken}`,
);
for (const [{ reason, open }, times] of known)
  console.log(`${String(times).padStart(6)}  ${open ? 'to be corrected' : 'known'}: ${reason}`);
const shown = [...unknown].slice(0, Number(flags.show));
for (const [sort, { times, name, smallest, difference, py }] of shown) {
  console.log(`\n${String(times).padStart(6)}  ${sort}`);
  console.log(`        first in ${name}: ${difference.said.split('\n')[0]}`);
  console.log(`        ${ascii(smallest)}`);
  if (py)
    console.log(
      `        PyYAML ${py.ok ? 'reads it' : `refuses it: ${py.error.replaceAll('\n', ' ').slice(0, 200)}`}`,
    );
}
if (unknown.size > shown.length) console.log(`\n… and ${unknown.size - shown.length} more (--show)`);
if (unknown.size > 0) {
  console.log(
    `\n${unknown.size} sorts of differences are neither corrected nor in scripts/oracle/snakeyaml/known-differences.json`,
  );
  process.exit(1);
}
