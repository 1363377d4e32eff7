import { describe, expect, it } from 'vitest';
import type { LintOptions } from '../../src/lint/lint-options.js';
import { ALL_RULES, lintModel, lintProject } from '../../src/lint/lint-project.js';
import { configFiles } from '../../src/model/bundle/config-files.js';
import { deployedFiles } from '../../src/model/bundle/deployed-files.js';
import { type Project, readProject } from '../../src/model/project.js';
import { rules } from '../../src/rules/index.js';
import type { RuleId, RuleMeta } from '../../src/rules/rule.js';
import type { Consequence } from '../../src/rules/severity.js';
import { placeOf, SourceFile } from '../../src/source/index.js';
import { projectOf } from '../support/fixtures.js';
import { TEST_META, type TestRule, testRule } from '../support/test-rule.js';

const TEST = { id: 'test/rule', meta: TEST_META } as const;

/** A rule that reports each `.config` file once, at an offset. */
const ruleAt = (
  { id = 'test/rule', ...more }: Partial<RuleMeta & { id: RuleId }> = {},
  offset = 0,
): TestRule => ({
  id,
  meta: { ...TEST_META, ...more },
  *check(project) {
    for (const { file } of configFiles(project))
      yield { at: placeOf(file, offset, offset + 1), message: `at ${offset}` };
  },
});

const good = { '.ebextensions/a.config': 'commands:\n' };
const broken = { '.ebextensions/a.config': 'a: `\n' };

const run = (ruleset: readonly TestRule[], texts: Record<string, string> = good, options: LintOptions = {}) =>
  lintModel(projectOf(texts), options, ruleset);

describe('which rules run', () => {
  const strict = ruleAt({ id: 'test/strict', preset: 'strict', consequence: 'hygiene' });
  const ids = (options?: LintOptions) =>
    run([ruleAt(), strict], good, options).diagnostics.map(({ ruleId, severity }) => `${ruleId} ${severity}`);

  it('is told by the preset', () => {
    expect(ids()).toEqual(['test/rule error']);
    expect(ids({ preset: 'recommended' })).toEqual(['test/rule error']);
    expect(ids({ preset: 'strict' })).toEqual(['test/rule error', 'test/strict warning']);
    expect(ids({ preset: 'controls' })).toEqual(['test/rule error']);
    const control = ruleAt({ id: 'test/control', preset: 'controls', consequence: 'hygiene' });
    const found = (preset: 'strict' | 'controls') => run([control], good, { preset }).diagnostics.length;
    expect([found('strict'), found('controls')]).toEqual([0, 1]);
  });

  it('and by the severity of each, which also turns a strict rule on', () => {
    expect(ids({ severities: new Map([['test/rule', 'off']]) })).toEqual([]);
    expect(ids({ severities: new Map([['test/rule', 'warning']]) })).toEqual(['test/rule warning']);
    expect(ids({ severities: new Map([['test/strict', 'error']]) })).toEqual([
      'test/rule error',
      'test/strict error',
    ]);
    expect(ids({ preset: 'strict', severities: new Map([['test/strict', 'off']]) })).toEqual([
      'test/rule error',
    ]);
  });

  it('a rule that is off is not even asked', () => {
    const never: TestRule = {
      ...TEST,
      check: () => {
        throw new Error('asked');
      },
    };
    expect(run([never], good, { severities: new Map([['test/rule', 'off']]) }).crashed).toBe(false);
  });
});

describe('severities', () => {
  const lowered: TestRule = {
    ...TEST,
    *check(project) {
      yield {
        at: placeOf(configFiles(project)[0]!.file, 0, 1),
        message: 'less sure',
        warnsBecause: 'intent',
      };
    },
  };

  it('may be lowered by a finding', () => {
    expect(run([lowered]).diagnostics).toMatchObject([{ severity: 'warning' }]);
  });

  it('of the user hold for lowered findings too', () => {
    const { diagnostics } = run([lowered], good, { severities: new Map([['test/rule', 'error']]) });
    expect(diagnostics).toMatchObject([{ severity: 'error' }]);
  });
});

describe('a rule that fails', () => {
  const failing = (error: unknown): TestRule => ({
    id: 'test/failing',
    meta: TEST_META,
    *check(project) {
      yield { at: placeOf(configFiles(project)[0]!.file, 0, 1), message: 'before' };
      throw error;
    },
  });

  it('costs one diagnostic, and the others still run', () => {
    const { diagnostics, crashed } = run([failing(new TypeError('x is undefined')), ruleAt({}, 3)]);
    expect(crashed).toBe(true);
    expect(diagnostics.map(({ ruleId, severity }) => [ruleId, severity])).toEqual([
      ['eblint/crash', 'error'],
      ['test/rule', 'error'],
    ]);
    expect(diagnostics[0]!.message).toContain('test/failing');
    expect(diagnostics[0]!.message).toContain('TypeError: x is undefined');
  });

  it('may throw anything, in a project without files', () => {
    const { diagnostics, crashed } = run([{ ...TEST, check: () => Promise.reject as never }], {});
    expect(crashed).toBe(true);
    expect(diagnostics).toHaveLength(1);
    expect(run([failing('text')]).diagnostics[0]!.message).toContain('text');
  });

  it('counts as failed even where its diagnostic is switched off', () => {
    const { diagnostics, crashed } = run([failing(new Error('x'))], good, {
      severities: new Map([['eblint/crash', 'off']]),
    });
    expect(diagnostics).toEqual([]);
    expect(crashed).toBe(true);
  });
});

describe('a file that cannot be parsed', () => {
  it('hides what is missing', () => {
    const absence = ruleAt({ claimsAbsence: true });
    expect(run([absence]).diagnostics).toHaveLength(1);
    expect(run([absence], { ...good, '.ebextensions/b.config': 'a: `\n' }).diagnostics).toEqual([]);
  });

  it('hides no absence that it has no word about', () => {
    const absence = ruleAt({ claimsAbsence: /\blistener\b/ });
    const beside = (text: string) => run([absence], { ...good, '.ebextensions/b.config': text }).diagnostics;
    expect(beside('packages: `\n')).toHaveLength(1);
    expect(beside('listener: `\n')).toEqual([]);
    expect(beside('l\0i\0s\0t\0e\0n\0e\0r\0:\0')).toEqual([]);
  });

  it.each([
    ['routing/proxy-port-mismatch', 'packages: `\n', true],
    ['routing/proxy-port-mismatch', 'option_settings: { PORT: ` }\n', false],
    ['routing/proxy-port-mismatch', 'packagesx: { yum: { git: [] } }\n', true],
    ['routing/proxy-port-mismatch', 'packagesx: { nginx: [] }\n', false],
  ])('as %s beside %j', (id, text, isReported) => {
    const files = { '.ebextensions/b.config': text, Procfile: 'web: gunicorn -b :5001 shop.wsgi\n' };
    const project = projectOf(files, '64bit Amazon Linux 2023 v4.7.0 running Python 3.13');
    expect(lintModel(project).diagnostics.some(({ ruleId }) => ruleId === id)).toBe(isReported);
  });

  it('hides what is missing when it cannot even be read', () => {
    const project = projectOf(good);
    const files = [
      ...deployedFiles(project).files,
      {
        name: '.ebextensions/b.config',
        path: '/project/.ebextensions/b.config',
        unreadable: 'permission denied',
      },
    ];
    const { diagnostics } = lintProject({ ...deployedFiles(project), files });
    expect(diagnostics).toMatchObject([{ ruleId: 'project/unreadable', fatal: true }]);
    const absence = ruleAt({ claimsAbsence: true });
    expect(lintModel(readProject({ ...deployedFiles(project), files }), {}, [absence]).diagnostics).toEqual(
      [],
    );
  });

  it('is a warning where it was left out, and an error where it cannot be read', () => {
    const file = (name: string) => ({
      name: `.ebextensions/${name}`,
      path: `/project/${name}`,
      unreadable: 'why',
    });
    const files = [file('a.config'), { ...file('b.config'), isLeftOut: true as const }];
    const { diagnostics } = lintProject({ root: '/project', files, ebCliConfigs: [] });
    expect(diagnostics.map(({ severity, message }) => [severity, message.split(';')[0]])).toEqual([
      ['error', '.ebextensions/a.config cannot be read: why'],
      ['warning', '.ebextensions/b.config was left out: why'],
    ]);
  });

  it('is not taken for one that macOS wrote, if only its name is known', () => {
    const files = [
      { name: '.ebextensions/._a.config', path: '/project/._a.config', unreadable: 'no access' },
    ];
    const { diagnostics } = lintProject({ root: '/project', files, ebCliConfigs: [] });
    expect(diagnostics.map(({ ruleId }) => ruleId)).toEqual(['project/unreadable']);
  });

  it('is mentioned by rules about such files alone', () => {
    expect(run([ruleAt()], broken).diagnostics).toEqual([]);
    expect(run([ruleAt({ onBrokenFiles: true })], broken).diagnostics).toHaveLength(1);
  });

  it('is not the other end of a conflict either', () => {
    const conflict: TestRule = {
      ...TEST,
      *check(project) {
        const [first, second] = configFiles(project);
        yield {
          at: placeOf(first!.file, 0, 1),
          message: 'conflict',
          related: [{ at: placeOf(second!.file, 0, 1), note: 'here' }],
        };
      },
    };
    expect(run([conflict], { ...good, '.ebextensions/b.config': 'b: 1\n' }).diagnostics).toHaveLength(1);
    expect(run([conflict], { ...good, '.ebextensions/b.config': 'b: `\n' }).diagnostics).toEqual([]);
  });

  it('is reported but for what breaks it, where that is a line', () => {
    const config = (lines: string) => ({
      '.ebextensions/a.config': `option_settings:\n  aws:elbv2:listener:443:\n    Protocol: HTTTPS\n${lines}files:\n  /a:\n    mode: 0755\n    content: x\n`,
    });
    const lint = (texts: Record<string, string>) => lintModel(projectOf(texts), {});
    const rulesOf = (lines: string): string[] => lint(config(lines)).diagnostics.map(({ ruleId }) => ruleId);
    const others = rulesOf('');
    expect(others).toEqual(expect.arrayContaining(['settings/invalid-value', 'config/unquoted-mode']));
    for (const lines of ['    Rul\n', '  aws:elb\n', '    Rules: "ws\n'])
      expect(rulesOf(lines).filter((id) => id !== 'config/syntax-error')).toEqual(others);
    // What a fix makes of such a file is not known.
    const fixes = (lines: string) => lint(config(lines)).diagnostics.filter(({ fix }) => fix);
    expect(fixes('')).not.toEqual([]);
    expect(fixes('    Rul\n')).toEqual([]);
  });

  it('hides no claim about an absence by a name at which nothing is yet', () => {
    const claims = (word: RegExp | true, line: string) =>
      run([ruleAt({ claimsAbsence: word })], {
        ...good,
        '.ebextensions/b.config': `option_settings:\n  a:b:\n    C: 1\n${line}\n  c:d:\n    E: 1\n`,
      }).diagnostics.length;
    expect(claims(true, '    Some')).toBe(2);
    expect(claims(true, '    Some: "x')).toBe(0);
    expect(claims(/Some/, '    Some: "x')).toBe(0);
    expect(claims(/E/, '    Some: "x')).toBe(2);
  });

  it('hides nothing that is found before and after, while somebody types', () => {
    const name = '.ebextensions/01_listeners.config';
    const config =
      'option_settings:\n  aws:elasticbeanstalk:environment:\n    LoadBalancerType: application\n  aws:elbv2:listenerrule:ws:\n    PathPatterns: /ws/*\n    Process: websockets\n  aws:elasticbeanstalk:environment:process:websocket:\n    Port: 5000\n';
    const typed =
      '  aws:autoscaling:asg:\n    MinSize: 2\n    MaxSize: "4"\ncontainer_commands:\n  01_static:\n    command: "true"\n    leader_only: true\n';
    const found = (text: string): ReadonlySet<string> =>
      new Set(
        lintModel(
          projectOf({
            [name]: config + text,
            Procfile: 'web: gunicorn app.wsgi\nwebsocket: daphne -p 5001 app.asgi:application\n',
          }),
          {},
        ).diagnostics.map(({ ruleId, at }) => `${ruleId} ${at.file.name}:${at.span.start}`),
      );
    const before = [...found('')];
    const after = found(typed);
    const staying = before.filter((one) => after.has(one));
    expect(staying.length).toBeGreaterThan(3);
    for (let length = 1; length <= typed.length; length++) {
      // A name that lacks nothing but its colon may have any value.
      if (/ (?:MinSize|MaxSize|command|leader_only)$/.test(typed.slice(0, length))) continue;
      const now = found(typed.slice(0, length));
      expect({ text: typed.slice(0, length), gone: staying.filter((one) => !now.has(one)) }).toEqual({
        text: typed.slice(0, length),
        gone: [],
      });
    }
  });

  it('does not make a comment about an absence unused', () => {
    const comment = '# eblint-disable-next-line procfile/no-web -- none needed\nworker: x\n';
    const rule = testRule('procfile/no-web', () => [], { claimsAbsence: true });
    expect(run([rule], { ...good, Procfile: comment }).diagnostics).toMatchObject([
      { ruleId: 'suppression/unused' },
    ]);
    expect(run([rule], { ...broken, Procfile: comment }).diagnostics).toEqual([]);
  });

  it('is fatal in the report, and nothing else is', () => {
    const { diagnostics } = lintProject(deployedFiles(projectOf({ ...broken, Procfile: 'web\n' })));
    expect(diagnostics.map(({ ruleId, fatal }) => [ruleId, fatal])).toEqual([
      ['config/syntax-error', true],
      ['procfile/invalid-line', undefined],
    ]);
  });
});

describe('the report', () => {
  it('is sorted by file, place, rule and message', () => {
    const texts = { '.ebextensions/b.config': 'a: 1\n', '.ebextensions/a.config': 'a: 1\n' };
    const { diagnostics } = run(
      [ruleAt({ id: 'test/b' }, 2), ruleAt({ id: 'test/a' }, 2), ruleAt({ id: 'test/c' }, 0)],
      texts,
    );
    expect(diagnostics.map(({ at, ruleId }) => `${at.file.name} ${at.span.start} ${ruleId}`)).toEqual([
      '.ebextensions/a.config 0 test/c',
      '.ebextensions/a.config 2 test/a',
      '.ebextensions/a.config 2 test/b',
      '.ebextensions/b.config 0 test/c',
      '.ebextensions/b.config 2 test/a',
      '.ebextensions/b.config 2 test/b',
    ]);
  });

  it('always lists related places and keeps a fix', () => {
    const file = new SourceFile('/p/a', 'a', 'a');
    const fix = { title: 'mend', safety: 'safe', edits: [] } as const;
    const fixing: TestRule = {
      ...TEST,
      *check() {
        yield { at: placeOf(file, 0, 1), message: 'x', fix };
        yield { at: placeOf(file, 1, 1), message: 'y' };
      },
    };
    const [first, second] = run([fixing]).diagnostics;
    expect(first).toMatchObject({ related: [], fix });
    expect(second).not.toHaveProperty('fix');
  });
});

it('takes a platform that overrules the files', () => {
  const texts = {
    Procfile: 'web gunicorn\n',
    '.elasticbeanstalk/config.yml': 'global:\n  default_platform: PHP 8.4\n',
  };
  expect(lintProject(deployedFiles(projectOf(texts))).diagnostics).toEqual([]);
  const { diagnostics } = lintProject(deployedFiles(projectOf(texts)), { platform: 'Python 3.13' });
  expect(diagnostics).toMatchObject([{ ruleId: 'procfile/invalid-line' }]);
});

it('knows every rule once', () => {
  const ids = ALL_RULES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const rule of rules) expect(ids).toContain(rule.id);
  expect(ids).toContain('suppression/unused');
});

it('is silent about a project without files', () => {
  expect(lintProject({ root: '/p', files: [], ebCliConfigs: [] })).toEqual({
    diagnostics: [],
    suppressed: [],
    suppressions: [],
    baseline: undefined,
    crashed: false,
    isLimited: false,
    lackedPlatform: expect.arrayContaining(['routing/proxy-port-mismatch']) as string[],
    lostFiles: [],
  });
});

describe('more findings than anybody reads', () => {
  const thousand = (id: string, consequence: Consequence, offset: number): TestRule => ({
    id: id as RuleId,
    meta: { ...TEST_META, consequence },
    *check(project) {
      for (let index = 0; index < 1000; index++)
        yield { at: placeOf(configFiles(project)[0]!.file, offset, offset + 1), message: String(index) };
    },
  });
  const warnings = (count: number) =>
    Array.from({ length: count }, (_, index) => thousand(`test/w${index}`, 'hygiene', 0));
  const errors = thousand('test/error', 'deploy-fails', 5);
  const ruleIdsOf = (ruleset: readonly TestRule[], options?: LintOptions) =>
    run(ruleset, good, options).diagnostics.map(({ ruleId }) => ruleId);

  it('are left out after 10,000, and one says so', () => {
    expect(ruleIdsOf(warnings(10))).toHaveLength(10_000);
    const { diagnostics } = run(warnings(11));
    expect(diagnostics).toHaveLength(10_001);
    expect(diagnostics[0]).toMatchObject({
      ruleId: 'eblint/too-many',
      severity: 'warning',
      message: 'More than 10000 findings in this project, and only the first are reported',
      at: { file: { name: '.ebextensions/a.config' }, span: { start: 0 } },
    });
  });

  it('are left out in the order of the report, warnings before errors', () => {
    const ids = ruleIdsOf([errors, ...warnings(10)]);
    expect(ids.filter((id) => id === 'test/error')).toHaveLength(1000);
    expect(ids).toContain('test/w8');
    expect(ids).not.toContain('test/w9');
    expect(ids).toEqual(ruleIdsOf([...warnings(10).reverse(), errors]));
  });

  it.each([
    ['all findings of a project', warnings(10), false],
    ['more of a project', warnings(11), true],
    [
      'more of a rule',
      [{ ...errors, check: (project: Project) => [...errors.check(project), ...errors.check(project)] }],
      true,
    ],
  ])('tell of a report with %s whether it is limited', (_, ruleset, isLimited) => {
    const options: LintOptions = { severities: new Map([['eblint/too-many', 'off']]) };
    expect(run(ruleset, good, options).isLimited).toBe(isLimited);
  });

  it('are left out silently where the user wants it so', () => {
    const options: LintOptions = { severities: new Map([['eblint/too-many', 'off']]) };
    expect(ruleIdsOf(warnings(11), options)).toHaveLength(10_000);
  });
});
