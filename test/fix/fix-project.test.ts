import { describe, expect, it } from 'vitest';
import { fixModel, fixProject, type FixRefusal } from '../../src/fix/fix-project.js';
import { lintModel } from '../../src/lint/lint-project.js';
import { deployedFiles } from '../../src/model/bundle/deployed-files.js';
import { procfile } from '../../src/model/platform/procfile.js';
import { type Project, type ProjectFiles, readProject } from '../../src/model/project.js';
import type { Edit, Finding, Fix, RuleId } from '../../src/rules/rule.js';
import { placeOf, SourceFile } from '../../src/source/index.js';
import { TEST_META, type TestRule } from '../support/test-rule.js';

function filesOf(texts: Readonly<Record<string, string>>): ProjectFiles {
  const files = Object.entries(texts).map(([name, text]) => {
    const path = `/project/${name}`;
    return { name, path, source: new SourceFile(path, name, text) };
  });
  return { root: '/project', files, ebCliConfigs: [] };
}

const textsOf = ({ files }: ProjectFiles): Record<string, string> =>
  Object.fromEntries(files.flatMap((file) => ('source' in file ? [[file.name, file.source.written]] : [])));

const CONFIG = '.ebextensions/a.config';

/** A rule that finds a word in every file and offers to replace it. */
function ruleOf(
  word: string,
  replacement: string,
  { safety = 'safe', edits }: { safety?: 'safe' | 'unsafe'; edits?: (edit: Edit) => Edit[] } = {},
): TestRule {
  return {
    id: `test/${word.toLowerCase()}`,
    meta: TEST_META,
    *check(project: Project): Iterable<Finding> {
      for (const file of deployedFiles(project).files) {
        if (!('source' in file)) continue;
        for (const { index } of file.source.text.matchAll(new RegExp(word, 'g'))) {
          const at = placeOf(file.source, index, index + word.length);
          const edit = { file: file.source, span: at.span, text: replacement };
          yield {
            at,
            message: `The word ${word}.`,
            fix: { title: 'Replace it', safety, edits: edits ? edits(edit) : [edit] },
          };
        }
      }
    },
  };
}

const settings = (value: string): string =>
  `option_settings:\n  aws:x:\n    Option: ${value} # why\n    Other: 1\n`;

/** A rule that finds a word and has no fix for it. */
const silentlyFixable = (word: string): TestRule => ({
  ...ruleOf(word, word),
  *check(project) {
    for (const { at, message } of ruleOf(word, word).check(project)) yield { at, message };
  },
});

/** Rules, and how often the first of them was asked: once in each lint. */
function counting([first, ...others]: readonly [TestRule, ...TestRule[]]): {
  rules: TestRule[];
  lints: () => number;
} {
  let lints = 0;
  const check: TestRule['check'] = (project) => {
    lints++;
    return first.check(project);
  };
  return { rules: [{ ...first, check }, ...others], lints: () => lints };
}

describe('fixProject', () => {
  it('replaces the text where it is and leaves all else alone', () => {
    const { files, fixed, changes, report } = fixProject(filesOf({ [CONFIG]: settings('Wrong') }), {}, [
      ruleOf('Wrong', 'right'),
    ]);
    expect(textsOf(files)).toEqual({ [CONFIG]: settings('right') });
    expect({ fixed: fixed.length, changed: changes.length, left: report.diagnostics }).toEqual({
      fixed: 1,
      changed: 1,
      left: [],
    });
  });

  it('keeps the byte order mark and the line ends', () => {
    const text = `\uFEFF${settings('Wrong').replaceAll('\n', '\r\n')}`;
    const { files } = fixProject(filesOf({ [CONFIG]: text }), {}, [ruleOf('Wrong', 'right')]);
    expect(textsOf(files)).toEqual({ [CONFIG]: text.replace('Wrong', 'right') });
  });

  it('makes all of several fixes, in several files, and none on a second run', () => {
    const texts = { [CONFIG]: settings('Wrong Wrong'), Procfile: 'web: Wrong\nworker: Wrong\n' };
    const rules = [ruleOf('Wrong', 'much better')];
    const first = fixProject(filesOf(texts), {}, rules);
    expect(first.fixed).toHaveLength(4);
    expect(Object.values(textsOf(first.files)).join('')).not.toContain('Wrong');
    expect(fixProject(first.files, {}, rules)).toMatchObject({ fixed: [], changes: [] });
  });

  it('makes unsafe fixes only when asked to', () => {
    const files = filesOf({ [CONFIG]: settings('Wrong') });
    const rules = [ruleOf('Wrong', 'right', { safety: 'unsafe' })];
    expect(fixProject(files, {}, rules)).toMatchObject({ fixed: [], changes: [] });
    expect(fixProject(files, { unsafe: true }, rules)).toMatchObject({ fixed: [{ ruleId: 'test/wrong' }] });
  });

  it('edits two files at once, or neither', () => {
    const files = filesOf({ [CONFIG]: settings('Wrong'), Procfile: 'web: other\n' });
    const procfile = files.files.flatMap((file) =>
      'source' in file && file.name === 'Procfile' ? [file.source] : [],
    )[0]!;
    const both = (edit: Edit): Edit[] => [edit, { file: procfile, span: { start: 5, end: 10 }, text: 'new' }];
    const { files: fixed } = fixProject(files, {}, [ruleOf('Wrong', 'right', { edits: both })]);
    expect(textsOf(fixed)).toEqual({ [CONFIG]: settings('right'), Procfile: 'web: new\n' });
    const stranger = new SourceFile('/elsewhere/Procfile', 'Procfile', 'web: other\n');
    const outside = (edit: Edit): Edit[] => [
      edit,
      { file: stranger, span: { start: 0, end: 3 }, text: 'new' },
    ];
    expect(fixProject(files, {}, [ruleOf('Wrong', 'right', { edits: outside })])).toMatchObject({
      fixed: [],
    });
  });

  describe('drops a fix', () => {
    const untouched = (text: string, rules: readonly TestRule[], reason: FixRefusal) => {
      const files = filesOf({ [CONFIG]: text });
      const result = fixProject(files, {}, rules);
      expect(textsOf(result.files)).toEqual({ [CONFIG]: text });
      expect(result).toMatchObject({ fixed: [], changes: [] });
      expect(result.report.diagnostics).not.toEqual([]);
      expect(result.refused.map((refused) => refused.reason)).toEqual([reason]);
    };

    it('whose finding stays', () =>
      untouched(settings('Wrong'), [ruleOf('Wrong', 'still Wrong')], 'finding-stays'));

    it('that brings another finding', () =>
      untouched(settings('Wrong'), [ruleOf('Wrong', 'Worse'), silentlyFixable('Worse')], 'new-finding'));

    it('that changes data elsewhere', () => {
      const commentOut = (edit: Edit): Edit[] => {
        const start = edit.file.text.indexOf('    Other');
        return [edit, { file: edit.file, span: { start, end: start }, text: '#' }];
      };
      untouched(settings('Wrong'), [ruleOf('Wrong', 'right', { edits: commentOut })], 'changes-meaning');
    });

    it('that makes the file unreadable', () =>
      untouched(settings('Wrong'), [ruleOf('Wrong', '"right')], 'changes-meaning'));

    it('whose edits touch the same characters', () =>
      untouched(
        settings('Wrong'),
        [ruleOf('Wrong', 'right', { edits: (edit) => [edit, { ...edit, text: 'left' }] })],
        'invalid-edits',
      ));

    it('of a file that is not UTF-8', () =>
      untouched(settings('Wrong \uFFFD'), [ruleOf('Wrong', 'right')], 'not-utf-8'));
  });

  it('offers no fix of a value that an alias uses elsewhere', () => {
    const files = filesOf({ [CONFIG]: 'option_settings:\n  aws:x:\n    A: &a Wrong\n    B: *a\n' });
    const { fixed, report } = fixProject(files, {}, [ruleOf('Wrong', 'right')]);
    expect(fixed).toEqual([]);
    expect(report.diagnostics.map(({ fix }) => fix)).toEqual([undefined]);
  });

  it('renames a key with all that is below it', () => {
    const { files, fixed } = fixProject(filesOf({ [CONFIG]: settings('x') }), {}, [ruleOf('aws:x', 'aws:y')]);
    expect(fixed).toHaveLength(1);
    expect(textsOf(files)).toEqual({ [CONFIG]: settings('x').replace('aws:x', 'aws:y') });
  });

  describe('of many fixes', () => {
    const lines = (count: number, line: (index: number) => string): string =>
      `option_settings:\n  aws:x:\n${Array.from({ length: count }, (_, index) => `    O${index}: ${line(index)}\n`).join('')}`;

    it('also where a report has no room for them', () => {
      // Each with a message of its own: what is said of several places in the same words is one finding of a report.
      const noise = Array.from({ length: 11 }, (_, index): TestRule => {
        const rule = silentlyFixable(`N${index}N`);
        return {
          ...rule,
          *check(project) {
            for (const { at } of rule.check(project)) yield { at, message: `At ${at.span.start}` };
          },
        };
      });
      const names = noise.map((_, index) => `N${index}N`).join(' ');
      const text = `option_settings: {}\n${`# ${names}\n`.repeat(950)}# WRONG\n`;
      const { files, report, refused } = fixProject(filesOf({ [CONFIG]: text }), {}, [
        ...noise,
        ruleOf('WRONG', 'right'),
      ]);
      expect(textsOf(files)[CONFIG]).toBe(text.replace('WRONG', 'right'));
      expect(refused).toEqual([]);
      expect(report.diagnostics).toHaveLength(10_001);
    });

    it.each([10, 1000, 3000])(
      'makes %i in a constant number of lints, also beyond the cap on findings',
      (count) => {
        const { rules, lints } = counting([ruleOf('Wrong', 'right')]);
        const { fixed, refused, files, report } = fixProject(
          filesOf({ [CONFIG]: lines(count, () => 'Wrong') }),
          {},
          rules,
        );
        expect({ fixed: fixed.length, refused, left: report.diagnostics }).toEqual({
          fixed: count,
          refused: [],
          left: [],
        });
        expect(textsOf(files)).toEqual({ [CONFIG]: lines(count, () => 'right') });
        expect(lints()).toBeLessThanOrEqual(4);
      },
    );

    it('finds the one that is refused in a logarithmic number of lints', () => {
      const text = lines(1024, (index) => (index === 700 ? 'Wrong # and Wrong' : 'Wrong'));
      const breaking = (edit: Edit): Edit[] =>
        edit.file.text.startsWith(' #', edit.span.end) ? [{ ...edit, text: '"' }] : [edit];
      const { rules, lints } = counting([ruleOf('Wrong', 'right', { edits: breaking })]);
      const { fixed, refused } = fixProject(filesOf({ [CONFIG]: text }), {}, rules);
      expect(fixed).toHaveLength(1024);
      expect(refused).toMatchObject([{ reason: 'changes-meaning' }]);
      expect(lints()).toBeLessThanOrEqual(60);
    });

    it('reports no more findings than a lint does', () => {
      const { report } = fixProject(filesOf({ [CONFIG]: lines(1500, () => 'Wrong') }), {}, [
        ruleOf('Wrong', 'right', { safety: 'unsafe' }),
      ]);
      expect(report.diagnostics).toHaveLength(1001);
    });

    it('ends soon where none can be made', () => {
      const { rules, lints } = counting([ruleOf('Wrong', 'Worse'), silentlyFixable('Worse')]);
      const { fixed, refused } = fixProject(filesOf({ [CONFIG]: lines(2000, () => 'Wrong') }), {}, rules);
      expect(fixed).toEqual([]);
      expect(refused).toHaveLength(2000);
      expect(lints()).toBeLessThanOrEqual(4);
      expect(new Set(refused.map(({ reason }) => reason))).toEqual(new Set(['new-finding']));
    });

    it('leaves those to the next run that would take too long', () => {
      const notAll: TestRule = {
        ...silentlyFixable('Some'),
        *check(project) {
          const { files } = deployedFiles(project);
          for (const file of files)
            if ('source' in file && file.source.text.includes('right'))
              yield { at: placeOf(file.source, 0, 0), message: 'Some are right.' };
        },
      };
      const text = 'Wrong\n'.repeat(260);
      const { rules, lints } = counting([ruleOf('Wrong', 'right'), notAll]);
      const { refused } = fixProject(filesOf({ 'notes.txt': text }), {}, rules);
      // One before the fixes, and 500 proofs.
      expect(lints()).toBe(501);
      expect(new Set(refused.map(({ reason }) => reason))).toEqual(new Set(['new-finding', 'not-tried']));
    });
  });

  it.each([
    [100_000, 1],
    [100_001, 0],
  ])('of a rule with %i findings: %i', (count, expected) => {
    const wrong = ruleOf('Wrong', 'right');
    const many: TestRule = {
      ...wrong,
      *check(project) {
        const [first] = wrong.check(project);
        const [file] = deployedFiles(project).files;
        if (!file || !('source' in file)) return;
        if (first) yield first;
        const at = placeOf(file.source, 0, 0);
        for (let index = 1; index < count; index++) yield { at, message: 'Another word.' };
      },
    };
    expect(fixProject(filesOf({ 'notes.txt': 'Wrong\n' }), {}, [many]).fixed).toHaveLength(expected);
  });

  it('makes fixes of one namespace together that are refused one by one', () => {
    const text =
      'option_settings:\n  aws:x:\n    First: Wrong\n    Second: Wrong\n  aws:y:\n    A: Bad\n    B: Bad\n';
    const isHalf: TestRule = {
      ...silentlyFixable('Half'),
      *check(project) {
        for (const file of deployedFiles(project).files) {
          if (!('source' in file)) continue;
          const count = file.source.text.split('Wrong').length - 1;
          if (count === 1) yield { at: placeOf(file.source, 0, 1), message: 'Only one of two.' };
        }
      },
    };
    const bad = ruleOf('Bad', 'Half');
    const { files, refused } = fixProject(filesOf({ [CONFIG]: text }), {}, [
      bad,
      silentlyFixable('Half'),
      ruleOf('Wrong', 'right'),
      { ...isHalf, id: 'test/one-of-two' },
    ]);
    expect(textsOf(files)[CONFIG]).toBe(text.replaceAll('Wrong', 'right'));
    expect(refused).toHaveLength(2);
  });

  it('makes a fix that another one had to go before', () => {
    const files = filesOf({ [CONFIG]: settings('Wrong') });
    const rules = [ruleOf('Wrong', 'Worse'), ruleOf('Worse', 'right')];
    const first = { ...rules[0]!, check: silentlyFixable('Wrong').check };
    expect(fixProject(filesOf({ [CONFIG]: settings('Worse') }), {}, [first, rules[1]!]).fixed).toHaveLength(
      1,
    );
    expect(fixProject(files, {}, [rules[0]!]).fixed).toHaveLength(1);
  });

  it('is not fooled by a fix that takes away the place of another one', () => {
    const text = 'option_settings:\n  aws:x:\n    A: Wrong\n    Bad: 1\n';
    // Alone, the first fix would make a comment of the line below it, and with it of the other finding.
    const swallow = (edit: Edit): Edit[] => {
      const start = edit.file.text.indexOf('    Bad:');
      return [edit, { file: edit.file, span: { start, end: start }, text: '#' }];
    };
    const { files, refused } = fixProject(filesOf({ [CONFIG]: text }), {}, [
      ruleOf('Wrong', 'right', { edits: swallow }),
      ruleOf('Bad', 'good'),
    ]);
    expect(textsOf(files)[CONFIG]).toBe(text.replace('Bad', 'good'));
    expect(refused).toMatchObject([{ diagnostic: { ruleId: 'test/wrong' }, reason: 'changes-meaning' }]);
  });

  it('makes no fix in a file that may not be changed, and none that needs it', () => {
    const texts = { [CONFIG]: settings('Wrong'), Procfile: 'web: Wrong\n' };
    const mayEdit = ({ name }: SourceFile) => name !== 'Procfile';
    const { files, refused } = fixProject(filesOf(texts), { mayEdit }, [ruleOf('Wrong', 'right')]);
    expect(textsOf(files)).toEqual({ [CONFIG]: settings('right'), Procfile: 'web: Wrong\n' });
    expect(refused).toMatchObject([{ reason: 'file-refused' }]);
  });
});

it('makes one of two fixes of a line where the other is refused, and takes a finding for the same when its words change', () => {
  const written = new SourceFile('/p/Procfile', 'Procfile', 'web: run a b\n');
  const rule = (id: RuleId, from: string, to: string): TestRule => ({
    id,
    meta: TEST_META,
    *check(project) {
      const file = procfile(project)!.file;
      const start = file.text.indexOf(from);
      if (start === -1) return;
      const span = { start, end: start + from.length };
      const edits = [{ file, span, text: to }];
      yield {
        at: { file, span },
        message: `${from} in ${file.text}`,
        fix: { title: to, safety: 'safe', edits },
      };
    },
  });
  const bystander: TestRule = {
    id: 'test/bystander',
    meta: TEST_META,
    *check(project) {
      yield { at: placeOf(procfile(project)!.file, 0, 3), message: `web is ${procfile(project)!.file.text}` };
    },
  };
  const files = {
    root: '/p',
    files: [{ name: 'Procfile', path: written.path, source: written }],
    ebCliConfigs: [],
  };
  // The second fix brings what the third rule reports.
  const { changes, fixed, refused } = fixProject(files, {}, [
    rule('test/good', ' a', ' x'),
    rule('test/bad', ' b', ' c'),
    rule('test/brought', ' c', ' c'),
    bystander,
  ]);
  expect(changes.map(({ after }) => after?.text)).toEqual(['web: run x b\n']);
  expect(fixed.map(({ ruleId }) => ruleId)).toEqual(['test/good']);
  expect(refused.map(({ diagnostic, reason }) => [diagnostic.ruleId, reason])).toEqual([
    ['test/bad', 'new-finding'],
  ]);
});

describe('a fix that creates and deletes files', () => {
  /** Moves every file below `old/` to `new/`, and says so in the Procfile. */
  const mover = (over: Partial<Fix> = {}): TestRule => ({
    id: 'test/x',
    meta: TEST_META,
    *check(project: Project): Iterable<Finding> {
      for (const file of deployedFiles(project).files) {
        if (!('source' in file) || !file.name.startsWith('.platform/old/')) continue;
        yield {
          at: placeOf(file.source, 0, 0),
          message: 'Old',
          fix: {
            title: 'Move it',
            safety: 'safe',
            edits: [],
            files: [
              { kind: 'delete', file: file.source },
              {
                kind: 'create',
                name: file.name.replace('old', 'new'),
                text: file.source.text,
                isExecutable: true,
              },
            ],
            ...over,
          },
        };
      }
    },
  });

  it('moves them', () => {
    const { files, changes, fixed } = fixProject(
      filesOf({ '.platform/old/a': 'A', '.platform/old/b': 'B', Procfile: 'web: x\n' }),
      {},
      [mover()],
    );
    expect(fixed).toHaveLength(2);
    expect(textsOf(files)).toEqual({ Procfile: 'web: x\n', '.platform/new/a': 'A', '.platform/new/b': 'B' });
    expect(
      changes.map((change) => [
        change.before?.name,
        change.after?.name,
        'isExecutable' in change && change.isExecutable,
      ]),
    ).toEqual([
      ['.platform/old/a', undefined, false],
      ['.platform/old/b', undefined, false],
      [undefined, '.platform/new/a', true],
      [undefined, '.platform/new/b', true],
    ]);
  });

  it.each([
    ['.platform/old/a', '.platform/new/A'],
    ['.platform/old/A', '.platform/new/a'],
    ['.platform/old/A', '.platform/new/a/b'],
    ['.platform/old/A/b', '.platform/new/a'],
  ])('never replaces one that is there, also in another case: %s, %s', (old, there) => {
    const texts = { [old]: 'A', [there]: 'mine' };
    const { files, refused } = fixProject(filesOf(texts), {}, [mover()]);
    expect(refused.map(({ reason }) => reason)).toEqual(['file-exists']);
    expect(textsOf(files)).toEqual(texts);
  });

  it('never makes a folder of a file', () => {
    const texts = { '.platform/old/a': 'A', '.platform/new': 'mine' };
    expect(fixProject(filesOf(texts), {}, [mover()]).refused.map(({ reason }) => reason)).toEqual([
      'file-exists',
    ]);
  });

  it('creates one file of a name at a time', () => {
    const same = { kind: 'create', name: 'same', text: '', isExecutable: false } as const;
    const { refused, fixed } = fixProject(filesOf({ '.platform/old/a': 'A', '.platform/old/b': 'B' }), {}, [
      mover({ files: [same] }),
    ]);
    // The finding stays, so the first is refused as well.
    expect(fixed).toEqual([]);
    expect(refused.map(({ reason }) => reason).sort()).toEqual(['finding-stays', 'finding-stays']);
  });

  it('leaves the settings of other files as they are', () => {
    const { files, fixed } = fixProject(
      filesOf({
        '.ebextensions/a.config': settings('x'),
        '.platform/old/a': 'A',
        '.ebextensions/z.config': settings('y'),
      }),
      {},
      [mover()],
    );
    expect(fixed).toHaveLength(1);
    expect(textsOf(files)['.ebextensions/z.config']).toBe(settings('y'));
  });
});

describe('a project whose findings are known', () => {
  const { rules: ruleset, lints } = counting([ruleOf('FOO', 'bar')]);
  const project = readProject(filesOf({ [CONFIG]: settings('FOO') }));
  const report = lintModel(project, {}, ruleset);

  it.each([
    ['is linted for the proof only', report, 1],
    ['is linted again where findings were left out', { ...report, isLimited: true }, 2],
  ])('%s', (_, given, count) => {
    const before = lints();
    expect(fixModel(project, { report: given }, ruleset).fixed).toHaveLength(1);
    expect(lints() - before).toBe(count);
  });
});
