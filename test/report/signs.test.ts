import { describe, expect, it } from 'vitest';
import type { LintResult } from '../../src/report/lint-result/lint-result.js';
import { counted, problemsText, scopeText, totalsOf } from '../../src/report/text/counted.js';
import { markdownCell, markdownCode, markdownProse } from '../../src/report/text/markdown.js';
import { xmlAttributes, xmlText } from '../../src/report/text/xml-text.js';

it.each([
  ['a & b', 'a &amp; b'],
  ['<a>', '&lt;a&gt;'],
  ['"a"', '&quot;a&quot;'],
  ["'a'", '&apos;a&apos;'],
  ['&&', '&amp;&amp;'],
  ['\ufffe\uffff', '\ufffd\ufffd'],
  ['\ud800a', '\ufffda'],
  ['\u{1f600}', '\u{1f600}'],
])('%j in XML is %j', (text, expected) => {
  expect(xmlText(text)).toBe(expected);
});

it('writes the attributes of an element, each with a space before it', () => {
  expect(xmlAttributes({ a: 1, b: '"' })).toBe(' a="1" b="&quot;"');
  expect(xmlAttributes({})).toBe('');
});

describe('Markdown', () => {
  it.each([
    ...['\\', '*', '_', '[', ']', '<', '>', '&', '#', '|', '~', '!', '@'].map((sign) => [
      `a${sign}b`,
      `a\\${sign}b`,
    ]),
    ['a`b', 'a\\`b'],
    ['`a*b` *', '`a*b` \\*'],
    ['`a|b`', '\\`a\\|b\\`'],
    ['``', '\\`\\`'],
    ['https://a.com', 'https:\\//a.com'],
    ['www.a.com WWW.b', 'www\\.a.com WWW\\.b'],
    ['awww.a', 'awww.a'],
    ['a.b-c(d)', 'a.b-c(d)'],
  ])('of %s is %s', (text, expected) => {
    expect(markdownProse(text!)).toBe(expected);
  });

  it.each([
    ['a', '`a`', '`a`'],
    ['a`b', '`` a`b ``', '`` a`b ``'],
    ['`` a', '``` `` a ```', '``` `` a ```'],
    [' a ', '`  a  `', '`  a  `'],
    [' a', '` a`', '` a`'],
    ['', '`  `', '`  `'],
    ['a*b', '`a*b`', '`a*b`'],
    ['mysql -phunter2x', '`mysql -p***`', '`mysql -p***`'],
    ['a\n\n![b](c)\u2028', '`a\\n\\n![b](c)\\u2028`', '`a\\n\\n![b](c)\\u2028`'],
    ['a|b*', '`a|b*`', 'a\\|b\\*'],
  ])('of the code %j is %s, in a table %s', (text, expected, inCell) => {
    expect(markdownCode(text)).toBe(expected);
    expect(markdownCell(text)).toBe(inCell);
  });
});

it.each([
  [0, '0 files'],
  [1, '1 file'],
  [2, '2 files'],
])('%i is counted', (count, expected) => {
  expect(counted(count, 'file')).toBe(expected);
});

it.each([
  [0, 0, ''],
  [1, 0, '1 error'],
  [0, 1, '1 warning'],
  [2, 3, '2 errors and 3 warnings'],
])('%i errors and %i warnings are one text', (errors, warnings, expected) => {
  expect(problemsText({ errors, warnings })).toBe(expected);
  const painted = problemsText({ errors, warnings }, (color, text) => `${color}:${text}`);
  expect(painted.includes('red:')).toBe(errors > 0);
  expect(painted.includes('yellow:')).toBe(warnings > 0);
});

it('says what was checked', () => {
  const scope = (checked: { projects: number; files: number }, ...found: readonly string[]) =>
    scopeText(
      found.map((filePath) => ({ filePath, messages: [{}] }) as unknown as LintResult),
      { checked, projectRoots: ['/a', '/b', '/b/c'].slice(0, checked.projects) },
    );
  expect(scope({ projects: 1, files: 2 })).toBe('1 project (2 files checked)');
  expect(scope({ projects: 1, files: 2 }, '/a/x')).toBe('1 project (2 files checked)');
  expect(scope({ projects: 3, files: 9 }, '/a/x', '/b/c/x', '/b/c/y')).toBe(
    '2 of 3 projects (9 files checked)',
  );
  expect(scope({ projects: 3, files: 9 }, '/a/x', '/b/x', '/b/c/y')).toBe('3 projects (9 files checked)');
  // The configuration above them.
  expect(scope({ projects: 3, files: 9 }, '/x')).toBe('3 projects (9 files checked)');
});

it('adds up all results, and what a fix fixes of both kinds', () => {
  const result = (
    errorCount: number,
    warningCount: number,
    fixableErrorCount: number,
    fixableWarningCount: number,
  ) => ({
    ...{ filePath: 'a', messages: [], suppressedMessages: [], fatalErrorCount: 0, usedDeprecatedRules: [] },
    ...{ errorCount, warningCount, fixableErrorCount, fixableWarningCount },
  });
  expect(totalsOf([result(1, 10, 100, 1000), result(2, 20, 200, 2000)])).toEqual({
    errors: 3,
    warnings: 30,
    fixable: 3300,
  });
});
