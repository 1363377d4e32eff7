import { readdirSync, readFileSync } from 'node:fs';
import type { RuleMeta } from '../../src/rules/rule.js';
import { casesOf, RULE_FIXTURES } from './fixtures.js';

const CONSEQUENCES: Readonly<Record<RuleMeta['consequence'], string>> = {
  'deploy-fails': 'the deployment fails',
  'traffic-breaks': 'requests go astray',
  'silently-ignored': 'a part of the configuration has no effect, without a word',
  security: 'security suffers',
  'data-loss': 'data may be lost',
  hygiene: 'the next reader is misled',
};

/** The page of a rule: its meta, its first case of each kind, and what eblint says of it. */
export function rulePage(meta: RuleMeta): string {
  const { id, summary, why, preset, consequence, references, since } = meta;
  const [bad, ok] = ['bad-', 'ok-'].map((kind) => casesOf(id).find((name) => name.startsWith(kind)));
  return `<!-- Generated from src/rules/${id}.ts and its fixtures by \`npm run update\`: edit those. -->

# ${id}

${summary}.

| severity | preset | consequence | since |
| --- | --- | --- | --- |
| ${severitiesOf(meta)} | ${preset} | ${CONSEQUENCES[consequence]} | ${since} |

## What happens

${why}
${bad ? `\n## Reported\n\n${projectText(`${id}/${bad}`)}\n${reportText(`${id}/${bad}`)}` : ''}${ok ? `\n## Not reported\n\n${projectText(`${id}/${ok}`)}` : ''}
## Sources

${references.map((reference) => `- <${reference}>`).join('\n')}

## To allow it in one place

\`\`\`yaml
# eblint-disable-next-line ${id} -- the reason
\`\`\`

To switch it off for a run, and where a finding is about a whole file: \`--rule '${id}: off'\`.
`;
}

/** The rule's own severity, and the lower one where less is sure, as its fixtures show. */
function severitiesOf({ id, severity }: RuleMeta): string {
  const reports = casesOf(id).filter((name) => name.startsWith('bad-'));
  const isLowered = reports.some((name) =>
    readFileSync(`${RULE_FIXTURES}${id}/${name}.txt`, 'utf8').includes(` warning ${id}\n`),
  );
  return severity === 'error' && isLowered ? 'error; warning where less is sure' : severity;
}

const reportText = (name: string): string =>
  `eblint says:\n\n\`\`\`text\n${readFileSync(`${RULE_FIXTURES}${name}.txt`, 'utf8')}\`\`\`\n`;

const projectText = (name: string): string =>
  filesIn(`${RULE_FIXTURES}${name}`)
    .map((file) => {
      const text = readFileSync(`${RULE_FIXTURES}${name}/${file}`, 'utf8')
        .replace(/^\uFEFF/, '')
        .replaceAll('\r', '');
      return `\`${file}\`:\n\n\`\`\`${languageOf(file)}\n${text.trimEnd()}\n\`\`\`\n`;
    })
    .join('\n');

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(folder.length + 1))
    .sort();

const languageOf = (file: string): string => (/\.(?:config|ya?ml)$/.test(file) ? 'yaml' : 'text');
