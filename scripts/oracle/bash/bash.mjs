// Compares the shell scripts that eblint refuses with those that `bash -n` refuses, in the fixtures, in real projects, in
// mutations of both and in random scripts: npm run oracle -- bash [--seed S] [--count N] [--show N]
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { load } from '../support/load.mjs';
import { mutated, random, written } from './cases.mjs';
import { askBash } from './verdicts.mjs';

const { values: flags } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    /** How many mutations, and how many random scripts. */
    count: { type: 'string', default: '2000' },
    /** How many kinds of differences are shown. */
    show: { type: 'string', default: '20' },
  },
});
const ROWS = JSON.parse(readFileSync(new URL('known-differences.json', import.meta.url), 'utf8'));
const BATCH = 500;

const [{ firstProblem, parseScript }, { isWarning }, { SourceFile }, { placeholderIn }] = await Promise.all(
  [
    'src/parse/shell/script.ts',
    'src/parse/shell/shell-problem.ts',
    'src/source/index.ts',
    'src/knowledge/placeholders/placeholders.ts',
  ].map(load),
);

/** What eblint says of a text, and what of the text a shell reads: nothing after an `exit` that is reached for certain. */
function askEblint(text) {
  const script = parseScript(new SourceFile('/p/a.sh', 'a.sh', text));
  const first = firstProblem(script);
  const problem = first && isWarning(first) ? script.problems.find((other) => !isWarning(other)) : first;
  const last = script.commands.at(-1);
  const isEnd = last?.guards.length === 0 && /^(?:exit|exec)$/.test(last.words[0]?.text);
  const end = isEnd ? text.indexOf('\n', last.place.span.end) : -1;
  return {
    said: problem && `${problem.kind} ${JSON.stringify(problem.text)}`,
    read: end < 0 ? text : text.slice(0, end + 1),
  };
}

/** Where bash and eblint differ about texts, in their order. Elastic Beanstalk removes the carriage returns of hooks. */
function differencesOf(texts) {
  const own = texts.map(askEblint);
  const verdicts = askBash(own.map(({ read }) => read.replace(/\r+$/gm, '')));
  refused += verdicts.filter(({ said }) => said).length;
  return texts.map((text, index) => {
    const [{ said }, bash] = [own[index], verdicts[index]];
    // To a shell a <placeholder> is a redirection.
    if (placeholderIn(text)) return undefined;
    if (said && bash.isAccepted) return { kind: 'refuses', said };
    return !said && bash.said ? { kind: 'accepts', said: bash.said } : undefined;
  });
}

let refused = 0;
const known = new Map(ROWS.map((row) => [row, 0]));
const unknown = new Map();

const rowOf = ({ kind, said }, text) =>
  ROWS.find(
    (row) =>
      row.kind === kind &&
      (!row.said || new RegExp(row.said, 'u').test(said)) &&
      (!row.text || new RegExp(row.text, 'u').test(text)),
  );

const sortOf = ({ kind, said }) => `${kind}: ${said.split('\n')[0].replace(/`[^']{3,}'/, "`…'")}`;

function lookAt(cases) {
  for (const [index, difference] of differencesOf(cases.map(({ text }) => text)).entries()) {
    if (!difference) continue;
    const { name, text } = cases[index];
    const row = rowOf(difference, text);
    if (row) {
      known.set(row, known.get(row) + 1);
      continue;
    }
    const { times = 0, ...shortest } = unknown.get(sortOf(difference)) ?? { name, text };
    const shorter = text.length < shortest.text.length ? { name, text } : shortest;
    unknown.set(sortOf(difference), { times: times + 1, ...shorter });
  }
}

function lookAtAll(cases) {
  const all = [...cases];
  for (let at = 0; at < all.length; at += BATCH) lookAt(all.slice(at, at + BATCH));
  return all.length;
}

const [seed, count] = [Number(flags.seed), Number(flags.count)];
const texts = await written();
const counts = [texts, mutated(texts, seed, count), random(seed, count)].map(lookAtAll);
console.log(
  `${counts.join(', ')} scripts, mutations and random ones (seed ${seed}), of which bash refuses ${refused}`,
);
for (const [{ reason }, times] of known) console.log(`${String(times).padStart(6)}  known: ${reason}`);
for (const [sort, { times, name, text }] of [...unknown].slice(0, Number(flags.show)))
  console.log(`\n${String(times).padStart(6)}  ${sort}\n        in ${name}\n        ${JSON.stringify(text)}`);
if (unknown.size > 0) {
  console.log(`\n${unknown.size} kinds of differences are not in scripts/oracle/bash/known-differences.json`);
  process.exitCode = 1;
}
