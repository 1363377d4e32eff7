import type { RuleMeta } from '../../src/rules/rule.js';

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
