import type { Project } from '../model/project.js';
import type { Consequence } from '../rules/severity.js';
import { entryAt } from '../rules/support/migration/entry-at.js';
import type { Span } from '../source/index.js';
import { groupBy } from '../util/collections.js';
import type { Diagnostic } from './diagnostic.js';

/** The entry is deleted as a whole, and there is no other way. */
const DELETION = /^Delete (?:it|the (?:hook|command))[:.]/;

/**
 * Diagnostics without those that need no answer of their own: they are inside of an entry of a section that the help of another
 * one deletes. An error is not left out for a warning, nor what is still to be done after the deletion, such as a new password.
 */
export function withoutDeleted(
  diagnostics: readonly Diagnostic[],
  project: Project,
  consequenceOf: (ruleId: string) => Consequence | undefined,
): readonly Diagnostic[] {
  const deletions = diagnostics.flatMap((one) => {
    const entry = DELETION.test(one.help ?? '') ? entryAt(one.at, project) : undefined;
    return entry ? [{ by: one, file: one.at.file, span: entry.value.place.span }] : [];
  });
  if (deletions.length === 0) return diagnostics;
  const byFile = groupBy(deletions, ({ file }) => [file]);
  const isLeft = ({ ruleId }: Diagnostic) => LASTS.has(consequenceOf(ruleId));
  return diagnostics.filter(
    (one) =>
      isLeft(one) ||
      !byFile
        .get(one.at.file)
        ?.some(
          ({ by, span }) =>
            one !== by &&
            isInside(one.at.span, span) &&
            (one.severity === 'warning' || by.severity === 'error'),
        ),
  );
}

const LASTS: ReadonlySet<Consequence | undefined> = new Set(['security', 'data-loss']);

const isInside = (inner: Span, outer: Span): boolean => inner.start >= outer.start && inner.end <= outer.end;
