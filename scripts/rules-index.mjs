// Writes src/rules/index.ts: every file of a group exports one rule.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

const folder = fileURLToPath(new URL('../src/rules/', import.meta.url));
const index = `${folder}index.ts`;

const foldersIn = (path) => readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory());

const rules = foldersIn(folder)
  .filter(({ name }) => name !== 'support')
  .flatMap(({ name: group }) =>
    readdirSync(`${folder}${group}`)
      .filter((file) => file.endsWith('.ts'))
      .map((file) => ruleOf(group, file.slice(0, -'.ts'.length))),
  )
  .sort((a, b) => (a.id < b.id ? -1 : 1));

function ruleOf(group, rule) {
  const text = readFileSync(`${folder}${group}/${rule}.ts`, 'utf8');
  const [, name] = /^export const (\w+): (?:Each)?Rule\b/m.exec(text) ?? [];
  if (!name)
    throw new Error(`src/rules/${group}/${rule}.ts exports no rule: \`export const NAME: Rule = …\``);
  return { id: `${group}/${rule}`, name };
}

/** A name that two groups use has its group before it. */
const isShared = (name) => rules.filter((rule) => rule.name === name).length > 1;
const withGroup = (id) => id.replaceAll(/[/-](\w)/g, (_, letter) => letter.toUpperCase());

const imports = rules.map(({ id, name }) =>
  isShared(name)
    ? `import { ${name} as ${withGroup(id)} } from './${id}.js';`
    : `import { ${name} } from './${id}.js';`,
);
const entries = rules.map(({ id, name }) => `{ id: '${id}', ...${isShared(name) ? withGroup(id) : name} }`);

writeFileSync(
  index,
  await format(
    `// Written by \`npm run update\` from the files of this folder.
${imports.join('\n')}
import type { AnyRule } from './rule.js';

/** Every rule, by id. */
export const rules: readonly AnyRule[] = [${entries.join(', ')}];
`,
    { ...(await resolveConfig(index)), filepath: index },
  ),
);
