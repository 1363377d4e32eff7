import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coversPattern } from '../../../src/model/routing/shadowed-rules.js';

describe('coversPattern', () => {
  it.each([
    ['/*', '/ws/*'],
    ['*', '/ws/*'],
    ['*', '*'],
    ['/ws/*', '/ws/*'],
    ['/ws/*', '/ws/'],
    ['/ws*', '/ws'],
    ['/ws*', '/ws/*/feed'],
    ['/*/feed', '/a/b/feed'],
    ['/*/feed', '/*/b/feed'],
    ['/a?', '/ab'],
    ['/a?', '/a?'],
    ['/a*', '/a?'],
    ['/**', '/*'],
    ['*.example.com', 'live.example.com'],
    ['/a*b*c', '/aXbbXc'],
  ])('%s covers %s', (wide, narrow) => {
    expect(coversPattern(wide, narrow)).toBe(true);
  });

  it.each([
    ['/ws/*', '/ws'],
    ['/ws/*', '/*'],
    ['/ws/*', '*'],
    ['/a?', '/a*'],
    ['/a?', '/a'],
    ['/ab', '/a?'],
    ['/a*b', '/a*'],
    ['/a*b', '/ab*'],
    ['/a', '/ab'],
    ['/WS/*', '/ws/*'],
    ['', '/'],
    ['*.example.com', 'example.com'],
  ])('%s does not cover %s', (wide, narrow) => {
    expect(coversPattern(wide, narrow)).toBe(false);
  });

  it('knows nothing of patterns that are refused', () => {
    expect(coversPattern('*'.repeat(129), '/')).toBe(false);
    expect(coversPattern('*', 'a'.repeat(129))).toBe(false);
    expect(coversPattern('*', 'a'.repeat(128))).toBe(true);
  });

  const toRegExp = (pattern: string) =>
    new RegExp(`^${pattern.replaceAll('*', '[^]*').replaceAll('?', '[^]')}$`);
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 });

  it('is right: what the narrow one matches, the wide one matches', () => {
    fc.assert(
      fc.property(
        pattern,
        pattern,
        fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 }),
        (wide, narrow, text) => {
          if (coversPattern(wide, narrow) && toRegExp(narrow).test(text))
            expect(text).toMatch(toRegExp(wide));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('agrees with a match where the narrow one has no wildcards', () => {
    fc.assert(
      fc.property(pattern, fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 }), (wide, text) => {
        expect(coversPattern(wide, text)).toBe(toRegExp(wide).test(text));
      }),
    );
  });
});
