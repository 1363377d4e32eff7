import type { Edit, Finding, Fix } from '../rule.js';

/** A finding's fix, where each of its edits could be made out; nothing where one could not. */
export function fixOf(
  safety: Fix['safety'],
  title: string,
  ...edits: readonly (Edit | undefined)[]
): Pick<Finding, 'fix'> {
  const known = edits.filter((edit) => edit !== undefined);
  return known.length > 0 && known.length === edits.length ? { fix: { title, safety, edits: known } } : {};
}
