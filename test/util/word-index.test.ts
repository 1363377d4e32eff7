import { describe, expect, it } from 'vitest';
import { WordIndex } from '../../src/util/word-index.js';

const indexOf = (...texts: string[]) => new WordIndex(texts, (text) => text);

describe('an index of words', () => {
  it.each([
    ['cp /tmp/a.conf .', 'a.conf'],
    ['cp /tmp/a.conf .', 'nginx/a.conf'],
    ['cp "$DIR/a.conf"', 'a.conf'],
    ['source .env', '.env'],
    ['Read a.conf.', 'a.conf'],
    ['tool --config=a.conf', 'a.conf'],
    ['echo $A_B', 'A_B'],
    ['ls a-b.d', 'a'],
    ['cat "/tmp/my list.txt"', 'my list.txt'],
  ])('finds in %j what %j names', (text, name) => {
    expect(indexOf('other', text).naming(name)).toEqual([text]);
    expect(indexOf(text).mayName(name)).toBe(true);
  });

  it.each([
    ['cp /tmp/aa.conf .', 'a.conf'],
    ['cp /tmp/a.conf.bak .', 'a.conf'],
    ['echo $A_B', 'A'],
    ['', 'a'],
  ])('finds nothing in %j that %j names', (text, name) => {
    expect(indexOf(text).naming(name)).toEqual([]);
    expect(indexOf(text).mayName(name)).toBe(false);
  });

  it('lists each text once, in order', () => {
    expect(indexOf('a b a', 'b', 'a').naming('a')).toEqual(['a b a', 'a']);
  });

  it('keeps equal texts apart', () => {
    expect(indexOf('a b', 'a b').naming('b')).toEqual(['a b', 'a b']);
  });

  it('does not know names without letters and digits', () => {
    expect(indexOf('a').naming('*')).toBeUndefined();
    expect(indexOf('a').mayName('/')).toBe(true);
  });

  it('knows nothing of texts with too many words', () => {
    const index = indexOf('a '.repeat(500_001));
    expect(index.naming('b')).toBeUndefined();
    expect(index.mayName('b')).toBe(true);
    expect(indexOf('a '.repeat(500_000)).mayName('b')).toBe(false);
  });
});
