import { load } from '../support/load.mjs';

/** What eblint makes of a text: the problem that breaks the file, if there is one, and the tree. */
export async function loadEblint() {
  const [{ parseYaml }, { SourceFile }] = await Promise.all([
    load('src/parse/yaml/yaml.ts'),
    load('src/source/index.ts'),
  ]);
  return (bytes) => {
    const file = new SourceFile('/p/a.config', 'a.config', bytes.toString('utf8'));
    const { root, problems } = parseYaml(file);
    return { root, problem: problems.find(({ kind }) => kind !== 'duplicate-key') };
  };
}
