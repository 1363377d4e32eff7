import type { Fault } from '../../parse/index.js';
import type { Place, Replacement } from '../../source/index.js';
import type { Finding } from '../rule.js';

interface RepairableProblem {
  readonly at: Place;
  readonly repair?: readonly Replacement[];
}

type Text = readonly [message: string, help: string];

/** The words for each of a set of faults. */
export type Texts<Faults> = { readonly [Code in keyof Faults]: Text | ((fault: Faults[Code]) => Text) };

/** A parser's problem as a finding: its words from a table, its repair as a fix. */
export function problemFinding<Faults>(
  problem: RepairableProblem & { readonly fault: Fault<Faults> },
  texts: Texts<Faults>,
): Finding {
  const { at, fault } = problem;
  const text = texts[fault.code] as Text | ((fault: Fault<Faults>) => Text);
  const [message, help] = typeof text === 'function' ? text(fault) : text;
  return { at, message, help, ...spacesFix(problem) };
}

/** The fix that puts spaces in place of other whitespace. Safe: it makes an unreadable file readable. */
export const spacesFix = ({ at: { file }, repair = [] }: RepairableProblem): Pick<Finding, 'fix'> =>
  repair.length === 0
    ? {}
    : {
        fix: {
          title: 'Replace with spaces',
          safety: 'safe',
          edits: repair.map((replacement) => ({ file, ...replacement })),
        },
      };
