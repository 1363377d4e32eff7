import { describe, expect, it } from 'vitest';
import { lintModel } from '../../src/lint/lint-project.js';
import { readSuppressionComments } from '../../src/lint/suppressions/suppression-comments.js';
import { configFiles } from '../../src/model/bundle/config-files.js';
import { placeOf } from '../../src/source/index.js';
import { projectOf } from '../support/fixtures.js';
import { testRule } from '../support/test-rule.js';

const CONFIG = '.ebextensions/a.config';

const commentsIn = (text: string, name = CONFIG) =>
  readSuppressionComments(projectOf({ [name]: text })).map(({ at, line, lastLine, rules, reason }) => ({
    text: at.file.text.slice(at.span.start, at.span.end),
    lines: [line, lastLine],
    rules: rules.map(({ id, at: { span } }) => [id, text.slice(span.start, span.end)]),
    hasReason: reason !== '',
  }));

describe('a comment', () => {
  it('is marked from its sign to the end of its line, each name by itself', () => {
    expect(commentsIn('a: 1\n# eblint-disable-next-line x/y, z/w -- why\r\nb: 2\n')).toEqual([
      {
        text: '# eblint-disable-next-line x/y, z/w -- why',
        lines: [3, 3],
        rules: [
          ['x/y', 'x/y'],
          ['z/w', 'z/w'],
        ],
        hasReason: true,
      },
    ]);
  });

  it.each([
    ['# eblint-disable-line x/y -- why', true],
    ['# eblint-disable-line x/y --', false],
    ['# eblint-disable-line x/y --   ', false],
    ['# eblint-disable-line x/y --\twhy', true],
    ['# eblint-disable-line x/y --why', false],
    ['# eblint-disable-line x/y', false],
  ])('%j has a reason: %s', (comment, expected) => {
    expect(commentsIn(`a: 1 ${comment}\n`)[0]!.hasReason).toBe(expected);
  });

  it('of the next line means the next line that is more than a comment, indented or not', () => {
    const text = 'a:\n  # eblint-disable-next-line x/y -- why\n    # more\n# most\n  b: 1\n';
    expect(commentsIn(text)[0]!.lines).toEqual([5, 5]);
  });

  it('covers an entry whole', () => {
    expect(commentsIn('# eblint-disable-next-line x/y -- why\na:\n  b: 1\n  c: 2\nd: 3\n')[0]!.lines).toEqual(
      [2, 4],
    );
    expect(commentsIn('# eblint-disable-next-line x/y -- why\na: |\n  b\n  c\nd: 3\n')[0]!.lines).toEqual([
      2, 4,
    ]);
    expect(
      commentsIn('a:\n  # eblint-disable-next-line x/y -- why\n  - b: 1\n    c: 2\n  - d\n')[0]!.lines,
    ).toEqual([3, 4]);
  });
});

describe('what only looks like a comment', () => {
  const COMMENT = '# eblint-disable-line x/y -- why';

  it.each([
    ['a text that is the whole file', `"a ${COMMENT}"\n`],
    ['a quoted value', `a: "b ${COMMENT}"\n`],
    ['a quoted key', `"b ${COMMENT}": 1\n`],
    ['a quoted item', `- "b ${COMMENT}"\n`],
    ['a quoted value of many lines', `a: "b\n  ${COMMENT}\n  c"\n`],
    ['a block of text', `a: |\n  b\n  ${COMMENT}\n  c\nd: 1\n`],
    ['a block of text, in the first of its lines', `a: |\n  ${COMMENT}\n`],
    ['an item that is a block of text', `a:\n  - |\n    ${COMMENT}\n  - b\n`],
    ['a key after which more follows', `"b ${COMMENT}": {c: d}\n`],
  ])('is not one: %s', (_, text) => {
    expect(commentsIn(text)).toEqual([]);
  });

  it.each([
    ['behind the sign of a block', `a: | ${COMMENT}\n  b\n`],
    ['behind a value', `a: "b" ${COMMENT}\n`],
    ['behind a value of one sign', `a: b ${COMMENT}\n`],
    ['behind an item', `- "b" ${COMMENT}\n- c\n`],
    ['behind a key', `a: ${COMMENT}\n  b: 1\n`],
    ['in an empty file', `${COMMENT}\n`],
  ])('is one %s', (_, text) => {
    expect(commentsIn(text)).toHaveLength(1);
  });

  it('is one in a Procfile, whatever is before it', () => {
    expect(commentsIn(`web: "x" ${COMMENT}\n`, 'Procfile')).toHaveLength(1);
  });
});

describe('of several comments', () => {
  const bad = testRule('settings/placeholder', function* (project) {
    const [config] = configFiles(project);
    for (const { index } of config!.file.text.matchAll(/bad/g))
      yield { at: placeOf(config!.file, index, index + 3), message: 'bad' };
  });
  const reported = (text: string) =>
    lintModel(projectOf({ [CONFIG]: text }), {}, [bad]).diagnostics.map(
      ({ ruleId, at: { file, span } }) => `${file.positionAt(span.start).line} ${ruleId}`,
    );
  const next = '# eblint-disable-next-line settings/placeholder -- why\n';

  it('each is unused for itself, before and after what is found', () => {
    expect(reported(`${next}a: 1\n${next}b: bad\n${next}c: 3\n`)).toEqual([
      '1 suppression/unused',
      '5 suppression/unused',
    ]);
  });

  it('one that covers much is used by what is on the last of its lines, and by no later one', () => {
    expect(reported(`${next}a:\n  b: 1\n  c: bad\n`)).toEqual([]);
    expect(reported(`${next}a:\n  b: 1\nc: bad\n`)).toEqual([
      '1 suppression/unused',
      '4 settings/placeholder',
    ]);
    expect(reported(`a: bad\n${next}b: 1\n`)).toEqual(['1 settings/placeholder', '2 suppression/unused']);
  });

  it('a wide one covers what is after a narrow one inside it', () => {
    expect(reported(`${next}a:\n  ${next}  b: bad\n  c: bad\n`)).toEqual([]);
  });
});
