import { leavesOf, type Leaf } from '../model/leaves.js';
import type { Project } from '../model/project.js';
import type { Edit } from '../rules/rule.js';
import type { Span } from '../source/index.js';
import { spansAfter } from './edit-text.js';

/**
 * Whether edits changed nothing but what they touch: every key and value of the `.config` files that is not the same
 * before and after stands where an edit stands.
 */
export function keepsMeaning(before: Project, after: Project, edits: readonly Edit[]): boolean {
  return before.configFiles.every(({ file, root }, index) => {
    const own = edits.filter((edit) => edit.file === file);
    if (own.length === 0) return true;
    const old = [...leavesOf(root)];
    const now = [...leavesOf(after.configFiles[index]?.root)];
    const spans = own.map(({ span }) => span);
    return areTouched(changed(old, now), spans) && areTouched(changed(now, old), spansAfter(own));
  });
}

/** The leaves of one side that the other has not. */
function changed(leaves: readonly Leaf[], others: readonly Leaf[]): Leaf[] {
  const known = new Set(others.map(keyOf));
  return leaves.filter((leaf) => !known.has(keyOf(leaf)));
}

const keyOf = ({ path, text }: Leaf): string => `${path}\n${text}`;

/** A key that was renamed changes the way to all that is below it: that is the same text in the same place. */
function areTouched(leaves: readonly Leaf[], spans: readonly Span[]): boolean {
  const renamed = leaves.filter(({ place }) => spans.some((span) => touches(span, place.span)));
  return leaves.every(
    (leaf) => renamed.includes(leaf) || renamed.some(({ path }) => leaf.path.startsWith(path)),
  );
}

/** Whether an edit changes a stretch of text, or inserts something right beside it. */
export const touches = (a: Span, b: Span): boolean => a.start <= b.end && b.start <= a.end;
