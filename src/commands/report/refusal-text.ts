import type { FixRefusal, RefusedFix } from '../../fix/fix-candidate.js';

/** Why a fix was not made: a part of a sentence, with the finding that would come with it where that is known. */
export const refusalText = ({ reason, cause }: Pick<RefusedFix, 'reason' | 'cause'>): string =>
  cause ? `${REFUSALS[reason]}, ${cause.ruleId}: ${cause.message}` : REFUSALS[reason];

const REFUSALS: Readonly<Record<FixRefusal, string>> = {
  'finding-stays': 'the problem would remain',
  'new-finding': 'the fix would cause another problem',
  'changes-meaning': 'the fix would change other values',
  'invalid-edits': 'the fix contradicts itself',
  'not-utf-8': 'the file is not UTF-8',
  'file-refused': 'a file cannot be changed',
  'file-exists': 'a file of that name exists',
  'not-tried': 'too many fixes in one run; run eblint again',
};
