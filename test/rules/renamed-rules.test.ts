import { describe, expect, it } from 'vitest';
import { ALL_RULES } from '../../src/lint/lint-project.js';
import { RENAMED_RULES } from '../../src/rules/renamed-rules.js';

const today = new Set<string>(ALL_RULES.map(({ id }) => id));

describe('an old rule id', () => {
  it('is not the id of a rule', () => {
    expect(Object.keys(RENAMED_RULES).filter((id) => today.has(id))).toEqual([]);
  });

  it('leads to rules that exist', () => {
    expect(
      Object.values(RENAMED_RULES)
        .flat()
        .filter((id) => !today.has(id)),
    ).toEqual([]);
  });

  it('is listed in order', () => {
    expect(Object.keys(RENAMED_RULES)).toEqual(Object.keys(RENAMED_RULES).sort());
  });
});
