import type { Changes } from '../../rules/rule.js';
import type { Diagnostic } from '../diagnostic.js';
import { filesOf } from '../edit-text.js';

/** Text of a finding that tells it from others on the same path. */
const MAX_MARKED_CHARACTERS = 200;

/** What tells a finding from others. */
type Marked = Pick<Diagnostic, 'at' | 'ruleId'>;

/** A finding, and what is done about it. */
type Changed = Omit<Diagnostic, 'fix'> & { readonly fix: Changes };

/** Every finding of a kind of which there are more than before, less those that were to be fixed. */
export function surplusOf(
  before: readonly Diagnostic[],
  after: readonly Diagnostic[],
  candidates: readonly Changed[],
): Diagnostic[] {
  const old = countsOf(before);
  const now = countsOf(after);
  const fixed = countsOf(candidates);
  const isMore = (key: string, keyBefore = key): boolean =>
    (now.get(key) ?? 0) > (old.get(keyBefore) ?? 0) - (fixed.get(keyBefore) ?? 0);
  const sources = sourcesOf(candidates);
  return after.filter((diagnostic) => {
    const key = keyOf(diagnostic);
    return (
      isMore(key) &&
      !sources.get(diagnostic.at.file.path)?.some((path) => !isMore(key, keyIn(path, diagnostic)))
    );
  });
}

/** The files from which fixes move text into each file that they create: what was found there is not new in its new place. */
function sourcesOf(candidates: readonly Changed[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    candidates.flatMap(({ at, fix }) => {
      const root = at.file.path.slice(0, at.file.path.length - at.file.name.length);
      const sources = [...fix.edits, ...filesOf(fix, 'delete')].map(({ file }) => file.path);
      return filesOf(fix, 'create').map(({ name }) => [root + name, sources] as const);
    }),
  );
}

function countsOf(diagnostics: readonly Marked[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const diagnostic of diagnostics)
    counts.set(keyOf(diagnostic), (counts.get(keyOf(diagnostic)) ?? 0) + 1);
  return counts;
}

/**
 * A finding wherever it moves: lines and columns change with every fix above it. Its message may name what a fix changes
 * elsewhere, so what it marks tells it from others of its rule.
 */
export const keyOf = (diagnostic: Marked): string => keyIn(diagnostic.at.file.path, diagnostic);

/** The key that a finding has in another file. */
const keyIn = (path: string, { ruleId, at: { file, span } }: Marked): string =>
  `${ruleId}\n${path}\n${file.text.slice(span.start, Math.min(span.end, span.start + MAX_MARKED_CHARACTERS))}`;
