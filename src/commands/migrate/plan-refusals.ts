import { filesOf, type Candidate } from '../../fix/fix-candidate.js';
import { overlaps } from '../../fix/edit-text.js';
import type { FixedProject } from '../../fix/fix-project.js';
import type { Fix } from '../../rules/rule.js';
import { refusalText } from '../report/refusal-text.js';

type Attempt = Pick<FixedProject, 'fixed' | 'refused'>;

/** Why a fix was not among those that were made: a sentence. */
export function notApplied(candidate: Candidate, { fixed, refused }: Attempt, keyOf: KeyOf): string {
  const refusal = refused.find(({ diagnostic }) => keyOf(diagnostic) === keyOf(candidate));
  return `Not applied: ${refusal ? refusalText(refusal) : obstacleTo(candidate.fix, fixed)}.`;
}

type KeyOf = (candidate: Candidate) => string;

/** What a fix that was made took away from another one. */
function obstacleTo(fix: Fix, fixed: readonly Candidate[]): string {
  const created = new Set(fixed.flatMap((other) => filesOf(other.fix, 'create').map(({ name }) => name)));
  const taken = filesOf(fix, 'create').find(({ name }) => created.has(name));
  if (taken) return `another change of the plan creates \`${taken.name}\``;
  return fixed.some((other) => overlaps([...other.fix.edits, ...fix.edits]))
    ? 'another change of the plan edits the same place'
    : 'it does not fit together with the other changes of the plan';
}
