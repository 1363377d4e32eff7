import { describe, expect, it } from 'vitest';
import type { Candidate } from '../../src/fix/fix-candidate.js';
import { tryFixes } from '../../src/fix/try-fixes.js';
import { isInBrokenFiles, type Linter, type State, verifyFixes } from '../../src/fix/verify-fixes.js';
import { EACH_PLACE } from '../../src/lint/bounded.js';
import { lintModel } from '../../src/lint/lint-project.js';
import { configFiles } from '../../src/model/bundle/config-files.js';
import { deployedFiles } from '../../src/model/bundle/deployed-files.js';
import { procfile } from '../../src/model/platform/procfile.js';
import { readProject } from '../../src/model/project.js';
import type { RuleId } from '../../src/rules/rule.js';
import { placeOf } from '../../src/source/index.js';
import { projectOf } from '../support/fixtures.js';
import { type TestRule, testRule } from '../support/test-rule.js';

const A = '.ebextensions/a.config';
const B = '.ebextensions/b.config';

/** A rule that finds a word, with a fix that writes another one there. */
const wordRule = (id: RuleId, word: string, text?: string): TestRule =>
  testRule(
    id,
    function* (project) {
      for (const { file } of [...configFiles(project), procfile(project) ?? []].flat())
        for (const { index } of file.text.matchAll(new RegExp(word, 'g'))) {
          const at = placeOf(file, index, index + word.length);
          const edits = [{ file, span: at.span, text: text ?? '' }];
          yield {
            at,
            message: `${word} in ${file.text.length} characters`,
            ...(text !== undefined && { fix: { title: 't', safety: 'safe' as const, edits } }),
          };
        }
    },
    { onBrokenFiles: true },
  );

function stateOf(texts: Readonly<Record<string, string>>, rules: readonly TestRule[]) {
  const linter: Linter = {
    read: (files) => readProject(files),
    lint: (project) => lintModel(project, {}, rules, EACH_PLACE),
  };
  const project = projectOf(texts);
  const before: State = { project, report: linter.lint(project) };
  const candidates = before.report.diagnostics.filter((one): one is Candidate => one.fix !== undefined);
  return { before, candidates, linter };
}

/** What becomes of all fixes at once: the reason they fail and, as numbers, who is to blame; or the texts. */
function verdict(
  texts: Readonly<Record<string, string>>,
  rules: readonly TestRule[],
  some?: readonly number[],
) {
  const { before, candidates, linter } = stateOf(texts, rules);
  const chosen = some ? some.map((index) => candidates[index]!) : candidates;
  const result = verifyFixes(before, chosen, linter);
  if ('state' in result)
    return deployedFiles(result.state.project).files.map((file) => 'source' in file && file.source.text);
  const numbers = (set: ReadonlySet<Candidate>) => [...set].map((one) => candidates.indexOf(one));
  return [result.reason, numbers(result.suspects.certain), numbers(result.suspects.all)];
}

const bad = wordRule('test/bad', 'bad', 'good');
const wrong = wordRule('test/wrong', 'wrong', 'worse');
const worse = wordRule('test/worse', 'worse');

describe('fixes that are proved', () => {
  it('give a project without their findings', () => {
    expect(verdict({ [A]: 'a: bad\nb: bad\n', Procfile: 'web: bad\n' }, [bad])).toEqual([
      'a: good\nb: good\n',
      'web: good\n',
    ]);
  });

  it('may leave findings that were there before, wherever these move', () => {
    expect(verdict({ [A]: 'a: bad\nb: worse\n' }, [bad, worse])).toEqual(['a: good\nb: worse\n']);
    expect(verdict({ [A]: 'a: bad worse\n' }, [wordRule('test/bad', 'bad', 'much better'), worse])).toEqual([
      'a: much better worse\n',
    ]);
  });

  it('fail where a finding stays, and the line says whose', () => {
    const stubborn = wordRule('test/stubborn', 'bad', 'still bad');
    expect(verdict({ [A]: 'a: bad\n' }, [stubborn])).toEqual(['finding-stays', [0], [0]]);
    expect(verdict({ [A]: 'a: bad\nb: bad\n' }, [stubborn], [1])).toEqual(['finding-stays', [1], [1]]);
  });

  it('are refused where one brings what another one makes a rule report, and not the other one', () => {
    const doubtful = testRule('test/doubtful', function* (project) {
      for (const found of worse.check(project))
        yield {
          ...found,
          doubt: found.at.file.text.includes('bad') ? { reason: 'it is bad', at: undefined } : undefined,
        };
    });
    const rules = [bad, wrong, doubtful];
    const { before, candidates, linter } = stateOf({ [A]: 'a: bad\nb: wrong\nc: bad\n' }, rules);
    const { fixed, refused } = tryFixes(before, candidates, (from, some, feared) =>
      verifyFixes(from, some, linter, feared),
    );
    expect(fixed.map(({ ruleId }) => ruleId)).toEqual(['test/bad', 'test/bad']);
    expect(refused).toMatchObject([{ diagnostic: { ruleId: 'test/wrong' }, reason: 'new-finding' }]);
    expect(verdict({ [A]: 'a: bad\nb: wrong\n' }, rules, [1])).toEqual(['a: bad\nb: worse\n']);
    expect(verdict({ [A]: 'a: bad\nb: worse\n' }, rules, [0])).toEqual(['a: good\nb: worse\n']);
  });

  it('fail where one comes that was not there, and the line says through whom', () => {
    expect(verdict({ [A]: 'a: bad\nb: wrong\nc: bad\n' }, [bad, wrong, worse])).toEqual([
      'new-finding',
      [1],
      [1],
    ]);
    expect(verdict({ [A]: 'a: bad\n', [B]: 'b: wrong\n' }, [bad, wrong, worse])).toEqual([
      'new-finding',
      [1],
      [1],
    ]);
  });

  it('leave two of one line both suspected, and neither certain', () => {
    expect(verdict({ [A]: 'a: bad wrong\nb: bad\n' }, [bad, wrong, worse])).toEqual([
      'new-finding',
      [],
      [0, 1],
    ]);
  });

  it('tell lines of two files apart', () => {
    expect(verdict({ [A]: 'a: wrong\n', [B]: 'a: wrong\n' }, [wrong, worse])).toEqual([
      'new-finding',
      [0, 1],
      [0, 1],
    ]);
  });

  it('have no suspects where the new finding is on another line', () => {
    const missing = testRule('test/missing', function* (project) {
      const [config] = configFiles(project);
      if (!config!.file.text.includes('bad'))
        yield { at: placeOf(config!.file, 0, 1), message: 'none is bad' };
    });
    expect(verdict({ [A]: 'x: 1\na: bad\n' }, [bad, missing])).toEqual(['new-finding', [], []]);
  });

  it('fail where the meaning changes, and nobody is suspected', () => {
    expect(verdict({ [A]: 'a: bad\nb: 1\n' }, [wordRule('test/bad', 'bad', '"good')])).toEqual([
      'changes-meaning',
      [],
      [],
    ]);
  });

  it('fail where one more of a kind comes than goes', () => {
    const doubling = wordRule('test/doubling', 'bad', 'worse worse');
    expect(verdict({ [A]: 'a: bad\nb: worse\n' }, [doubling, worse])).toEqual(['new-finding', [0], [0]]);
  });

  it('tell findings apart by what they mark, up to a bound', () => {
    const long = (end: string) => 'x'.repeat(250) + end;
    const marking = testRule('test/marking', function* (project) {
      const [config] = configFiles(project);
      const { text } = config!.file;
      yield { at: placeOf(config!.file, text.indexOf('x'), text.length), message: 'm' };
    });
    expect(verdict({ [A]: `a: ${long('bad')}\n` }, [bad, marking])).toEqual([`a: ${long('good')}\n`]);
    expect(verdict({ [A]: 'a: x bad\n' }, [bad, marking])).toEqual(['new-finding', [0], [0]]);
  });
});

describe('a file that cannot be read', () => {
  const quote = wordRule('test/quote', '@', '');

  it('may bring other findings once it can be read', () => {
    expect(
      verdict({ [A]: 'a: @worse\n' }, [
        quote,
        testRule('test/seen', (project) =>
          configFiles(project).flatMap(({ broken, file }) =>
            broken ? [] : [{ at: placeOf(file, 0, 1), message: 'seen' }],
          ),
        ),
      ]),
    ).toEqual(['a: worse\n']);
  });

  it('has to have become readable for that', () => {
    const stillBroken = wordRule('test/quote', '@', '[');
    expect(verdict({ [A]: 'a: @x\n' }, [stillBroken])).not.toEqual(['changes-meaning', [], []]);
    const seen = testRule(
      'test/seen',
      (project) =>
        configFiles(project).flatMap(({ file }) =>
          file.text.includes('@') ? [] : [{ at: placeOf(file, 0, 1), message: 'seen' }],
        ),
      { onBrokenFiles: true },
    );
    expect(verdict({ [A]: 'a: @x\n' }, [stillBroken, seen])).toEqual(['new-finding', [0], [0]]);
  });

  it('is not a reason for findings in others', () => {
    const rules = [quote, wrong, worse];
    expect(verdict({ [A]: 'a: @x\n', [B]: 'b: wrong\n' }, rules)).toEqual(['new-finding', [1], [1]]);
  });

  it('is told from others, which a fix must not touch besides', () => {
    const { before, candidates } = stateOf({ [A]: 'a: @x\n', [B]: 'b: @\n', Procfile: 'web: bad\n' }, [
      quote,
      bad,
    ]);
    const stands = (edits: Candidate['fix']['edits']) =>
      isInBrokenFiles({ ...candidates[0]!, fix: { ...candidates[0]!.fix, edits } }, before.project);
    const [broken, , whole] = candidates.map(({ fix }) => fix.edits[0]!);
    expect(stands([broken!])).toBe(true);
    expect(stands([whole!])).toBe(false);
    expect(stands([broken!, whole!])).toBe(false);
  });
});

describe('a reference', () => {
  const template = (reference: string) =>
    `Resources:\n  A:\n    Type: AWS::SNS::Topic\n  B:\n    Type: AWS::SQS::Queue\n    Metadata:\n      - ${reference}\n`;

  it.each([
    ['in its long form', '!Ref A', '{"Ref": "A"}'],
    ['of an attribute', '!GetAtt A.TopicName', '{"Fn::GetAtt": ["A", "TopicName"]}'],
    ['in backticks', 'unset', '\'`{"Ref": "A"}`\''],
    ['in a text', 'unset', '{"Fn::Sub": "${A}"}'],
  ])('%s may name what exists', (_, from, to) => {
    expect(verdict({ [A]: template(from) }, [wordRule('test/replace', from, to)])).toEqual([template(to)]);
  });

  it.each([
    ['two names', '!Ref A, !Ref B', '{"Ref": "A, !Ref B"}'],
    ['an attribute with more', '!GetAtt A.TopicName, x', '{"Fn::GetAtt": ["A", "TopicName, x"]}'],
    ['what does not exist', 'unset', '{"Ref": "C"}'],
    ['what does not exist, in backticks', 'unset', '\'`{"Ref": "C"}`\''],
    ['what does not exist, in a text', 'unset', '{"Fn::Sub": "${C}"}'],
  ])('must not become one to %s', (_, from, to) => {
    expect(verdict({ [A]: template(from) }, [wordRule('test/replace', from, to)])).toEqual([
      'changes-meaning',
      [],
      [],
    ]);
  });
});
