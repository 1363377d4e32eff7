import { seenText } from './evidence.js';
import type { RuleInfo } from '../../src/rules/rule-info.js';

/** The rules as the index of rules lists them. */
export const rulesTable = (rules: readonly RuleInfo[]): string =>
  [
    '| rule | what it reports | severity | seen in |',
    '| --- | --- | --- | --- |',
    ...rules.map(({ id, summary, severity, preset }) => {
      const level = preset === 'strict' ? `${severity}, \`strict\` only` : severity;
      return `| [\`${id}\`](${id}.md) | ${summary.replaceAll('|', '\\|')} | ${level} | ${seenText(id) || 'not yet'} |`;
    }),
  ].join('\n');
