import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LintOptions } from '../../src/lint/lint-options.js';
import { lintModel } from '../../src/lint/lint-project.js';
import { coverageOf, type Suppression } from '../../src/lint/suppressions/suppression-coverage.js';
import { configFiles } from '../../src/model/bundle/config-files.js';
import { procfile } from '../../src/model/platform/procfile.js';
import type { RuleId } from '../../src/rules/rule.js';
import { placeOf, positionsOf, SourceFile } from '../../src/source/index.js';
import { projectOf } from '../support/fixtures.js';
import { diagnostic } from '../support/report-samples.js';
import { runs } from '../support/runs.js';
import { TEST_META, type TestRule } from '../support/test-rule.js';

/** Rules under known ids that report every `bad` in `.config` files and the Procfile, and every `worse`. */
const reportEvery = (id: RuleId, word: string): TestRule => ({
  id,
  meta: { ...TEST_META, onBrokenFiles: true },
  *check(project) {
    for (const { file } of [...configFiles(project), procfile(project) ?? []].flat())
      for (const { index } of file.text.matchAll(new RegExp(`\\b${word}\\b`, 'g')))
        yield { at: placeOf(file, index, index + word.length), message: `${word} found` };
  },
});

const ruleset = [reportEvery('settings/placeholder', 'bad'), reportEvery('platform/retired-path', 'worse')];

/** `line rule` of what is left, in order. */
function left(text: string, name = '.ebextensions/a.config', options: LintOptions = {}): string[] {
  const { diagnostics } = lintModel(projectOf({ [name]: text }), options, ruleset);
  return diagnostics.map(({ at, ruleId }) => `${positionsOf(at).start.line} ${ruleId.split('/')[1]}`);
}

describe('a comment', () => {
  it.each([
    ['on the same line', 'a: bad # eblint-disable-line settings/placeholder -- why\n'],
    ['on the line before', '# eblint-disable-next-line settings/placeholder -- why\na: bad\n'],
    ['that is indented', 'x:\n    # eblint-disable-next-line settings/placeholder -- why\n  a: bad\n'],
    ['without a blank', '#eblint-disable-next-line settings/placeholder -- why\na: bad\n'],
    ['with tabs', '#\teblint-disable-next-line\tsettings/placeholder\t--\twhy\na: bad\n'],
    ['in a file with CR LF', '# eblint-disable-next-line settings/placeholder -- why\r\na: bad\r\n'],
    ['behind a BOM', '\uFEFF# eblint-disable-next-line settings/placeholder -- why\na: bad\n'],
    [
      'before other comments',
      '# eblint-disable-next-line settings/placeholder -- why\n# and\n# so\na: bad\n',
    ],
    ['with two hyphens in its reason', 'a: bad # eblint-disable-line settings/placeholder -- a -- b\n'],
    ['behind a quoted text', 'a: "bad" # eblint-disable-line settings/placeholder -- why\n'],
    ['behind a list', 'a: [bad] # eblint-disable-line settings/placeholder -- why\n'],
    ['in a list over lines', 'a: [\n  bad, # eblint-disable-line settings/placeholder -- why\n  b]\n'],
    ['behind a map key', 'bad: # eblint-disable-line settings/placeholder -- why\n  b: c\n'],
  ])('%s covers its line', (_, text) => {
    expect(left(text)).toEqual([]);
  });

  it('covers a block scalar whole', () => {
    const block = 'a: |\n  bad\n\n  bad\nb: bad\n';
    expect(left(`# eblint-disable-next-line settings/placeholder -- why\n${block}`)).toEqual([
      '6 placeholder',
    ]);
    expect(left(block.replace('|', '| # eblint-disable-line settings/placeholder -- why'))).toEqual([
      '5 placeholder',
    ]);
  });

  it('covers a map whole, and a list item', () => {
    expect(
      left('# eblint-disable-next-line settings/placeholder -- why\na:\n  b: bad\n  c: [bad]\nd: bad\n'),
    ).toEqual(['5 placeholder']);
    expect(
      left('a:\n  # eblint-disable-next-line settings/placeholder -- why\n  - b: x\n    c: bad\n  - bad\n'),
    ).toEqual(['5 placeholder']);
    expect(left('a: { # eblint-disable-line settings/placeholder -- why\n  b: bad }\n')).toEqual([]);
  });

  it('covers nothing before it, and no other file', () => {
    expect(left('a: bad\n# eblint-disable-next-line settings/placeholder -- why\nb: 1\n')).toEqual([
      '1 placeholder',
      '2 unused',
    ]);
    const project = projectOf({
      '.ebextensions/a.config': 'a: 1 # eblint-disable-line settings/placeholder -- why\n',
      '.ebextensions/b.config': 'a: bad\n',
    });
    expect(lintModel(project, {}, ruleset).diagnostics.map(({ ruleId }) => ruleId)).toEqual([
      'suppression/unused',
      'settings/placeholder',
    ]);
  });

  it('may name several rules, and covers no others', () => {
    expect(
      left('a: bad worse # eblint-disable-line settings/placeholder, platform/retired-path -- why\n'),
    ).toEqual([]);
    expect(
      left('a: bad worse # eblint-disable-line settings/placeholder platform/retired-path -- why\n'),
    ).toEqual([]);
    expect(left('a: bad worse # eblint-disable-line settings/placeholder -- why\n')).toEqual([
      '1 retired-path',
    ]);
  });

  it('and another one may mention the same line', () => {
    const text =
      '# eblint-disable-next-line settings/placeholder -- why\n' +
      '# eblint-disable-next-line platform/retired-path -- why\n' +
      'a: bad worse\n';
    expect(left(text)).toEqual([]);
  });

  it('works in a Procfile', () => {
    const text =
      '# eblint-disable-next-line settings/placeholder -- why\nweb: bad\nworker: bad # eblint-disable-line settings/placeholder -- why\n';
    expect(left(text, 'Procfile')).toEqual([]);
    expect(left(`${text}beat: bad\n`, 'Procfile')).toEqual(['4 placeholder']);
  });

  it('works in a file that cannot be parsed, where it is never called unused', () => {
    expect(left('a: `\n# eblint-disable-next-line settings/placeholder -- why\nb: bad\n')).toEqual([]);
    expect(left('a: `\n# eblint-disable-next-line settings/placeholder -- why\nb: 1\n')).toEqual([]);
  });
});

describe('what only looks like a comment', () => {
  it.each([
    [
      'in a block scalar',
      'a: |\n  # eblint-disable-next-line settings/placeholder -- why\n  bad\n',
      ['3 placeholder'],
    ],
    ['in double quotes', 'a: "bad # eblint-disable-line settings/placeholder -- why"\n', ['1 placeholder']],
    ['in single quotes', "a: 'bad # eblint-disable-line settings/placeholder -- why'\n", ['1 placeholder']],
    ['in a key', '"bad # eblint-disable-line settings/placeholder -- why": 1\n', ['1 placeholder']],
    ['glued to a word', 'a: bad#eblint-disable-line settings/placeholder -- why\n', ['1 placeholder']],
    [
      'with another word',
      'a: bad # eblint-disable-lines settings/placeholder -- why\n',
      ['1 placeholder', '1 unknown-comment'],
    ],
    ['without a hash', 'a: bad eblint-disable-line settings/placeholder -- why\n', ['1 placeholder']],
  ])('%s covers nothing', (_, text, expected) => {
    expect(left(text)).toEqual(expected);
  });
});

describe('a comment that is wrong itself', () => {
  it.each([
    ['without a reason', 'a: bad # eblint-disable-line settings/placeholder\n', ['1 no-reason']],
    ['with an empty reason', 'a: bad # eblint-disable-line settings/placeholder -- \n', ['1 no-reason']],
    [
      'with its reason glued',
      'a: bad # eblint-disable-line settings/placeholder --why\n',
      ['1 unknown-rule', '1 no-reason'],
    ],
    [
      'of an unknown rule',
      'a: bad # eblint-disable-line settings/placeholders -- why\n',
      ['1 placeholder', '1 unknown-rule'],
    ],
    ['without a rule', 'a: bad # eblint-disable-line -- why\n', ['1 placeholder', '1 unknown-rule']],
    ['that nothing needs', 'a: good # eblint-disable-line settings/placeholder -- why\n', ['1 unused']],
    [
      'with one rule too many',
      'a: bad # eblint-disable-line settings/placeholder platform/retired-path -- why\n',
      ['1 unused'],
    ],
  ])('%s is a finding', (_, text, expected) => {
    expect([...left(text)].sort()).toEqual([...expected].sort());
  });

  it('is where its fault does, and offers the right name', () => {
    const text = 'a: bad # eblint-disable-line settings/placeholders -- why\n';
    const { diagnostics } = lintModel(projectOf({ '.ebextensions/a.config': text }), {}, ruleset);
    const own = diagnostics.find(({ ruleId }) => ruleId === 'suppression/unknown-rule')!;
    expect(text.slice(own.at.span.start, own.at.span.end)).toBe('settings/placeholders');
    expect(own.message).toBe('There is no rule "settings/placeholders"');
    expect(own.help).toBe('Did you mean "settings/placeholder"?');
  });

  it('is not unused where its rule does not run', () => {
    const text = 'a: good # eblint-disable-line settings/placeholder -- why\n';
    const severities = new Map([['settings/placeholder', 'off']] as const);
    expect(left(text, undefined, { severities })).toEqual([]);
  });

  it('can be switched off, or made an error', () => {
    const text = 'a: bad # eblint-disable-line settings/placeholder\n';
    expect(left(text, undefined, { severities: new Map([['suppression/no-reason', 'off']]) })).toEqual([]);
    const { diagnostics } = lintModel(
      projectOf({ '.ebextensions/a.config': text }),
      { severities: new Map([['suppression/no-reason', 'error']]) },
      ruleset,
    );
    expect(diagnostics).toMatchObject([{ ruleId: 'suppression/no-reason', severity: 'error' }]);
  });
});

it('what was covered is kept apart', () => {
  const project = projectOf({
    '.ebextensions/a.config': 'a: bad # eblint-disable-line settings/placeholder -- why\n',
  });
  const { diagnostics, suppressed } = lintModel(project, {}, ruleset);
  expect(diagnostics).toEqual([]);
  expect(suppressed).toMatchObject([{ ruleId: 'settings/placeholder' }]);
});

describe('a comment that only looks like one', () => {
  const ids = (comment: string) =>
    lintModel(
      projectOf({
        '.ebextensions/a.config': `${comment}\noption_settings:\n  aws:autoscaling:asg:\n    MinSize: 1\n`,
      }),
    ).diagnostics.map(({ ruleId }) => ruleId);

  it.each([
    '# eblint-disable-block settings/invalid-shape -- x',
    '# eblint-disable-next-file',
    '# eblint-ignore',
    '#eblint-enable',
  ])('%s is reported', (comment) => {
    expect(ids(comment)).toEqual(['suppression/unknown-comment']);
  });

  it('is not any other word', () => {
    expect(ids('# eblint-matcher.json and eblint-disable are words of a sentence')).toEqual([]);
  });
});

describe('comments without end', () => {
  const lint = (text: string) =>
    lintModel(projectOf({ '.ebextensions/a.config': text }), {}, ruleset).diagnostics;
  const countOf = (diagnostics: readonly { ruleId: string }[], id: string) =>
    diagnostics.filter(({ ruleId }) => ruleId === id).length;

  it('a comment is read up to 100 names, and says so', () => {
    const names = (count: number) => 'settings/placeholder '.repeat(count);
    const comment = (count: number) =>
      `a: worse # eblint-disable-line ${names(count)}platform/retired-path -- why\n`;
    expect(countOf(lint(comment(99)), 'platform/retired-path')).toBe(0);
    expect(countOf(lint(comment(99)), 'suppression/unknown-rule')).toBe(0);
    const found = lint(comment(100));
    expect(countOf(found, 'platform/retired-path')).toBe(1);
    expect(found.find(({ ruleId }) => ruleId === 'suppression/unknown-rule')!.message).toBe(
      'Suppression comment names more than 100 rules, and the others have no effect',
    );
  });

  it('100,000 names cost 100 findings', () => {
    const names = Array.from({ length: 100_000 }, (_, index) => `no/rule${index}`).join(' ');
    expect(countOf(lint(`a: 1 # eblint-disable-line ${names} -- why\n`), 'suppression/unknown-rule')).toBe(
      101,
    );
  });

  it.each([
    ['a rule', (name: string) => `a: 1 # eblint-disable-line ${name} -- why\n`],
    ['a directive', (name: string) => `a: 1 # eblint-disable-${name}\n`],
  ])('%s of a name without end is shown in part', (_, textOf) => {
    const [found] = lint(textOf('x'.repeat(100_000)));
    expect(found!.message).toContain('xxx … ');
    expect(found!.message.length).toBeLessThan(2010);
    expect(lint(textOf('x'.repeat(1000)))[0]!.message).not.toContain('…');
  });

  it.each([
    ['suppression/unknown-comment', '# eblint-enable'],
    ['suppression/no-reason', '# eblint-disable-line settings/none'],
    ['suppression/unknown-rule', '# eblint-disable-line -- why'],
    ['suppression/unknown-rule', '# eblint-disable-line settings/none -- why'],
    ['suppression/unused', '# eblint-disable-line settings/placeholder -- why'],
  ])('of %s there are 1000 findings, and one that says so', (id, comment) => {
    const most = lint(`${comment}\n`.repeat(1000));
    expect([countOf(most, id), countOf(most, 'eblint/too-many')]).toEqual([1000, 0]);
    const more = lint(`${comment}\n`.repeat(1002));
    expect(countOf(more, id)).toBe(1000);
    expect(more.find(({ ruleId }) => ruleId === 'eblint/too-many')!.message).toContain(
      `Rule "${id}" has more than 1000 findings`,
    );
  });
});

describe('what is beyond the limit of a rule', () => {
  const comment = '# eblint-disable-next-line settings/placeholder, eblint/too-many -- why\n';
  const hidden = `${comment}a:\n${'  - bad\n'.repeat(1001)}`;
  const lintBoth = (options: LintOptions = {}) =>
    lintModel(
      projectOf({ '.ebextensions/a.config': hidden, '.ebextensions/b.config': 'b: bad\n' }),
      options,
      ruleset,
    ).diagnostics.map(({ ruleId, severity }) => `${ruleId} ${severity}`);

  it('cannot be hidden by a comment in one of its files', () => {
    expect(lintBoth()).toEqual(['eblint/too-many error']);
  });

  it('is as severe as the rule', () => {
    const severities = new Map([['settings/placeholder', 'warning'] as const]);
    expect(lintBoth({ severities })).toEqual(['eblint/too-many warning']);
  });
});

describe('coverage', () => {
  it('looks at no pair of thousands of comments and findings', () => {
    const file = new SourceFile('/p/a', 'a', '\n'.repeat(4000));
    const lookedAt = (count: number): number => {
      let looks = 0;
      const suppressions = Array.from({ length: count }, (_, index) => ({
        ruleId: 'a/a',
        at: placeOf(file, 0, 0),
        reason: '',
        get firstLine() {
          looks++;
          return 2 * index;
        },
        get lastLine() {
          looks++;
          return 2 * index;
        },
      }));
      const diagnostics = suppressions.map((_, index) =>
        diagnostic(placeOf(file, index, index), { ruleId: 'a/a' }),
      );
      coverageOf(suppressions, diagnostics);
      return looks;
    };
    expect(lookedAt(2000) / lookedAt(1000)).toBeLessThan(2.5);
  });

  it('agrees with a look at each pair', () => {
    const line = fc.integer({ min: 1, max: 12 });
    const file = new SourceFile('/p/a', 'a', '\n'.repeat(20));
    const at = (number: number) => placeOf(file, number - 1, number - 1);
    const ids = fc.constantFrom('a/a', 'b/b');
    const suppressions = fc.array(
      fc
        .record({ ruleId: ids, from: line, length: fc.nat(4) })
        .map(({ ruleId, from, length }): Suppression => ({
          ruleId,
          at: at(from),
          reason: '',
          firstLine: from,
          lastLine: from + length,
        })),
    );
    const found = fc.array(fc.record({ ruleId: ids, line }));
    fc.assert(
      fc.property(suppressions, found, (comments, lines) => {
        const diagnostics = lines.map(({ ruleId, line: own }) => diagnostic(at(own), { ruleId }));
        const { used, suppressed } = coverageOf(comments, diagnostics);
        const covers = (comment: Suppression, one: (typeof lines)[number]) =>
          comment.ruleId === one.ruleId && comment.firstLine <= one.line && one.line <= comment.lastLine;
        expect(used).toEqual(
          new Set(comments.filter((comment) => lines.some((one) => covers(comment, one)))),
        );
        expect(new Set(suppressed.keys())).toEqual(
          new Set(
            diagnostics.filter((_, index) => comments.some((comment) => covers(comment, lines[index]!))),
          ),
        );
      }),
      runs(500),
    );
  });
});
