import { brotliDecompressSync } from 'node:zlib';
import { checkRuleNames, type Options } from '../cli/parse-flags.js';
import { errorTextsOf } from '../knowledge/deployment-errors/index.js';
import { ALL_RULES } from '../lint/lint-project.js';
import { ReadError } from '../ports/file-system.js';
import type { Ports } from '../ports/ports.js';
import { wrap } from '../report/text/wrap.js';
import type { NamedRule, RuleId } from '../rules/rule.js';
import { type RuleInfo, ruleInfo } from '../rules/rule-info.js';
import { docsUrl } from '../web-addresses.js';
import { asksJson, commandJson } from './command-output.js';

/** Error texts that `--explain` shows of a rule. */
const MAX_EXPLAINED_TEXTS = 4;

/**
 * What `--list-rules` and `--explain` print.
 * @throws UsageError for a rule that does not exist, and for a format that only reports of findings have
 */
export function describeRules(options: Options, ports: Pick<Ports, 'files' | 'packageFolder'>): string {
  checkRuleNames(
    options,
    ALL_RULES.map(({ id }) => id),
  );
  const rule = ALL_RULES.find(({ id }) => id === options.explain);
  if (asksJson(options))
    return commandJson({ rules: (rule ? [rule] : ALL_RULES).map(ruleInfo).map(ruleJson) });
  return rule ? explanationOf(ruleInfo(rule), examples(rule, ports)) : listOf(ALL_RULES.map(ruleInfo));
}

/** A rule for programs. */
const ruleJson = ({
  id,
  summary,
  why,
  severity,
  preset,
  consequence,
  references,
  since,
  controls,
}: RuleInfo) => ({
  id,
  summary,
  why,
  severity,
  preset,
  consequence,
  since,
  references,
  controls: controls ?? [],
  url: docsUrl(id),
  errorTexts: errorTextsOf(id),
});

function listOf(rules: readonly RuleInfo[]): string {
  const width = Math.max(...rules.map(({ id }) => id.length));
  return rules
    .map(({ id, severity, preset, summary }) => {
      const level = preset === 'recommended' ? severity : `${severity} (${preset})`;
      return `${id.padEnd(width)}  ${level.padEnd('warning (controls)'.length)}  ${summary}\n`;
    })
    .join('');
}

/** From the rule's page; none where only the program was copied. */
function examples(
  { id }: NamedRule,
  { files, packageFolder }: Pick<Ports, 'files' | 'packageFolder'>,
): string {
  try {
    return examplesOf(pageOf(unpacked(files.read(`${packageFolder}/${EXAMPLES_FILE}`)), id));
  } catch (error) {
    if (error instanceof ReadError) return '';
    throw error;
  }
}

const explanationOf = (
  { id, summary, why, severity, preset, consequence, references, since, controls }: RuleInfo,
  shown: string,
): string => `${id}
${wrapped(`${summary}.`)}

${shown === '' ? '' : `${shown}\n`}Why:

${wrapped(why, '  ')}

${errorTexts(id)}Severity     ${severity}
Preset       ${preset}
Consequence  ${consequence}
Since        ${since}
${controls ? `Controls     ${controls.join(', ')}\n` : ''}Sources      ${references.join('\n             ')}
More         ${docsUrl(id)}

Suppress it in one place, with a reason:
  # eblint-disable-next-line ${id} -- REASON
`;

/** A text that people search for; the page has all of them. */
function errorTexts(id: RuleId): string {
  const texts = errorTextsOf(id);
  if (texts.length === 0) return '';
  const shown = texts.slice(0, MAX_EXPLAINED_TEXTS).map((text) => `${wrapped(text, '    ')}\n`);
  const left = texts.length - shown.length;
  const more = left > 0 ? `    and ${left} more: ${docsUrl(id)}\n` : '';
  return `Error texts of Elastic Beanstalk and what it runs:\n\n${shown.join('')}${more}\n`;
}

const wrapped = (text: string, indent = ''): string =>
  wrap(text, 80 - indent.length, ({ length }) => length)
    .map((line) => indent + line)
    .join('\n');

/** The sections of a rule's page that show a project, and what `--explain` calls them. */
const SECTIONS = [
  ['Reported', 'Reported, for example'],
  ['Corrected', 'Corrected'],
] as const;

/** Where the build puts the pages of all rules, as far as `--explain` shows them. */
export const EXAMPLES_FILE = 'dist/rule-examples.txt';

/** The text that the build has packed: the pages are large, and few runs show one. */
export const unpacked = (packed: string): string =>
  brotliDecompressSync(Buffer.from(packed, 'base64')).toString('utf8');

/** Between two pages in one text: no page contains it. */
const PAGE_BREAK = '\f';

/** The page of a rule among several in one text; empty where there is none. */
export const pageOf = (pages: string, id: string): string =>
  pages.split(PAGE_BREAK).find((page) => page.startsWith(`# ${id}\n`)) ?? '';

/** The examples of a rule's page as plain text: each file below its name. Empty where the page has none. */
export const examplesOf = (page: string): string =>
  SECTIONS.flatMap(([heading, title]) => {
    const section = sectionOf(page, heading);
    return section === undefined ? [] : [`${title}:\n\n${plain(section)}\n`];
  }).join('\n');

function sectionOf(page: string, heading: string): string | undefined {
  const start = page.indexOf(`\n## ${heading}\n`);
  if (start === -1) return undefined;
  const end = page.indexOf('\n## ', start + 1);
  return page.slice(start, end === -1 ? undefined : end).replace(/^\n## .*\n+/, '');
}

/** Markdown's fences become an indentation. */
function plain(markdown: string): string {
  let isCode = false;
  return markdown
    .trimEnd()
    .split('\n')
    .flatMap((line) => {
      if (/^`{3,}/.test(line)) {
        isCode = !isCode;
        return [];
      }
      return [isCode ? `    ${line}`.trimEnd() : `  ${line.replaceAll('`', '')}`.trimEnd()];
    })
    .join('\n')
    .replace(/:\n\n/g, ':\n');
}
