import { load } from '../support/load.mjs';
import { minimal } from '../support/minimal.mjs';

/**
 * Compares the two readers of YAML on many texts: what the fast one takes, both have to read in the same way.
 * @returns how many texts the fast one took, and the smallest texts that are read in two ways
 */
export async function compareReaders(cases) {
  const [{ readOrdinary }, { readYaml }, { SourceFile }] = await Promise.all([
    load('src/parse/yaml/ordinary/read-ordinary.ts'),
    load('src/parse/yaml/library/read-yaml.ts'),
    load('src/source/index.ts'),
  ]);
  const difference = (text) => {
    const file = new SourceFile('/p/a.config', 'a.config', text);
    const own = readOrdinary(file);
    if (!own) return undefined;
    const [fast, library] = [own, readYaml(file, file, [])].map(asText);
    return { fast, library, isSame: fast === library };
  };
  let count = 0;
  let taken = 0;
  const different = [];
  for (const { name, bytes } of cases) {
    const text = bytes.toString('utf8');
    const found = difference(text);
    count++;
    if (found) taken++;
    if (!found || found.isSame || different.length === MAX_DIFFERENT) continue;
    const smallest = await minimal(text, async (shorter) => difference(shorter)?.isSame === false);
    different.push({ name, smallest, ...difference(smallest) });
  }
  return { count, taken, different };
}

const MAX_DIFFERENT = 10;

/** All that is known of a text, but the file. */
const asText = ({ root, problems, aliased }) =>
  JSON.stringify({ root, problems, aliased }, (key, value) =>
    key === 'file'
      ? undefined
      : 'valueKind' in Object(value)
        ? { ...value, kindOfValue: value.valueKind }
        : value,
  );
