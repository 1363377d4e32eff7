import { describe, expect, it } from 'vitest';
import { codePoint, hasLookAlikes, lookAlikesIn, withCodePoints } from '../../src/knowledge/look-alikes.js';

describe('lookAlikesIn', () => {
  it.each([
    ['\u00a0', 'space', ' '],
    ['\u3000', 'space', ' '],
    ['\u2009', 'space', ' '],
    ['\u200b', 'invisible', ''],
    ['\u200e', 'invisible', ''],
    ['\u202e', 'invisible', ''],
    ['\ufeff', 'invisible', ''],
    ['\u00ad', 'invisible', ''],
    ['：', 'colon', ':'],
    ['–', 'hyphen', '-'],
    ['−', 'hyphen', '-'],
    ['－', 'hyphen', '-'],
    ['“', 'quote', '"'],
    ['’', 'quote', "'"],
    ['＂', 'quote', '"'],
    ['１', 'full-width', '1'],
    ['Ａ', 'full-width', 'A'],
    ['～', 'full-width', '~'],
    ['\ufffd', 'unreadable', ''],
  ])('%j is %s', (character, kind, instead) => {
    expect(lookAlikesIn(`a${character}b`)).toEqual([{ kind, character, instead, start: 1, end: 2 }]);
    expect(hasLookAlikes(character)).toBe(true);
  });

  it.each(['', 'plain - "text": 1', 'é ü ñ', '設定', '👍', '\t\r\n'])('%j is what it seems', (text) => {
    expect(lookAlikesIn(text)).toEqual([]);
    expect(hasLookAlikes(text)).toBe(false);
  });
});

describe('withCodePoints', () => {
  it('shows what is not seen, and leaves the rest', () => {
    expect(withCodePoints('a\u00a0b\u200bc – “d”')).toBe('a<U+00A0>b<U+200B>c – “d”');
    expect(codePoint('\u{1f600}')).toBe('U+1F600');
  });
});
