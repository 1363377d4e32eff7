import { describe, expect, it } from 'vitest';
import { parseIgnoreFile } from '../../src/parse/ignore-file.js';
import { SourceFile } from '../../src/source/index.js';
import { decidingPattern } from '../../src/util/path-pattern.js';
import { growth, IN_STEP } from '../support/processor-time.js';

const patternsOf = (text: string) => parseIgnoreFile(new SourceFile('/p/.ebignore', '.ebignore', text));

const isIgnored = (text: string, path: string): boolean => {
  const pattern = decidingPattern(patternsOf(text)!, path);
  return pattern !== undefined && !pattern.isNegated;
};

describe('.ebignore', () => {
  it.each([
    ['dist', 'dist/a.js'],
    ['dist', 'src/dist/a.js'],
    ['dist/', 'dist/a.js'],
    ['/dist', 'dist/a.js'],
    ['./node_modules', 'node_modules/a.js'],
    ['*.log', 'a/b.log'],
    ['a/*', 'a/b/c'],
    ['a/**', 'a/b/c'],
    ['**/b', 'a/b'],
    ['**/b', 'b'],
    ['a/**/c', 'a/c'],
    ['a/**/c', 'a/b/b/c'],
    ['.*', '.ebextensions/a.config'],
    ['.e*', '.ebextensions/a.config'],
    ['a?c', 'abc'],
    ['a[bc]', 'ac'],
    ['a[!bc]', 'ad'],
    ['a[a-c]d', 'abd'],
    ['\\#a', '#a'],
    ['\\!a', '!a'],
    ['a\\*', 'a*'],
    ['dist  ', 'dist/a.js'],
    ['# no\r\ndist\r\n', 'dist/a.js'],
    ['!dist\ndist', 'dist/a.js'],
    ['*', 'a/b'],
    ['*a*b*', 'xxaxxbxx'],
  ])('%j ignores %s', (text, path) => {
    expect(isIgnored(text, path)).toBe(true);
  });

  it.each([
    ['', 'a'],
    ['# dist', 'dist'],
    ['dist/', 'dist'],
    ['/dist', 'src/dist/a.js'],
    ['a/b', 'c/a/b'],
    ['a/*', 'a'],
    ['a/**', 'a'],
    ['*.log', 'a.logs'],
    ['dist', 'distribution/a.js'],
    ['a?c', 'ac'],
    ['a[!bc]', 'ab'],
    ['a\\*', 'ab'],
    ['.*\n!.ebextensions', '.ebextensions/a.config'],
    ['*\n!.ebextensions/', '.ebextensions/a.config'],
    ['dist/\n!dist/main.js', 'dist/main.js'],
    ['/', 'a'],
  ])('%j does not ignore %s', (text, path) => {
    expect(isIgnored(text, path)).toBe(false);
  });

  it('has at most 1000 patterns', () => {
    expect(patternsOf('a\n'.repeat(1000))).toHaveLength(1000);
    expect(patternsOf('a\n'.repeat(1001))).toBeUndefined();
  });

  it.each(['*a', '**/', 'a*', '[a-', '?*'])('takes time in step with pattern and path: %j', async (piece) => {
    const power = await growth(200, (size) =>
      decidingPattern(
        patternsOf(`${piece.repeat(60).slice(0, size - 10)}b\n`.repeat(100))!,
        'a/'.repeat(size / 10) + 'a'.repeat(size),
      ),
    );
    // Both are larger.
    expect(power).toBeLessThan(2 * IN_STEP);
  });
});
