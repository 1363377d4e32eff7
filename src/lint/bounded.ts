import type { Finding } from '../rules/rule.js';
import type { Related } from '../source/index.js';

/** UTF-16 units of a message or note, see docs/limits.md: a name may be a megabyte long, and a list have thousands of names. */
const MAX_TEXT = 2000;

/** Findings of one rule in one project. */
export const MAX_FINDINGS = 1000;

/** What takes the place of all further findings of a rule. */
export const tooManyFindings = (ruleId: string, max = MAX_FINDINGS): Pick<Finding, 'message' | 'help'> => ({
  message: `Rule "${ruleId}" has more than ${max} findings in this project`,
  help: 'Fix some of them and run eblint again.',
});

/** Related places of one finding: nobody reads more, and SARIF's readers show no more. */
const MAX_RELATED = 100;

/** A finding whose texts and lists are of a length that can be shown, however large the project is. */
export const bounded = (finding: Finding): Finding => ({
  ...finding,
  message: shortened(finding.message),
  ...(finding.help !== undefined && { help: shortened(finding.help) }),
  related: finding.related?.slice(0, MAX_RELATED).map(boundedNote) ?? [],
  ...(finding.fix && { fix: { ...finding.fix, title: shortened(finding.fix.title) } }),
});

const boundedNote = ({ at, note }: Related): Related => ({ at, note: shortened(note) });

/** What is left out is the middle: the start says what is wrong, the end what to do. */
function shortened(text: string): string {
  if (text.length <= MAX_TEXT) return text;
  const start = text.slice(0, (MAX_TEXT / 4) * 3).toWellFormed();
  return `${start} … ${text.slice(-MAX_TEXT / 4).toWellFormed()}`;
}
