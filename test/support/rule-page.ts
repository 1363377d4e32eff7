import { readdirSync, readFileSync } from 'node:fs';
import { lintModel } from '../../src/lint/lint-project.js';
import { errorTextsOf } from '../../src/knowledge/deployment-errors/index.js';
import { frames } from '../../src/report/frames.js';
import { toLintResults } from '../../src/report/lint-result/to-lint-results.js';
import { rules } from '../../src/rules/index.js';
import type { RuleMeta } from '../../src/rules/rule.js';
import { context } from './report-samples.js';
import { casesOf, loadProject, RULE_FIXTURES } from './fixtures.js';

const CONSEQUENCES: Readonly<Record<RuleMeta['consequence'], string>> = {
  'deploy-fails': 'the deployment fails',
  'traffic-breaks': 'requests fail or reach the wrong process',
  'silently-ignored': 'a part of the configuration is silently ignored',
  security: 'security is reduced',
  'data-loss': 'data may be lost',
  hygiene: 'the next reader is misled',
};

/** The page of a rule: its meta, and its first case of each kind with what eblint reports. */
export async function rulePage(meta: RuleMeta): Promise<string> {
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
${errorTexts(id)}${bad ? `\n## Reported\n\n${projectText(`${id}/${bad}`)}\n${await reportText(id, bad)}` : ''}${ok ? `\n## Not reported\n\n${projectText(`${id}/${ok}`)}` : ''}
## Sources

${references.map((reference) => `- <${reference}>`).join('\n')}

## Suppress it

${howToSuppress(id)}
`;
}

/** What a web search for the error text leads to. */
function errorTexts(id: string): string {
  const texts = errorTextsOf(id);
  if (texts.length === 0) return '';
  return `\n## Error texts\n\nElastic Beanstalk, or a program that it runs, then prints:\n\n\`\`\`text\n${texts.join('\n')}\n\`\`\`\n`;
}

/** Comments are about what a rule finds in a file, not about eblint itself. */
const howToSuppress = (id: RuleMeta['id']): string =>
  id.startsWith('eblint/')
    ? `No comment suppresses this. To switch it off for a run: \`--rule '${id}: off'\`.`
    : `\`\`\`yaml
# eblint-disable-next-line ${id} -- the reason
\`\`\`

Where a finding is about a whole file, or to switch the rule off for a run: \`--rule '${id}: off'\`.`;

/** The rule's own severity, and the lower one of less certain cases, as its fixtures show. */
function severitiesOf({ id, severity }: RuleMeta): string {
  const reports = casesOf(id).filter((name) => name.startsWith('bad-'));
  const isLowered = reports.some((name) =>
    readFileSync(`${RULE_FIXTURES}${id}/${name}.txt`, 'utf8').includes(` warning ${id}\n`),
  );
  return severity === 'error' && isLowered ? 'error; warning in less certain cases' : severity;
}

/** What eblint prints of a case, without the summary; with the indentation of `--explain` it fits 80 columns. */
async function reportText(id: string, name: string): Promise<string> {
  const folder = `${RULE_FIXTURES}${id}/${name}`;
  const rule = rules.find(({ meta }) => meta.id === id)!;
  const { diagnostics } = lintModel(loadProject(folder), { preset: 'strict' }, [rule]);
  const report = await frames(
    toLintResults(diagnostics, { withExcerpts: true }),
    context({ cwd: folder, width: 76 }),
  );
  return `eblint reports:\n\n\`\`\`text\n${report.replace(/\n[^\n]+ in 1 project [^]*$/, '')}\`\`\`\n`;
}

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
