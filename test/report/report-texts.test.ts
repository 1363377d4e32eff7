import { describe, expect, it } from 'vitest';
import { fixableText } from '../../src/report/fixable.js';
import { json } from '../../src/report/json.js';
import { type LintResult, withoutWarnings } from '../../src/report/lint-result/lint-result.js';
import { toLintResults } from '../../src/report/lint-result/to-lint-results.js';
import { counted, totalsOf } from '../../src/report/text/counted.js';
import { oneLine, visible, withoutControls } from '../../src/report/text/one-line.js';
import { SourceFile } from '../../src/source/index.js';
import { context, diagnostic, placeAt, sampleResults } from '../support/report-samples.js';

/** The first and last of each range of characters that act, and their neighbours that do not. */
const ACTING = [
  ...[0x00, 0x07, 0x08, 0x0b, 0x0c, 0x1b, 0x1f, 0x7f, 0x80, 0x85, 0x9b, 0x9f, 0x061c],
  ...[0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202e, 0x2066, 0x2069],
];
const HARMLESS = [0x20, 0x7e, 0xa0, 0x061b, 0x061d, 0x200d, 0x2010, 0x2027, 0x202f, 0x2065, 0x206a];

describe('characters that act on a terminal', () => {
  it.each(ACTING)('U+%o is shown as its escape, and gone where offsets matter', (code) => {
    const text = `a${String.fromCharCode(code)}b`;
    const escape = `a\\u${code.toString(16).padStart(4, '0')}b`;
    expect(visible(text)).toBe(escape);
    expect(oneLine(text)).toBe(escape);
    expect(withoutControls(text)).toBe('a\uFFFDb');
  });

  it.each(HARMLESS)('U+%o stays', (code) => {
    const text = `a${String.fromCharCode(code)}b`;
    expect([visible(text), withoutControls(text)]).toEqual([text, text]);
  });

  it('lines and tabs are escapes in one line, and stay in a text of many', () => {
    expect(visible('a\tb\nc\rd')).toBe('a\\tb\\nc\\rd');
    expect(withoutControls('a\tb\nc\r\nd\u001b[31m')).toBe('a\tb\nc\r\nd\uFFFD[31m');
  });

  it('are escapes in json, which mean the same', () => {
    const file = new SourceFile('/p/\u007f\u009b\u2028x', 'x', 'text');
    const results = toLintResults([diagnostic(placeAt(file, 'text'))]);
    const text = json(results, context()) as string;
    expect(text).toContain('/p/\\u007f\\u009b\\u2028x');
    expect(JSON.parse(text)).toEqual(results);
  });
});

describe('numbers', () => {
  it('are followed by a noun that fits', () => {
    expect([0, 1, 2].map((count) => counted(count, 'error'))).toEqual(['0 errors', '1 error', '2 errors']);
  });

  it('of all results are sums', () => {
    const one = {
      errorCount: 1,
      warningCount: 2,
      fixableErrorCount: 4,
      fixableWarningCount: 8,
    } as LintResult;
    expect(totalsOf([one, one])).toEqual({ errors: 2, warnings: 4, fixable: 24 });
    expect(totalsOf([])).toEqual({ errors: 0, warnings: 0, fixable: 0 });
  });
});

describe('--quiet', () => {
  it('leaves errors alone, in the counts too', () => {
    const [first] = sampleResults();
    const quiet = withoutWarnings({ ...first!, fixableErrorCount: 1, fixableWarningCount: 1 });
    expect(quiet.messages.map(({ severity }) => severity)).toEqual([2]);
    expect(quiet).toMatchObject({
      errorCount: 1,
      warningCount: 0,
      fixableErrorCount: 1,
      fixableWarningCount: 0,
    });
  });
});

describe('the line on fixes', () => {
  it.each([
    [0, 0, ''],
    [1, 0, 'Fixable: 1 with --fix\n'],
    [0, 1, 'Fixable: 1 with --fix --unsafe-fixes\n'],
    [2, 1, 'Fixable: 2 with --fix, 1 more with --fix --unsafe-fixes\n'],
  ])('of %i safe and %i unsafe ones', (safe, unsafe, text) => {
    expect(fixableText({ fixable: { safe, unsafe } })).toBe(text);
  });
});
