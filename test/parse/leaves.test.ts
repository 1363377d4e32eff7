import { describe, expect, it } from 'vitest';
import { parseConfigFile } from '../../src/parse/config-file/config-file.js';
import { leavesOf } from '../../src/parse/tree/leaves.js';
import { SourceFile } from '../../src/source/index.js';

const leavesIn = (text: string) => [...leavesOf(parseConfigFile(new SourceFile('/p/a', 'a', text)).root)];

/** The leaves without their places, in an order that does not depend on the text. */
const meaningOf = (text: string) =>
  leavesIn(text)
    .map(({ path, text }) => [path, text].join('\n'))
    .sort();

describe('the leaves of a file', () => {
  it('are its keys and values, in the order of the text', () => {
    const texts = leavesIn('a: [x, {b: c}]\n').map(({ place: { file, span } }) =>
      file.text.slice(span.start, span.end),
    );
    expect(texts).toEqual(['a', 'x', 'b', 'c']);
  });

  it.each(['', '# a & b\n'])('are none in %j', (text) => {
    expect(leavesIn(text)).toEqual([]);
  });

  it.each([
    ['a: x', 'a: "x" # why'],
    ['a: [x, {b: c}]', '{"a": ["x", {"b": "c"}]}'],
    ['a: 010', 'a: 8'],
    ['a: 1\nb: 2', 'b: 2\na: 1'],
  ])('are the same in %j and %j', (one, other) => {
    expect(meaningOf(one)).toEqual(meaningOf(other));
  });

  it.each([
    ['a: x', 'a: y'],
    ['a: 1', 'a: "1"'],
    ['a: x', 'a: !Ref x'],
    ['a: !GetAtt x', 'a: !Ref x'],
    ['a: [x, y]', 'a: [y, x]'],
    ['a: {b: 1}\nc: {d: 2}', 'a: {d: 2}\nc: {b: 1}'],
  ])('differ in %j and %j', (one, other) => {
    expect(meaningOf(one)).not.toEqual(meaningOf(other));
  });
});
