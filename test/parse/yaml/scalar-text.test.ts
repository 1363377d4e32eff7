import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { child, type ScalarNode } from '../../../src/parse/yaml/node.js';
import { mapScalar, placeInScalar } from '../../../src/parse/yaml/scalar-text.js';
import { parseYaml } from '../../../src/parse/yaml/yaml.js';
import { SourceFile } from '../../../src/source/index.js';

function scalarIn(text: string, key = 'a'): ScalarNode {
  const { root, problems } = parseYaml(new SourceFile('/p/a.config', 'a.config', text));
  expect(problems).toEqual([]);
  const node = child(root, key);
  if (node?.kind !== 'scalar') throw new Error('no scalar');
  return node;
}

/** What is in the file where a part of the value comes from. */
function sourceOf(text: string, part: string, key?: string): string {
  const node = scalarIn(text, key);
  const start = node.written.indexOf(part);
  expect(start, `${part} in ${JSON.stringify(node.written)}`).not.toBe(-1);
  const { file, span } = placeInScalar(node, start, start + part.length);
  return file.text.slice(span.start, span.end);
}

describe('a part of a scalar', () => {
  it.each([
    // [file, part of the value, the same part in the file]
    ['a: one two three\n', 'two', 'two'],
    ['a: one\n  two\n  three\n', 'three', 'three'],
    ['a: one\n  two\n', 'one two', 'one\n  two'],
    ['a: one\r\n  two\r\n', 'two', 'two'],
    ["a: 'it''s two'\n", 'two', 'two'],
    ["a: 'it''s two'\n", "it's", "it''s"],
    ["a: 'one\n\n  two'\n", 'two', 'two'],
    ['a: "one two"\n', 'two', 'two'],
    ['a: "\\"one\\" two"\n', 'two', 'two'],
    ['a: "\\"one\\" two"\n', '"one"', '\\"one\\"'],
    ['a: "\\x41\\u0042\\U00000043 two"\n', 'two', 'two'],
    ['a: "\\x41\\u0042\\U00000043 two"\n', 'B', '\\u0042'],
    ['a: "\\U0001F600 two"\n', 'two', 'two'],
    ['a: "\\U0001F600two"\n', 'two', 'two'],
    ['a: "\\U00010000two"\n', 'two', 'two'],
    ['a: "\\U0010FFFFtwo"\n', 'two', 'two'],
    ['a: "\\uD83D\\uDE00 two"\n', 'two', 'two'],
    ['a: "😀 two"\n', 'two', 'two'],
    ['a: "one \\\n   two"\n', 'two', 'two'],
    ['a: "one \\\r\n   two"\n', 'two', 'two'],
    ['a: "one \\\n\n \n   two"\n', 'two', 'two'],
    ['a: "one\\ \\ttwo"\n', 'two', 'two'],
    ['a: "one\n   two"\n', 'two', 'two'],
    ['a: "one\ntwo"\n', 'two', 'two'],
    ['a: |\n  one\n  two\n', 'two', 'two'],
    ['a: |\n  one\n  two\n', 'one\ntwo', 'one\n  two'],
    ['a: |-\n    one\n      two\n', '  two', '  two'],
    ['a: |2\n    one\n   two\n', ' two', ' two'],
    ['a: |\n  \n\n  one\n\n   \n  two\n', 'two', 'two'],
    ['a: |\n  \tone\n  two\n', '\tone', '\tone'],
    ['a: |\r\n  one\r\n    two\r\n', '  two', '  two'],
    ['a: | # comment\n  one\n  two\n', 'two', 'two'],
    ['a: |\r  one\r  two\r', 'two', 'two'],
    ['a: |\u2028  one\u0085  two\u2029', 'two', 'two'],
    ['a: "one\u2028\\\u0085  two"\n', 'two', 'two'],
    ['a: >\n  one\n  two\n\n  three\n', 'three', 'three'],
    ['a: >\n  one\n  two\n', 'one two', 'one\n  two'],
    ['a: >+\n  one\n    two\n  three\n', '  two', '  two'],
    ['a: >\r\n  one\r\n  two\r\n', 'two', 'two'],
  ])('of %j: %j', (text, part, expected) => {
    expect(sourceOf(text, part)).toBe(expected);
  });

  it('may be empty, at either end', () => {
    const node = scalarIn('a: |\n  one\n');
    expect(placeInScalar(node, 0, 0).span).toEqual({ start: 7, end: 7 });
    expect(mapScalar(node).offsets).toEqual([7, 8, 9, 10, 11]);
    expect(mapScalar(scalarIn('a: ""\n'))).toMatchObject({ text: '', offsets: [4] });
    expect(mapScalar(scalarIn('a:\n'))).toMatchObject({ text: '', offsets: [2] });
  });
});

const lines = fc.array(
  fc
    .array(fc.constantFrom('a', 'b', ' ', '\t', '#', '"', "'", '\\', ':', 'é', '😀'), { maxLength: 8 })
    .map((characters) => characters.join('')),
  { minLength: 1, maxLength: 6 },
);

describe('a literal block', () => {
  it('maps each character to the same one in the file', () => {
    fc.assert(
      fc.property(
        lines,
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 6 }),
        (content, eol, margin) => {
          const block = ['first', ...content].map((line) => ' '.repeat(margin) + line).join(eol);
          const node = scalarIn(`a: |${eol}${block}${eol}b: 1${eol}`);
          const { file, text, offsets } = mapScalar(node);
          expect(offsets).toHaveLength(text.length + 1);
          for (let index = 0; index < text.length; index++)
            expect(file.text[offsets[index]!]).toBe(text[index]);
        },
      ),
    );
  });
});

describe('any scalar', () => {
  it('has places in order, inside of it', () => {
    const styles = fc.constantFrom<(content: readonly string[]) => string>(
      (content) => `a: >\n${content.map((line) => `  ${line}`).join('\n')}\n`,
      (content) => `a: ${JSON.stringify(content.join('\n'))}\n`,
      (content) => `a: '${content.map((line) => line.trim().replaceAll("'", "''")).join('\n  ')}'\n`,
    );
    fc.assert(
      fc.property(lines, styles, (content, write) => {
        const node = scalarIn(write(['first', ...content]));
        const { offsets } = mapScalar(node);
        expect(offsets).toHaveLength(node.written.length + 1);
        offsets.forEach((offset, index) => {
          expect(offset).toBeGreaterThanOrEqual(offsets[index - 1] ?? node.place.span.start);
          expect(offset).toBeLessThanOrEqual(node.place.span.end);
        });
      }),
    );
  });
});
