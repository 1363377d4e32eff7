import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pick, randomFrom } from '../support/random.mjs';
import { mutate, scalarLike } from './mutations.mjs';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const FIXTURES = `${repository}fixtures`;
const CORPUS = process.env.EBLINT_CORPUS || `${repository}../shared/corpus`;

const filesBelow = (folder) =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile() && /\.(?:config|ya?ml|json)$/.test(entry.name))
        .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
        .sort()
        .map((name) => ({ name, bytes: readFileSync(name) }))
    : [];

/** Unchanged files: real projects if there are any, and fixtures. */
export const written = () => [CORPUS, FIXTURES].flatMap(filesBelow);

/** Plain scalars of a few characters: what type they have is decided by a dozen patterns. */
export function* scalars(seed, count) {
  const random = randomFrom(seed);
  for (let number = 1; number <= count; number++)
    yield { name: `scalar ${number} of seed ${seed}`, bytes: Buffer.from(`a: ${scalarLike(random)}\n`) };
}

const LINES = [
  ...[
    'a:',
    'b:',
    'c: d',
    '"e": f # c',
    "g: 'h'",
    'i: {a: [b, 1], c: "d"}',
    'j: |',
    'k: |-',
    '- l',
    '-',
    '- - m',
  ],
  ...[
    '- n: o',
    '- p:',
    '- |',
    '- [q]',
    '# c',
    '# c',
    '#',
    '',
    '',
    ' ',
    'r',
    's: [',
    ']',
    't: # c',
    '- u: v # c',
  ],
];

/** Lines that are indented at random: where a map or list ends that comments and empty lines are in. */
export function* nested(seed, count) {
  const random = randomFrom(seed);
  for (let number = 1; number <= count; number++) {
    let indentation = 0;
    const lines = Array.from({ length: 1 + random(9) }, () => {
      const line = pick(random, LINES);
      const indented = ' '.repeat(/^#/.test(line) ? 2 * random(5) : indentation) + line;
      if (/(?::|\||-)$/.test(line)) indentation += 2;
      else if (random(3) === 0) indentation = 2 * random(1 + indentation / 2);
      return indented;
    });
    yield {
      name: `lines ${number} of seed ${seed}`,
      bytes: Buffer.from(lines.join(pick(random, ['\n', '\n', '\r\n'])) + pick(random, ['\n', ''])),
    };
  }
}

/**
 * Fixtures with a few random changes, each as often as the others: the same ones for the same seed. What is tried on one
 * does not depend on which others there are, so that a new fixture changes no other case.
 */
export function* mutated(seed, count) {
  const fixtures = filesBelow(FIXTURES);
  const share = Math.ceil(count / fixtures.length);
  for (const { name, bytes } of fixtures) {
    const random = randomFrom(seed + hashOf(bytes));
    const text = bytes.toString('utf8');
    for (let number = 1; number <= share; number++)
      yield { name: `mutation ${number} of ${name}, seed ${seed}`, bytes: Buffer.from(mutate(random, text)) };
  }
}

/** 32 bits of the text: no two fixtures are changed at the same places. */
const hashOf = (bytes) => createHash('sha256').update(bytes).digest().readUInt32LE();
