import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { structuredPatch } from 'diff';
import { errorTextsOf } from '../../src/knowledge/deployment-errors/index.js';
import { lintModel } from '../../src/lint/lint-project.js';
import { frames } from '../../src/report/frames.js';
import { toLintResults } from '../../src/report/lint-result/to-lint-results.js';
import { wrap } from '../../src/report/text/wrap.js';
import type { NamedRule, RuleId, RuleMeta } from '../../src/rules/rule.js';
import { type RuleInfo, ruleInfo } from '../../src/rules/rule-info.js';
import { isClean, readCase } from './afters.js';
import { evidenceOf, evidenceTable } from './evidence.js';
import { aftersOf, casesOf, loadProject, RULE_FIXTURES } from './fixtures.js';
import { presetOf } from './preset-of.js';
import { context } from './report-samples.js';
import { ruleById } from './rule-by-id.js';

const CONSEQUENCES: Readonly<Record<RuleMeta['consequence'], string>> = {
  'deploy-fails': 'the deployment fails',
  'traffic-breaks': 'requests fail or reach the wrong process',
  'file-ignored': 'a whole section or file is silently ignored',
  'not-checked': 'a part of the project is not checked',
  'silently-ignored': 'a part of the configuration is silently ignored',
  security: 'security is reduced',
  'data-loss': 'data may be lost',
  hygiene: 'the next reader is misled',
};

/** The page of a rule: its meta, and its first case of each kind with what eblint reports. */
export async function rulePage(rule: NamedRule): Promise<string> {
  const { id, summary, why, preset, consequence, references, since, controls } = ruleInfo(rule);
  const [bad, ok] = ['bad-', 'ok-'].map((kind) => casesOf(id).find((name) => name.startsWith(kind)));
  return `<!-- Generated from src/rules/${id}.ts and its fixtures by \`npm run update\`: edit those. -->

# ${id}

${summary}.

| severity | preset | consequence | since |
| --- | --- | --- | --- |
| ${severitiesOf(ruleInfo(rule))} | ${preset} | ${CONSEQUENCES[consequence]} | ${since} |

## What happens

${why}
${errorTexts(id)}${bad ? `\n## Reported\n\n${projectText(`${id}/${bad}`)}\n${await reportText(id, bad)}${correctedText(id, bad)}` : ''}${ok ? `\n## Not reported\n\n${whyRight(`${id}/${ok}`)}${projectText(`${id}/${ok}`)}` : ''}
## Sources

${references.map((reference) => `- <${reference}>`).join('\n')}

${controls ? `## Controls\n\nCatalogues that ask for the same: ${controls.map((control) => `\`${control}\``).join(', ')}.\n\n` : ''}## Suppress it

${howToSuppress(id)}

## Evidence

${evidenceText(rule)}
`;
}

/** Why a case is right that a rule does not report, in lines of a terminal: from the file beside the case; empty where there is none. */
const whyRight = (name: string): string => {
  const path = `${RULE_FIXTURES}${name}.md`;
  if (!existsSync(path)) return '';
  return `${wrap(readFileSync(path, 'utf8').trimEnd(), 76, ({ length }) => length).join('\n')}\n\n`;
};

/** What a web search for the error text leads to. */
function errorTexts(id: string): string {
  const texts = errorTextsOf(id);
  if (texts.length === 0) return '';
  return `\n## Error texts\n\nElastic Beanstalk, or a program that it runs, then prints:\n\n\`\`\`text\n${texts.join('\n')}\n\`\`\`\n`;
}

/** What was read of a rule in public projects; a rule that was never seen there says so, and why it is there. */
function evidenceText({ id, meta }: NamedRule): string {
  const rows = evidenceOf(id);
  const hasErrorText = errorTextsOf(id).length > 0 || /(?<=[(\s])"[^"]{12,}"/.test(meta.why);
  return rows.length === 0
    ? `Not seen in public projects yet. The rule is here because of ${hasErrorText ? 'an error text, which is quoted above' : 'what its sources document'}.`
    : `${evidenceTable(rows)}\n\n[What is counted](../README.md#evidence)`;
}

/** Comments are about what a rule finds in a file, not about eblint itself. */
const howToSuppress = (id: RuleId): string =>
  id.startsWith('eblint/')
    ? `No comment suppresses this. To switch it off for a run: \`--rule '${id}: off'\`.`
    : `\`\`\`yaml
# eblint-disable-next-line ${id} -- the reason
\`\`\`

Where a finding is about a whole file, or to switch the rule off for a run: \`--rule '${id}: off'\`.`;

/** The rule's own severity, and the lower one of less certain cases, as its fixtures show. */
function severitiesOf({ id, severity }: RuleInfo): string {
  const reports = casesOf(id).filter((name) => name.startsWith('bad-'));
  const isLowered = reports.some((name) =>
    readFileSync(`${RULE_FIXTURES}${id}/${name}.txt`, 'utf8').includes(` warning ${id}\n`),
  );
  return severity === 'error' && isLowered ? 'error; warning in less certain cases' : severity;
}

/** What eblint prints of a case, without the summary; with the indentation of `--explain` it fits 80 columns. */
async function reportText(id: string, name: string): Promise<string> {
  const folder = `${RULE_FIXTURES}${id}/${name}`;
  const rule = ruleById(id);
  const { diagnostics } = lintModel(loadProject(folder), presetOf(rule), [rule]);
  const report = await frames(
    toLintResults(diagnostics, { withExcerpts: true }),
    context({ cwd: folder, width: 76 }),
  );
  return `eblint reports:\n\n\`\`\`text\n${report.replace(/\n[^\n]+ in 1 project [^]*$/, '')}\`\`\`\n`;
}

/** How a case differs from its first after, or from what its fixes make of it; empty where neither is there. */
function correctedText(id: string, bad: string): string {
  const after = aftersOf(id).find((one) => one.bad === bad);
  const changes = after
    ? changesBetween(`${RULE_FIXTURES}${id}/${bad}`, `${RULE_FIXTURES}${id}/${after.name}`)
    : changesByFix(id, bad);
  const texts = changes.map(changeText).filter((text) => text !== '');
  return texts.length > 0 ? `\n## Corrected\n\n${texts.join('\n')}` : '';
}

/** A file that differs: what is in it before and after; undefined where it is not there. */
interface Change {
  readonly name: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

function changesBetween(bad: string, after: string): Change[] {
  const textIn = (folder: string, name: string) =>
    existsSync(`${folder}/${name}`) ? readText(`${folder}/${name}`) : undefined;
  return [...new Set([...filesIn(bad), ...filesIn(after)])]
    .sort()
    .map((name) => ({ name, before: textIn(bad, name), after: textIn(after, name) }))
    .filter((one) => one.before !== one.after && !one.name.endsWith(KEPT_FOLDER));
}

/** Git keeps no empty folder: this file stands for it. */
const KEPT_FOLDER = '.gitkeep';

function changesByFix(id: string, bad: string): Change[] {
  const rule = ruleById(id);
  const fixed = readCase(rule, bad).fixed();
  // The page does not show a project as corrected where something is left to do.
  if (!isClean(fixed)) return [];
  return fixed.changes.map(({ before, after }) => ({
    name: (after ?? before).name,
    before: before && normalized(before.written),
    after: after && normalized(after.written),
  }));
}

/** What differs in a file, with a line around each change. */
function changeText({ name, before, after }: Change, _: number, changes: readonly Change[]): string {
  const source = changes.find(
    (one) => before === undefined && one.before === after && one.after === undefined,
  );
  if (source) return `\`${source.name}\` is now \`${name}\`.\n`;
  if (after === undefined)
    return changes.some((one) => one.before === undefined && one.after === before)
      ? ''
      : `\`${name}\` is deleted.\n`;
  const { hunks } = structuredPatch('', '', before ?? '', after, '', '', { context: 1 });
  const lines = hunks.map((hunk) => hunk.lines.filter((line) => !line.startsWith('\\')).join('\n'));
  return `\`${name}\`:\n\n\`\`\`diff\n${lines.join('\n …\n')}\n\`\`\`\n`;
}

const projectText = (name: string): string =>
  filesIn(`${RULE_FIXTURES}${name}`)
    .map((file) => {
      const text = readText(`${RULE_FIXTURES}${name}/${file}`);
      return `\`${file}\`:\n\n\`\`\`${languageOf(file)}\n${text.trimEnd()}\n\`\`\`\n`;
    })
    .join('\n');

const readText = (path: string): string => normalized(readFileSync(path, 'utf8'));

/** A text as a page shows it. */
const normalized = (text: string): string => text.replace(/^\uFEFF/, '').replaceAll('\r', '');

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(folder.length + 1))
    .sort();

const languageOf = (file: string): string => (/\.(?:config|ya?ml)$/.test(file) ? 'yaml' : 'text');
