import { fnv1a64 } from '../../util/hash.js';
import type { FormatContext } from '../formatter.js';
import type { LintMessage, LintResult } from '../lint-result/lint-result.js';
import { repositoryPath } from '../repository-path.js';

/** A message that knows its file, as formats take it that have no place for the results of a whole file. */
export interface FlatMessage extends LintMessage {
  /** In the repository, with forward slashes; absolute for a file outside. */
  readonly path: string;
  readonly level: 'error' | 'warning';
  /** Where its rule is described. */
  readonly url: string | undefined;
  /** Tells this finding from all others of the report, and stays the same while its lines move. */
  readonly fingerprint: string;
  readonly result: LintResult;
}

type FlatContext = Pick<FormatContext, 'workspace' | 'rulesMeta'>;

/** The messages of all results in their order. */
export function flatMessages(results: readonly LintResult[], context: FlatContext): FlatMessage[] {
  const nextFingerprint = fingerprints();
  return results.flatMap((result) => {
    const path = repositoryPath(result.filePath, context);
    return result.messages.map((message) => ({
      ...message,
      path,
      level: levelOf(message),
      url: context.rulesMeta[message.ruleId]?.docs.url,
      fingerprint: nextFingerprint(path, message),
      result,
    }));
  });
}

export const levelOf = ({ severity }: Pick<LintMessage, 'severity'>): 'error' | 'warning' =>
  severity === 2 ? 'error' : 'warning';

/** Errors before warnings, for readers that stop after some. */
export const errorsFirst = <T extends Pick<LintMessage, 'severity'>>(messages: readonly T[]): T[] =>
  messages.toSorted((a, b) => b.severity - a.severity);

/**
 * A fingerprint is made of the rule, the file and the place in the structure of the file, or else the message, which never
 * names a line. Findings that have all of these in common are distinguished by their order.
 */
export function fingerprints(): (path: string, message: LintMessage) => string {
  const counts = new Map<string, number>();
  return (path, { ruleId, message, structuralPath = message }) => {
    const what = fnv1a64(JSON.stringify([ruleId, path, structuralPath]));
    const count = (counts.get(what) ?? 0) + 1;
    counts.set(what, count);
    return count === 1 ? what : fnv1a64(`${what}:${count}`);
  };
}
