import { describe, expect, it } from 'vitest';
import type { LintOptions } from '../../src/lint/lint-options.js';
import { lintModel } from '../../src/lint/lint-project.js';
import { deployedFiles } from '../../src/model/bundle/deployed-files.js';
import { placeOf, positionsOf } from '../../src/source/index.js';
import { projectOf } from '../support/fixtures.js';
import { type TestRule, testRule } from '../support/test-rule.js';

/** Reports every `bad` in every file. */
const everyBad: TestRule = testRule('settings/placeholder', function* (project) {
  for (const file of deployedFiles(project).files)
    if ('source' in file)
      for (const { index } of file.source.text.matchAll(/\bbad\b/g))
        yield { at: placeOf(file.source, index, index + 3), message: 'bad found' };
});

const lint = (name: string, text: string, options: LintOptions = {}) =>
  lintModel(projectOf({ [name]: text }), options, [everyBad]);

/** `LINE RULE` of what is reported. */
const left = (name: string, text: string, options?: LintOptions): string[] =>
  lint(name, text, options).diagnostics.map(
    ({ at, ruleId }) => `${positionsOf(at).start.line} ${ruleId.split('/')[1]}`,
  );

const CONFIG = '.ebextensions/a.config';
const HOOK = '.platform/hooks/predeploy/a.sh';
const NGINX = '.platform/nginx/conf.d/a.conf';
const RULE = 'settings/placeholder';

describe('a comment about the file', () => {
  it.each([
    ['YAML', CONFIG, `a: bad\n# eblint-disable ${RULE} -- why\nb: bad\n`],
    ['a Procfile', 'Procfile', `# eblint-disable ${RULE} -- why\nweb: bad\nworker: bad\n`],
    ['a shell script', HOOK, `#!/bin/sh\n# eblint-disable ${RULE} -- why\necho bad\n\necho bad\n`],
    ['nginx', NGINX, `# eblint-disable ${RULE} -- why\nserver {\n  bad bad;\n}\n`],
    ['any other text', 'Dockerfile', `# eblint-disable ${RULE} -- why\nRUN bad\n`],
    ['several rules', CONFIG, `# eblint-disable config/syntax-error, ${RULE} -- why\na: bad\n`],
  ])('covers %s whole', (_, name, text) => {
    expect(left(name, text)).toEqual([]);
  });

  it('covers no other file', () => {
    const project = projectOf({
      [CONFIG]: `# eblint-disable ${RULE} -- why\na: bad\n`,
      Procfile: 'web: bad\n',
    });
    expect(lintModel(project, {}, [everyBad]).diagnostics.map(({ at }) => at.file.name)).toEqual([
      'Procfile',
    ]);
  });

  it('is told where it names no finding', () => {
    expect(left(CONFIG, `# eblint-disable ${RULE} -- why\na: b\n`)).toEqual(['1 unused']);
  });
});

it('a comment covers only its line where parsing all scripts would cost too much', () => {
  const script = `#!/bin/sh\n# eblint-disable-next-line ${RULE} -- why\necho bad \\\n  bad\n`;
  expect(left(HOOK, script)).toEqual([]);
  expect(left(HOOK, `${script}${'a '.repeat(70_000)}\n`)).toEqual(['4 placeholder']);
});

describe('a comment on a line', () => {
  it.each([
    [
      'the whole command',
      HOOK,
      `#!/bin/sh\n# eblint-disable-next-line ${RULE} -- why\necho \\\n  bad\necho bad\n`,
      ['5 placeholder'],
    ],
    [
      'the whole block',
      NGINX,
      `# eblint-disable-next-line ${RULE} -- why\nserver {\n  listen bad;\n  a { b bad; }\n}\nbad;\n`,
      ['6 placeholder'],
    ],
    [
      'its own line',
      NGINX,
      `listen bad; # eblint-disable-line ${RULE} -- why\nlisten bad;\n`,
      ['2 placeholder'],
    ],
    [
      'the command of a Procfile',
      'Procfile',
      `web: bad # eblint-disable-line ${RULE} -- why\nw: bad\n`,
      ['2 placeholder'],
    ],
  ])('covers %s', (_, name, text, expected) => {
    expect(left(name, text)).toEqual(expected);
  });

  const comment = `# eblint-disable-line ${RULE} -- why`;

  it.each([
    ['quotes of a shell script', HOOK, `#!/bin/sh\necho "bad ${comment}"\n`],
    ['a here-document', HOOK, `#!/bin/sh\ncat <<EOF\nbad ${comment}\nEOF\n`],
    ['a script that no hook is', 'deploy.sh', `echo 'bad ${comment}'\n`],
    ['quotes of nginx', NGINX, `return 200 "bad ${comment}";\n`],
    ['quotes of a Procfile', 'Procfile', `web: echo "bad ${comment}"\n`],
    ['a value of YAML', CONFIG, `a: "bad ${comment}"\n`],
  ])('is none within %s', (_, name, text) => {
    expect(left(name, text)).toEqual([
      `${text.slice(0, text.indexOf('bad')).split('\n').length} placeholder`,
    ]);
  });
});

describe('a date', () => {
  const text = (until: string) => `# eblint-disable-next-line ${RULE} -- why ${until}\na: bad\n`;
  const today = '2027-03-01';

  it.each([
    ['(until 2027-03-02)', []],
    ['(until 2027-03-01)', []],
    ['(until  2027-03-01 ) and so on', []],
    ['(until 2027-02-28)', ['1 expired', '2 placeholder']],
    ['(until 2028-02-29)', []],
    ['(until 2400-02-29)', []],
    ['(until 2100-02-29)', ['1 invalid-date']],
    ['(until 2027-02-29)', ['1 invalid-date']],
    ['(until 2027-13-01)', ['1 invalid-date']],
    ['(until 2027-04-31)', ['1 invalid-date']],
    ['(until 1.3.2026)', ['1 invalid-date']],
    ['(until)', ['1 invalid-date']],
    ['until 2020-01-01', []],
  ])('%s', (until, expected) => {
    expect(left(CONFIG, text(until), { today })).toEqual(expected);
  });

  it('means nothing where nobody says what day it is', () => {
    expect(left(CONFIG, text('(until 2020-01-01)'))).toEqual([]);
  });

  it('is no reason', () => {
    const comment = `# eblint-disable-next-line ${RULE} -- (until 2030-01-01)\na: bad\n`;
    expect(left(CONFIG, comment, { today })).toEqual(['1 no-reason']);
  });
});

describe('what is suppressed', () => {
  it('has its reason, and the severity that was chosen', () => {
    const text = `# eblint-disable ${RULE} -- one (until 2030-01-01) two\na: bad\n`;
    const { suppressed, suppressions } = lint(CONFIG, text, { severities: new Map([[RULE, 'warning']]) });
    expect(suppressed).toMatchObject([
      { ruleId: RULE, severity: 'warning', suppressions: [{ kind: 'directive', justification: 'one two' }] },
    ]);
    expect(suppressions).toMatchObject([
      { ruleId: RULE, scope: 'file', reason: 'one two', until: '2030-01-01', isExpired: false },
    ]);
  });

  it('has the reason of a comment that covers it', () => {
    const text = `# eblint-disable-next-line ${RULE} -- outer\na:\n  # eblint-disable-next-line ${RULE} -- inner\n  b: 1\n  c: bad\n`;
    expect(lint(CONFIG, text).suppressed[0]?.suppressions).toEqual([
      { kind: 'directive', justification: 'outer' },
    ]);
  });
});

it('a comment for eblint on a line of its own in a Procfile is a comment that Elastic Beanstalk does not know', () => {
  const found = (text: string) =>
    lintModel(projectOf({ Procfile: text }), {}).diagnostics.filter(
      ({ ruleId }) => ruleId === 'procfile/comment-line',
    );
  const [own] = found('# eblint-disable procfile/quoted-command -- why\nweb: gunicorn app:app\n');
  expect(own?.help).toBe(
    'Move it to the end of the line of the command, and write `eblint-disable-line` in it.',
  );
  expect(found('# other\nweb: gunicorn app:app\n')[0]?.help).toBe('Delete the line.');
  expect(found('web: gunicorn app:app # eblint-disable-line procfile/no-web -- why\n')).toEqual([]);
});
