import { expect, it } from 'vitest';
import { withoutAliasedFix } from '../../src/lint/without-aliased-fix.js';
import { configFiles } from '../../src/model/bundle/config-files.js';
import { procfile } from '../../src/model/platform/procfile.js';
import { placeOf } from '../../src/source/index.js';
import { projectOf } from '../support/fixtures.js';

const PLAIN = 'first: Wrong\n';
const TEXT = 'a: &x Wrong\nb: *x\nc: Other\n';
const project = projectOf({
  '.ebextensions/a.config': PLAIN,
  '.ebextensions/b.config': TEXT,
  Procfile: TEXT,
});
const [plain, aliased] = configFiles(project).map(({ file }) => file);

/** Whether a finding still has its fix that edits these words of files. */
function hasFix(...places: readonly (readonly [typeof plain, string])[]): boolean {
  const edits = places.map(([file, word]) => {
    const start = file!.text.indexOf(word);
    return { file: file!, span: { start, end: start + word.length }, text: 'x' };
  });
  const finding = {
    ruleId: 'test/a' as const,
    severity: 'error' as const,
    message: 'm',
    at: placeOf(plain!, 0, 1),
    related: [],
    fix: { title: 't', safety: 'safe' as const, edits },
  };
  const result = withoutAliasedFix(finding, project);
  expect({ ...result, fix: undefined }).toEqual({ ...finding, fix: undefined });
  return result.fix !== undefined;
}

it('a fix of what an alias repeats is not a fix', () => {
  expect(hasFix([aliased, 'Wrong'])).toBe(false);
  expect(hasFix([aliased, 'Other'], [aliased, 'Wrong'])).toBe(false);
});

it('a fix of anything else is one', () => {
  expect(hasFix([aliased, 'Other'])).toBe(true);
  expect(hasFix([plain, 'Wrong'])).toBe(true);
  expect(hasFix([procfile(project)!.file, 'Wrong'])).toBe(true);
});

it('a finding without a fix stays what it is', () => {
  const finding = {
    ruleId: 'a/b' as const,
    severity: 'error' as const,
    message: 'm',
    at: placeOf(plain!, 0, 1),
    related: [],
  };
  expect(withoutAliasedFix(finding, project)).toBe(finding);
});
