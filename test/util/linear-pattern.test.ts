import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf, linearPattern, matchPattern } from '../../src/util/linear-pattern.js';

const match = (source: string, text: string, ignoresCase = false) => {
  const pattern = linearPattern(source, ignoresCase);
  return pattern && matchPattern(pattern, text, { steps: 1e6 });
};

describe('linearPattern', () => {
  it.each([
    ['\\.php$', '/a.php', ['.php']],
    ['\\.php$', '/a.php5', undefined],
    ['^/(a|ab)/(\\w+)', '/ab/c_1/', ['/ab/c_1', 'ab', 'c_1']],
    ['^/(?:user|api)/(?<name>[^/]+)', '/api/x/y', ['/api/x', 'x']],
    ['a{2,3}?b{0}c{1,}', 'aaacc', ['aaacc']],
    // PCRE says that the group is empty: to nginx that is the same.
    ['(a*)*$', 'aab', ['', undefined]],
    ['[]a-]+', 'x]-a', [']-a']],
    ['[^\\d/]+', '12/ab3', ['ab']],
    ['\\bab\\b', '/ab-', ['ab']],
    ['a$', 'a\n', ['a']],
    ['a|', 'b', ['']],
    ['x{,2}', 'x', undefined],
  ])('%s in %j', (source, text, expected) => {
    expect(match(source, text)).toEqual(expected);
  });

  it('takes letters of both cases where that is asked for', () => {
    expect(match('[a-c]X', 'Bx', true)).toEqual(['Bx']);
    expect(match('(?i)api', '/API')).toEqual(['API']);
    expect(match('[^a]', 'A', true)).toBeUndefined();
  });

  it('compares bytes', () => {
    expect(match('^/.$', bytesOf('/é'))).toBeUndefined();
    expect(match('é', bytesOf('/é'))).toEqual([bytesOf('é')]);
  });

  it.each([
    '(?=a)',
    '(?!a)b',
    '(a)\\1',
    'a++',
    '[[:alpha:]]',
    '\\p{L}',
    '(a',
    'a)',
    '*a',
    '^*',
    '[b-a]',
    '(?<a>x)(?<a>y)',
    'a'.repeat(1001),
    '('.repeat(40) + ')'.repeat(40),
    '((a{99}){99}){99}',
    '(?:(?:(?:){9999}a{0}){9999}){9999}b{9999}',
  ])('does not know %s', (source) => {
    expect(linearPattern(source)).toBeUndefined();
  });

  it('agrees with JavaScript where both mean the same', () => {
    const piece = fc.constantFrom(
      'a',
      'b',
      '.',
      '[ab]',
      '[^a]',
      '(a|b)',
      '(?:ab)?',
      'a*',
      'b+?',
      '(b{1,2})',
      '\\w',
      '^',
      '$',
      '|',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 7 }), fc.stringMatching(/^[ab/]{0,9}$/), (pieces, text) => {
        const source = pieces.join('');
        const expected = new RegExp(source).exec(text);
        expect(match(source, text)).toEqual(expected ? [...expected] : undefined);
      }),
    );
  });

  it('needs few steps where others need a power of two', () => {
    const pattern = linearPattern('^(a+)+(a|aa)*$')!;
    const budget = { steps: 20_000 };
    expect(matchPattern(pattern, `${'a'.repeat(500)}b`, budget)).toBeUndefined();
    expect(matchPattern(pattern, `${'a'.repeat(500)}b`, { steps: 100 })).toBe('unknown');
  });
});
