import { groupBy } from '../../util/collections.js';
import { relativePath } from '../../util/paths.js';
import type { FormatContext, Formatter } from '../formatter.js';
import { type LintResult, withHelp } from '../lint-result/lint-result.js';
import { repositoryPath } from '../repository-path.js';
import { seeAlso } from '../see-also.js';
import { counted, problemsText, scopeText, totalsOf } from '../text/counted.js';
import { markdownCell, markdownCode, markdownProse } from '../text/markdown.js';
import { visible } from '../text/one-line.js';
import { errorsFirst, type FlatMessage, flatMessages } from './flat-messages.js';

/** GitHub shows no summary of more than 1 MiB, and a UTF-16 unit takes up to three bytes of it. */
const MAX_SUMMARY_CHARACTERS = 300_000;

/**
 * A summary with a table for each project, errors first, as GitHub's job summaries and comments show it.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#adding-a-job-summary
 */
export const markdown: Formatter = (results, context) => {
  const problems = problemsText(totalsOf(results)) || 'no problems';
  const remarks = [...context.notes, ...context.failures].map((text) => `${markdownProse(text)}\n`);
  return [
    `## eblint: ${problems} in ${scopeText(results, context)}\n`,
    ...tables(results, context),
    ...remarks,
  ].join('\n');
};

/** A table for each project that has findings, as far as there is room. */
function tables(results: readonly LintResult[], context: FormatContext): string[] {
  const roots = new Set(context.projectRoots);
  const projects = groupBy(flatMessages(results, context), ({ result }) => [rootOf(result.filePath, roots)]);
  let room = MAX_SUMMARY_CHARACTERS;
  let leftOut = 0;
  const texts = [...projects].flatMap(([root, messages]) => {
    const rows: string[] = [];
    for (const message of errorsFirst(messages)) {
      const row = rowOf(message, root, context);
      if (row.length > room) leftOut++;
      else rows.push(row);
      room -= Math.min(room, row.length);
    }
    const name = markdownCode(visible(repositoryPath(root, context)));
    return rows.length === 0 ? [] : [`### ${name}\n\n${HEADER}${rows.join('')}`];
  });
  return leftOut === 0 ? texts : [...texts, `${counted(leftOut, 'more finding')} left out.\n`];
}

const HEADER = '| | Place | Finding | Rule |\n| --- | --- | --- | --- |\n';

function rowOf(message: FlatMessage, root: string, context: FormatContext): string {
  const { level, line, column, ruleId, url } = message;
  const path = relativePath(root, message.result.filePath);
  const place = markdownCell(visible(`${path}:${line}:${column}`));
  const text = markdownProse(withHelp(message) + seeAlso(message, context));
  const rule = url === undefined ? markdownCell(ruleId) : `[${ruleId}](${url})`;
  return `| ${level} | ${place} | ${text} | ${rule} |\n`;
}

/** The innermost project that a file is in. */
function rootOf(filePath: string, roots: ReadonlySet<string>): string {
  let folder = filePath;
  while (folder !== '' && !roots.has(folder))
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/'), folder.lastIndexOf('\\')));
  return folder;
}
