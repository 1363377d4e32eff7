/**
 * Rules that still decide for themselves what may be: no new ones. What asks whether something is there belongs to
 * src/model/presence, and a rule yields a `doubt` with a reason.
 */
export const RULES_WITH_MAY = ['src/rules/bundle/missing-start-file.ts'];
