import { ALL_RULES } from '../lint/lint-project.js';
import { checkRuleNames, type Options } from '../options.js';
import type { RuleMeta } from '../rules/rule.js';
import { docsUrl } from '../site.js';

/**
 * What `--list-rules` and `--explain` print.
 * @throws UsageError for a rule that does not exist
 */
export function describeRules(options: Options): string {
  checkRuleNames(
    options,
    ALL_RULES.map(({ id }) => id),
  );
  const rule = ALL_RULES.find(({ id }) => id === options.explain);
  return rule ? explanationOf(rule) : listOf(ALL_RULES);
}

function listOf(rules: readonly RuleMeta[]): string {
  const width = Math.max(...rules.map(({ id }) => id.length));
  return rules
    .map(({ id, severity, preset, summary }) => {
      const level = preset === 'strict' ? `${severity} (strict)` : severity;
      return `${id.padEnd(width)}  ${level.padEnd('warning (strict)'.length)}  ${summary}\n`;
    })
    .join('');
}

const explanationOf = ({
  id,
  summary,
  why,
  severity,
  preset,
  consequence,
  references,
  since,
}: RuleMeta): string => `${id}
${wrapped(`${summary}.`)}

${wrapped(why)}

Severity     ${severity}
Preset       ${preset}
Consequence  ${consequence}
Since        ${since}
Sources      ${references.join('\n             ')}
More         ${docsUrl(id)}

To allow it in one place, with a reason:
  # eblint-disable-next-line ${id} -- REASON
`;

/** Breaks a text into lines of at most 80 characters. */
function wrapped(text: string): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1)!;
    if (line === '') lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= 80) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
}
