import type { Options } from '../../cli/parse-flags.js';
import { UsageError } from '../../cli/usage-error.js';
import { fixableText } from '../../report/fixable.js';
import { DEFAULT_FORMAT } from '../../report/formats.js';
import type { FormatContext, Formatter } from '../../report/formatter.js';
import type { LintMessage, LintResult } from '../../report/lint-result/lint-result.js';
import { painter } from '../../report/text/ansi.js';
import { problemsText, projectOf, scopeText } from '../../report/text/counted.js';
import { visible } from '../../report/text/one-line.js';
import type { RuleId } from '../../rules/rule.js';
import { groupBy } from '../../util/collections.js';
import { compareBytes } from '../../util/compare.js';
import { relativePath } from '../../util/paths.js';
import { docsUrl } from '../../web-addresses.js';
import { commandJson } from '../command-output.js';

/** How many findings there are of some kind. */
interface Count {
  readonly errors: number;
  readonly warnings: number;
  /** How many of them have a fix: `unsafe` those that need a review. */
  readonly fixable: { readonly safe: number; readonly unsafe: number };
}

interface RuleCount extends Count {
  readonly ruleId: RuleId;
  /** How many projects it has findings in. */
  readonly projects: number;
}

/** A finding with the root of its project; empty where its file is above the projects. */
interface Found {
  readonly message: LintMessage;
  readonly root: string;
}

/**
 * What `--statistics` prints in the place of findings: how many there are by rule, and by project and rule.
 * @throws UsageError for a format that only reports of findings have
 */
export function statisticsIn({ format }: Pick<Options, 'format'>): Formatter {
  if (format === 'json') return asJson;
  if (format === DEFAULT_FORMAT) return asText;
  throw new UsageError(
    `Flag --statistics prints text or json, not ${format}. Use --output ${format}:FILE for a report beside it.`,
  );
}

const asJson: Formatter = (results, context) => {
  const found = foundIn(results, context);
  return commandJson({
    ...countOf(found),
    rules: rulesIn(found).map((rule) => ({ ...rule, url: docsUrl(rule.ruleId) })),
    projects: projectsIn(found, context).map(([root, own]) => ({
      root,
      ...countOf(own),
      rules: rulesIn(own).map(({ ruleId, errors, warnings, fixable }) => ({
        ruleId,
        errors,
        warnings,
        fixable,
      })),
    })),
    notes: context.notes,
  });
};

const asText: Formatter = (results, context) => {
  const found = foundIn(results, context);
  const paint = painter(context.color);
  const isOne = context.projectRoots.length < 2;
  const headings = ['findings', 'fixable', ...(isOne ? [] : ['projects']), 'rule'];
  const rows = rulesIn(found).map((rule) => [
    String(totalOf(rule)),
    String(rule.fixable.safe + rule.fixable.unsafe),
    ...(isOne ? [] : [String(rule.projects)]),
    rule.ruleId,
  ]);
  const widths = headings.map((heading) => heading.length);
  const lineOf = (cells: readonly string[]): string =>
    cells
      .map((cell, index) => (index === cells.length - 1 ? cell : cell.padStart(widths[index] ?? 0)))
      .join('  ');
  const count = countOf(found);
  const problems = problemsText(count, paint) || 'No problems';
  const fixable = fixableText(count);
  return [
    ...(rows.length > 0 ? [paint('bold', lineOf(headings)), ...rows.map(lineOf), ''] : []),
    ...(isOne
      ? []
      : projectsIn(found, context)
          .filter(([, own]) => own.length > 0)
          .flatMap(([root, own]) => [
            `${paint('bold', `Project ${visible(relativePath(context.cwd, root)).replace(/!$/, '') || '.'}`)}: ${problemsText(countOf(own), paint)}`,
            ...rulesIn(own).map((rule) => lineOf([String(totalOf(rule)), rule.ruleId])),
            '',
          ])),
    `${problems} in ${scopeText(results, context)}`,
    ...(fixable === '' ? [] : [fixable.trimEnd()]),
    ...context.notes,
    '',
  ].join('\n');
};

const foundIn = (results: readonly LintResult[], { projectRoots }: FormatContext): Found[] => {
  const roots = new Set(projectRoots);
  return results.flatMap(({ filePath, messages }) => {
    const root = projectOf(filePath, roots);
    return messages.map((message) => ({ message, root }));
  });
};

function countOf(found: readonly Found[]): Count {
  const count = { errors: 0, warnings: 0, fixable: { safe: 0, unsafe: 0 } };
  for (const { message } of found) {
    count[message.severity === 2 ? 'errors' : 'warnings']++;
    if (message.fixable) count.fixable[message.fixable]++;
  }
  return count;
}

const totalOf = ({ errors, warnings }: Count): number => errors + warnings;

/** The rules that have findings, those with most first. */
const rulesIn = (found: readonly Found[]): RuleCount[] =>
  [...groupBy(found, ({ message }) => [message.ruleId])]
    .map(([ruleId, own]) => ({
      ruleId,
      ...countOf(own),
      projects: new Set(own.map(({ root }) => root)).size,
    }))
    .sort((a, b) => totalOf(b) - totalOf(a) || compareBytes(a.ruleId, b.ruleId));

/** All projects in the order of the report, then what is above them. */
function projectsIn(found: readonly Found[], { projectRoots }: FormatContext): [string, readonly Found[]][] {
  const byRoot = groupBy(found, ({ root }) => [root]);
  const roots = new Set([...projectRoots, ...byRoot.keys()]);
  return [...roots].map((root) => [root, byRoot.get(root) ?? []]);
}
