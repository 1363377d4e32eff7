import { describe, expect, it } from 'vitest';
import { editText } from '../../../src/lint/edit-text.js';
import { parseConfigFile } from '../../../src/parse/config-file/config-file.js';
import { entriesOf, itemsOf } from '../../../src/parse/yaml/node.js';
import { removeParts } from '../../../src/rules/support/remove-parts.js';
import { SourceFile } from '../../../src/source/index.js';

/** The text without the entries of `files` of these names; undefined where the file is deleted. */
function without(text: string, ...names: string[]): string | undefined {
  const config = parseConfigFile(new SourceFile('/p/a.config', 'a.config', text));
  const parts = entriesOf(config.root).flatMap(({ value }) =>
    [...entriesOf(value), ...itemsOf(value)].filter((part) =>
      names.includes('key' in part ? part.key.text : (entriesOf(part)[0]?.value as { text: string }).text),
    ),
  );
  const removal = removeParts(config, parts);
  if (!removal) return 'no answer';
  return removal.files.length > 0 ? undefined : editText(text, removal.edits);
}

const TWO = `files:
  # of a
  /a:
    content: |
      a

      b
    # below a
  # of b
  /b:
    content: b # c

commands: {}
`;

describe('an entry in a block', () => {
  it('goes with its lines and comments', () => {
    expect(without(TWO, '/a')).toBe('files:\n  # of b\n  /b:\n    content: b # c\n\ncommands: {}\n');
    expect(without(TWO, '/b')).toBe(
      'files:\n  # of a\n  /a:\n    content: |\n      a\n\n      b\n    # below a\n\ncommands: {}\n',
    );
  });

  it('takes its section with it if it is the only one', () => {
    expect(without(TWO, '/a', '/b')).toBe('commands: {}\n');
    expect(without('commands: {}\n\nfiles:\n  /a:\n    content: x\n', '/a')).toBe('commands: {}\n');
  });

  it('takes the file with it if it says nothing else', () => {
    expect(without('# c\nfiles:\n  /a:\n    content: x\n', '/a')).toBeUndefined();
  });

  it('leaves a line for another one', () => {
    expect(without('files:\n  /a:\n    content: x\n  /b:\n    content: x', '/b')).toBe(
      'files:\n  /a:\n    content: x\n',
    );
  });

  it('keeps CR LF', () => {
    expect(without('files:\r\n  /a:\r\n    content: x\r\n  /b:\r\n    content: x\r\n', '/a')).toBe(
      'files:\r\n  /b:\r\n    content: x\r\n',
    );
  });
});

describe('an item of a list', () => {
  it('goes with its dash', () => {
    const list = 'option_settings:\n  - option_name: A\n    value: 1\n  - option_name: B\n    value: 2\n';
    expect(without(list, 'A')).toBe('option_settings:\n  - option_name: B\n    value: 2\n');
  });
});

describe('an entry between braces', () => {
  const json = '{\n  "files": {\n    "/a": { "content": "x" },\n    "/b": { "content": "x" }\n  }\n}\n';
  it.each([
    ['/a', '{\n  "files": {\n    "/b": { "content": "x" }\n  }\n}\n'],
    ['/b', '{\n  "files": {\n    "/a": { "content": "x" }\n  }\n}\n'],
  ])('%s goes with its comma', (name, rest) => {
    expect(without(json, name)).toBe(rest);
  });

  it('of one line', () => {
    expect(without('files: { /a: { content: x }, /b: { content: x } }\n', '/a')).toBe(
      'files: { /b: { content: x } }\n',
    );
  });
});

it('has no answer for what is merged in', () => {
  expect(without('x: &x\n  /a: { content: x }\nfiles:\n  <<: *x\n  /b: { content: x }\n', '/a')).toBe(
    'no answer',
  );
});

it('an item of a list in brackets goes with its comma, also where each has a line', () => {
  const text = 'files: [\n  {a: x},\n  {b: y}\n]\n';
  expect(without(text, 'x')).toBe('files: [\n  {b: y}\n]\n');
  expect(without(text, 'y')).toBe('files: [\n  {a: x}\n]\n');
  expect(without('files: [{a: x}, {b: y}, {c: z}]\n', 'y')).toBe('files: [{a: x}, {c: z}]\n');
});
