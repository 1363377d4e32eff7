import { beforeEach, describe, expect, it } from 'vitest';
import { runEblint } from '../support/run-eblint.js';
import { temporaryFolder } from '../support/temporary.js';

const UNQUOTED = 'files:\n  /a:\n    mode: 0755\n    content: x\n';
const PLACEHOLDER = 'option_settings:\n  aws:elasticbeanstalk:application:environment: {KEY: "<your_key>"}\n';
const PYTHON = ['--platform', 'Python 3.12'];

let root: string;
beforeEach(() => {
  root = temporaryFolder({
    '.git/': '',
    'a/.ebextensions/1.config': UNQUOTED,
    'a/.ebextensions/2.config': UNQUOTED.replace('/a', '/b') + PLACEHOLDER,
    'b/.ebextensions/1.config': UNQUOTED,
    'clean/.ebextensions/1.config': 'option_settings: {}\n',
  });
});

describe('--statistics', () => {
  it('counts findings by rule, and by project and rule', async () => {
    const run = await runEblint(root, ['--statistics', ...PYTHON]);
    expect(run).toEqual({
      exitCode: 1,
      stderr: '',
      stdout: `findings  fixable  projects  rule
       3        3         2  config/unquoted-mode
       1        0         1  settings/placeholder

Project a: 2 errors and 1 warning
       2  config/unquoted-mode
       1  settings/placeholder

Project b: 1 error
       1  config/unquoted-mode

3 errors and 1 warning in 2 of 3 projects (4 files checked)
Fixable: 3 with --fix
`,
    });
  });

  it('is shorter for one project, and says where nothing is found', async () => {
    expect((await runEblint(root, ['b', '--statistics', ...PYTHON])).stdout).toBe(
      `findings  fixable  rule
       1        1  config/unquoted-mode

1 error in 1 project (1 file checked)
Fixable: 1 with --fix
`,
    );
    expect((await runEblint(root, ['clean', '--statistics', ...PYTHON])).stdout).toBe(
      'No problems in 1 project (1 file checked)\n',
    );
  });

  it('counts a fix that would be refused nowhere: not in the table, the report, its tags or its last line', async () => {
    const notUtf8 = Buffer.concat([Buffer.from(UNQUOTED), Buffer.from([0x23, 0xe9, 0x0a])]);
    const folder = temporaryFolder({
      Procfile: 'web: gunicorn app\n',
      '.ebextensions/1.config': notUtf8,
      '.ebextensions/2.config': UNQUOTED.replace('/a', '/b'),
    });
    const only = ['--rule', 'config/unquoted-mode: error', ...PYTHON];
    const report = await runEblint(folder, only);
    const { stdout } = await runEblint(folder, ['--statistics', ...only]);
    expect(stdout).toMatch(/^ +2 +1 {2}config\/unquoted-mode$/m);
    expect(report.stdout.split('config/unquoted-mode')).toHaveLength(3);
    expect(report.stdout.split('[fixable]')).toHaveLength(2);
    for (const text of [stdout, report.stdout]) expect(text).toContain('\nFixable: 1 with --fix\n');
  });

  it('counts what is shown as fixable: errors only with --quiet', async () => {
    const folder = temporaryFolder({
      '.ebextensions/1.config': `${UNQUOTED}option_settings:\n  aws:autoscaling:asg:\n    Minsize: 1\n`,
    });
    const argv = ['--quiet', '--rule', 'settings/*: warning', ...PYTHON];
    expect((await runEblint(folder, argv)).stdout).toContain('\nFixable: 1 with --fix\n');
    expect((await runEblint(folder, argv.slice(1))).stdout).toContain('\nFixable: 2 with --fix\n');
  });

  it('says nothing of what can be fixed after fixes, of which other lines tell', async () => {
    const unsafe =
      'option_settings:\n  aws:elbv2:listener:80:\n    Rules: ws\n  aws:elbv2:listener:443:\n    Protocol: HTTPS\n  aws:elbv2:listenerrule:ws:\n    PathPatterns: /ws/*\n    Process: websockets\n    Priority: 1\n  aws:elasticbeanstalk:environment:process:websocket:\n    Port: 80\n';
    const folder = temporaryFolder({ '.ebextensions/1.config': UNQUOTED + unsafe });
    expect((await runEblint(folder, PYTHON)).stdout).toMatch(/\nFixable: 1 with --fix, \d more/);
    const { stdout, stderr } = await runEblint(folder, ['--fix', ...PYTHON]);
    expect(stderr).toContain('needs --unsafe-fixes');
    expect(stdout).not.toContain('Fixable:');
  });

  it('counts what is shown: errors only with --quiet', async () => {
    const { stdout } = await runEblint(root, ['--statistics', '--quiet', ...PYTHON]);
    expect(stdout).not.toContain('settings/placeholder');
    expect(stdout).toContain('\n3 errors in 2 of 3 projects');
  });

  it('says what was not checked', async () => {
    const { stdout } = await runEblint(root, ['b', '--statistics']);
    expect(stdout).toMatch(/\nThe platform is unknown, so \d+ rules checked less\. /);
    const all = await runEblint(root, ['--statistics']);
    expect(all.stdout).toMatch(/\nThe platform of some projects is unknown, so \d+ rules checked less\. /);
  });

  it('prints JSON', async () => {
    const { stdout, exitCode } = await runEblint(root, ['--statistics', '--format', 'json', ...PYTHON]);
    expect(exitCode).toBe(1);
    const placeholder = { errors: 0, warnings: 1, fixable: { safe: 0, unsafe: 0 } };
    const mode = (errors: number) => ({ errors, warnings: 0, fixable: { safe: errors, unsafe: 0 } });
    const url = (id: string): unknown => expect.stringMatching(new RegExp(`/${id}\\.md$`));
    expect(JSON.parse(stdout)).toEqual({
      schemaVersion: 1,
      errors: 3,
      warnings: 1,
      fixable: { safe: 3, unsafe: 0 },
      rules: [
        { ruleId: 'config/unquoted-mode', ...mode(3), projects: 2, url: url('config/unquoted-mode') },
        { ruleId: 'settings/placeholder', ...placeholder, projects: 1, url: url('settings/placeholder') },
      ],
      projects: [
        {
          root: `${root}/a`,
          errors: 2,
          warnings: 1,
          fixable: { safe: 2, unsafe: 0 },
          rules: [
            { ruleId: 'config/unquoted-mode', ...mode(2) },
            { ruleId: 'settings/placeholder', ...placeholder },
          ],
        },
        { root: `${root}/b`, ...mode(1), rules: [{ ruleId: 'config/unquoted-mode', ...mode(1) }] },
        { root: `${root}/clean`, ...mode(0), rules: [] },
      ],
      notes: [],
    });
  });

  it('leaves other reports of the run as they are', async () => {
    const written: Record<string, string> = {};
    const writeReport = (path: string, text: string) => void (written[path] = text);
    await runEblint(root, ['--statistics', '--output', 'json:x.json', ...PYTHON], { writeReport });
    const { stdout } = await runEblint(root, ['--format', 'json', ...PYTHON]);
    expect(JSON.parse(written['x.json']!)).toEqual(JSON.parse(stdout));
  });

  it.each([
    [
      ['--format', 'sarif'],
      'Flag --statistics prints text or json, not sarif. Use --output sarif:FILE for a report beside it.',
    ],
    [['--fix-dry-run'], 'Flag --statistics does not work with --fix-dry-run.'],
  ])('refuses %j', async (argv, message) => {
    expect(await runEblint(root, ['--statistics', ...argv])).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: `eblint: ${message}\n`,
    });
  });
});
