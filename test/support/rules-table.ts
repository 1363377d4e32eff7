import type { RuleInfo } from '../../src/rules/rule-info.js';
import { evidence, seenText } from './evidence.js';

/** The rules as the index of rules lists them. */
export const rulesTable = (rules: readonly RuleInfo[]): string =>
  [
    '| rule | what it reports | severity | seen in |',
    '| --- | --- | --- | --- |',
    ...rules.map(({ id, summary, severity, preset }) => {
      const level = preset === 'recommended' ? severity : `${severity}, \`${preset}\` only`;
      return `| [\`${id}\`](${id}.md) | ${summary.replaceAll('|', '\\|')} | ${level} | ${seenText(id) || 'not yet'} |`;
    }),
  ].join('\n');

/** How many rules the README names: those that spoke in most public projects. */
const NAMED_RULES = 5;

/** The rules as the README counts them: nothing of it is written by hand, so that no number is out of date. */
export function rulesInShort(rules: readonly RuleInfo[]): string {
  const counted = evidence.filter(({ set }) => set === 'corpus');
  const projects = counted.find(({ rule }) => rule === '*')?.members ?? 0;
  const most = counted
    .filter(({ rule }) => rule !== '*')
    .sort((a, b) => b.members - a.members || (a.rule < b.rule ? -1 : 1))
    .slice(0, NAMED_RULES);
  return [
    `${rules.length} [rules](docs/rules/README.md). These were seen most often in ${projects} public projects with findings:`,
    '',
    '| rule | what it reports | seen in |',
    '| --- | --- | --- |',
    ...most.map(({ rule, members }) => {
      const summary = rules.find(({ id }) => id === rule)?.summary ?? '';
      return `| [\`${rule}\`](docs/rules/${rule}.md) | ${summary.replaceAll('|', '\\|')} | ${members} projects |`;
    }),
  ].join('\n');
}
