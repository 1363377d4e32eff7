import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mutate, scalarLike } from './mutations.mjs';
import { pick, randomFrom } from './random.mjs';

const repository = fileURLToPath(new URL('../../', import.meta.url));
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

/** Fixtures with a few random changes: the same ones for the same seed. */
export function* mutated(seed, count) {
  const seeds = filesBelow(FIXTURES).map(({ bytes }) => bytes.toString('utf8'));
  const random = randomFrom(seed);
  for (let number = 1; number <= count; number++)
    yield {
      name: `mutation ${number} of seed ${seed}`,
      bytes: Buffer.from(mutate(random, pick(random, seeds))),
    };
}
