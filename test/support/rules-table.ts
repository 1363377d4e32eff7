import type { RuleMeta } from '../../src/rules/rule.js';

const START = '<!-- rules -->';
const END = '<!-- /rules -->';

/** The rules as the README lists them. */
export const rulesTable = (rules: readonly RuleMeta[]): string =>
  [
    '| rule | what it reports | severity |',
    '| --- | --- | --- |',
    ...rules.map(({ id, summary, severity, preset }) => {
      const level = preset === 'strict' ? `${severity}, \`strict\` only` : severity;
      return `| [\`${id}\`](docs/rules/${id}.md) | ${summary.replaceAll('|', '\\|')} | ${level} |`;
    }),
  ].join('\n');

/** A README with its table of rules replaced. */
export function withRulesTable(readme: string, table: string): string {
  const start = readme.indexOf(START) + START.length;
  return `${readme.slice(0, start)}\n\n${table}\n\n${readme.slice(readme.indexOf(END, start))}`;
}
