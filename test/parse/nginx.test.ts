import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type NginxDirective, parseNginx } from '../../src/parse/nginx/nginx.js';
import { mappedText } from '../../src/parse/shell/word.js';
import { SourceFile } from '../../src/source/index.js';
import { runs } from '../support/runs.js';

const parse = (text: string) =>
  parseNginx(mappedText(new SourceFile('/app/a.conf', 'a.conf', text), 0, text.length));

const written = ({ name, args, block }: NginxDirective): string =>
  [name, ...args].map(({ text }) => text).join('|') + (block ? `{${block.map(written).join(' ')}}` : '');

describe('directives', () => {
  it.each([
    ['gzip on;', ['gzip|on']],
    ['a b;c d;', ['a|b', 'c|d']],
    ['a # b;\n c;', ['a|c']],
    ['a b#c;', ['a|b#c']],
    ['location / { a b; }', ['location|/{a|b}']],
    ['location /{a;}', ['location|/{a}']],
    ['events {}', ['events{}']],
    ['a "b c" \'d;e\';', ['a|b c|d;e']],
    ['a "b\\"c\\n\\d";', ['a|b"c\n\\d']],
    ['a b\\;c;', ['a|b\\;c']],
    ['a ${b}c;', ['a|${b}c']],
    ['a b}c;', ['a|b}c']],
    ['a b"c d";', ['a|b"c|d"']],
    ['if ($a = "b") { c; }', ['if|($a|=|b|){c}']],
    ['a\r\n  b;\r\n', ['a|b']],
    ['', []],
    ['# only a comment', []],
  ])('%j', (text, expected) => {
    const { directives, problem } = parse(text);
    expect(problem).toBeUndefined();
    expect(directives.map(written)).toEqual(expected);
  });
});

describe('problems', () => {
  it.each([
    ['a b', 'missing-semicolon', 0],
    ['x { a b }', 'missing-semicolon', 4],
    ['x { a b;', 'missing-brace', 0],
    ['x { y { a; }', 'missing-brace', 0],
    ['a; }', 'stray-character', 3],
    ['a;; b;', 'stray-character', 2],
    ['{ a; }', 'stray-character', 0],
    ['a "b;', 'unclosed-quote', 2],
    ['a "b"c;', 'text-after-quote', 5],
    ['a {'.repeat(60), 'too-deep', 50 * 3 + 2],
  ])('%j', (text, code, start) => {
    const { problem } = parse(text);
    expect(problem?.fault.code).toBe(code);
    expect(problem?.at.span.start).toBe(start);
  });

  it('keeps what it read before', () => {
    expect(parse('a b; c { d;').directives.map(written)).toEqual(['a|b', 'c{d}']);
  });
});

describe('any text', () => {
  it('is read without an exception, each word in its place', () => {
    const texts = fc.string({ unit: fc.constantFrom(...'ab ;{}"\'\\$#\n\r)') });
    fc.assert(
      fc.property(texts, (text) => {
        const open = [...parse(text).directives];
        for (let next = open.pop(); next; next = open.pop()) {
          for (const { place, text: read } of [next.name, ...next.args])
            if (!read.includes('\\') && !/\\/.test(text))
              expect(text.slice(place.span.start, place.span.end)).toBe(read);
          open.push(...(next.block ?? []));
        }
      }),
      runs(500),
    );
  });
});
