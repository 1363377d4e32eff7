import { describe, expect, it } from 'vitest';
import { fixProject } from '../../../../src/fix/fix-project.js';
import { editText } from '../../../../src/lint/edit-text.js';
import { deployedFiles } from '../../../../src/model/bundle/deployed-files.js';
import {
  spacesForIrregularWhitespace,
  spacesForTabs,
} from '../../../../src/parse/yaml/problems/yaml-characters.js';
import type { Replacement } from '../../../../src/source/index.js';
import { projectOf } from '../../../support/fixtures.js';

const repaired = (text: string, replacements: readonly Replacement[] | undefined): string | undefined => {
  const project = projectOf({ 'a.config': text });
  const [file] = deployedFiles(project).files;
  if (!replacements || !file || !('source' in file)) return undefined;
  return editText(
    text,
    replacements.map((replacement) => ({ file: file.source, ...replacement })),
  );
};

describe('spaces for tabs', () => {
  it.each([
    ['a:\tb\n', 'a: b\n'],
    ['a:\t\n  b: c\n', 'a: \n  b: c\n'],
    ['a:\r\n\tb:\r\n\t\tc: d\r\n', 'a:\r\n  b:\r\n    c: d\r\n'],
    ['a:\n\t- b:\tc\n', 'a:\n  - b: c\n'],
    ['a:\t\tb\n', 'a: b\n'],
    ['a: \t \tb\n', 'a:    b\n'],
    ["a: it's\t# b\n", "a: it's\t# b\n"],
    ["a: 'b'\t# c\n", "a: 'b' # c\n"],
    ['\ta: b\n', '  a: b\n'],
    ['\uFEFFa:\tb\n', '\uFEFFa: b\n'],
    ['a: "b\tc"\n', 'a: "b\tc"\n'],
    // How wide is this tab?
    ['a:\n  b: c\n\td: e\n', undefined],
    ['a:\n \tb: c\n', undefined],
    // The text keeps what indents it.
    ['a: |\n\tmake:\n\t\techo\n', undefined],
  ])('%j becomes %j', (text, wanted) => {
    expect(repaired(text, spacesForTabs(text))).toBe(wanted);
  });
});

describe('spaces for no-break spaces', () => {
  it.each([
    ['a:\n\u00a0\u00a0b: c\n', 'a:\n  b: c\n'],
    ['a:\n \u00a0b: "\u00a0"\n', 'a:\n  b: "\u00a0"\n'],
    ['a:\n  \u200bb: c\n', 'a:\n  b: c\n'],
    ['a:\n\u3000b: c\n', 'a:\n  b: c\n'],
    ['a: |\n  \u00a0b\n', 'a: |\n  \u00a0b\n'],
    ['a:\n  b:\u00a01\n', 'a:\n  b: 1\n'],
    ['a:\n  -\u00a0b:\u00a01\n', 'a:\n  - b:\u00a01\n'],
  ])('%j becomes %j', (text, wanted) => {
    expect(repaired(text, spacesForIrregularWhitespace(text))).toBe(wanted);
  });
});

describe('the repair of a file that could not be read', () => {
  const fixed = (text: string) => {
    const result = fixProject(deployedFiles(projectOf({ '.ebextensions/a.config': text })));
    const [file] = result.files.files;
    return { ...result, text: file && 'source' in file ? file.source.text : '' };
  };

  it('is made, whatever else is wrong in the file', () => {
    const { text, fixed: findings, report } = fixed('commands:\n\ta:\n\t\tcwd: /\n');
    expect(text).toBe('commands:\n  a:\n    cwd: /\n');
    expect(findings).toHaveLength(1);
    expect(report.diagnostics.map(({ ruleId }) => ruleId)).toEqual(['config/missing-command']);
  });

  it('is made for every line at once', () => {
    expect(fixed('commands:\n\u00a0a:\n\u00a0\u00a0command: b\n\u00a0\u00a0cwd: /\n').text).toBe(
      'commands:\n a:\n  command: b\n  cwd: /\n',
    );
  });

  it('is not made where the file cannot be read then either', () => {
    const text = 'a:\tb: c\n';
    expect(fixed(text).text).toBe(text);
  });
});
