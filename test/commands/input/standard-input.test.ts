import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { REPOSITORY } from '../../support/fixtures.js';
import { runEblint } from '../../support/run-eblint.js';
import { temporaryFolder } from '../../support/temporary.js';

const CONFIG = '.ebextensions/a.config';
const RIGHT = 'option_settings:\n  aws:elbv2:listener:80:\n    Protocol: HTTP\n';
const WRONG = RIGHT.replace('HTTP', 'nobody');

/** Its finding is in the Procfile, and has its other end in the configuration. */
const MISMATCH = `${REPOSITORY}fixtures/projects/channels-443-port-mismatch`;

async function eblint(cwd: string, name: string, text: string, ...argv: string[]) {
  const stdin = { isTTY: false, read: () => Promise.resolve(text) };
  const run = await runEblint(cwd, ['--stdin', '--stdin-filename', name, '-f', 'json', ...argv], { stdin });
  if (run.stdout === '') return { ...run, findings: [] };
  const results = JSON.parse(run.stdout) as {
    filePath: string;
    messages: { line: number; ruleId: string }[];
  }[];
  const findings = results.flatMap(({ filePath, messages }) =>
    messages.map(({ line, ruleId }) => `${filePath.replace(`${cwd}/`, '')}:${line} ${ruleId}`),
  );
  return { ...run, findings };
}

describe('--stdin', () => {
  it('takes the place of the file on the disk', async () => {
    const root = temporaryFolder({ [CONFIG]: RIGHT });
    expect(await eblint(root, CONFIG, WRONG)).toMatchObject({
      exitCode: 1,
      findings: [`${CONFIG}:3 settings/invalid-value`],
    });
    expect(await eblint(root, CONFIG, RIGHT)).toMatchObject({ exitCode: 0, findings: [] });
  });

  it.each(['.ebextensions/new.config', 'app/.ebextensions/new.config', 'app/new/.ebextensions/a.config'])(
    'may be a file that is not saved yet: %s',
    async (name) => {
      const root = temporaryFolder({ 'app/requirements.txt': '' });
      expect((await eblint(root, name, WRONG)).findings).toEqual([`${name}:3 settings/invalid-value`]);
    },
  );

  it('reports nothing of other files', async () => {
    const root = temporaryFolder({ [CONFIG]: WRONG, Procfile: 'web: gunicorn app:app\n' });
    expect(await eblint(root, 'Procfile', 'web: gunicorn app:app\n')).toMatchObject({
      exitCode: 0,
      findings: [],
    });
  });

  it('reports findings elsewhere that have their other end in the file', async () => {
    const name = '.ebextensions/01_chat.config';
    const text = readFileSync(`${MISMATCH}/${name}`, 'utf8');
    expect((await eblint(MISMATCH, name, text)).findings).toEqual(['Procfile:2 routing/port-mismatch']);
    expect((await eblint(MISMATCH, name, text.replace('5000', '5001'))).findings).toEqual([]);
    expect((await eblint(MISMATCH, '.ebextensions/other.config', '')).findings).toEqual([]);
  });

  it.each([
    ['the project does not read it', { [CONFIG]: WRONG }, 'src/app.py'],
    ['.ebignore leaves it out', { [CONFIG]: RIGHT, '.ebignore': 'old.config\n' }, '.ebextensions/old.config'],
  ])('is silent where %s', async (_, files, name) => {
    const run = await eblint(temporaryFolder(files), name, 'anything: [');
    expect(run).toMatchObject({ exitCode: 0, findings: [], stderr: '' });
  });

  it('is an error where there is no project, unless that is all right', async () => {
    const root = temporaryFolder({ 'a.txt': '' });
    const { exitCode, stderr } = await eblint(root, 'a.txt', '');
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^eblint: No Elastic Beanstalk project in a\.txt: looked for /);
    expect(await eblint(root, 'a.txt', '', '--no-error-on-unmatched-pattern')).toMatchObject({
      exitCode: 0,
      stderr: '',
    });
  });

  it('has the limit of a file', async () => {
    const run = await eblint(temporaryFolder({ [CONFIG]: RIGHT }), CONFIG, `# ${'a'.repeat(2 ** 20)}\n`);
    expect(run.findings).toEqual([`${CONFIG}:1 project/unreadable`]);
  });

  it('--fix-dry-run prints a diff from the text of standard input', async () => {
    const root = temporaryFolder({ [CONFIG]: RIGHT });
    const text = 'files:\n  /a:\n    mode: 0755\n    content: x\n';
    const stdin = { isTTY: false, read: () => Promise.resolve(text) };
    const { stdout } = await runEblint(root, ['--stdin', '--stdin-filename', CONFIG, '--fix-dry-run'], {
      stdin,
    });
    expect(stdout).toContain('-    mode: 0755\n+    mode: "000755"\n');
  });

  it.each([
    [['--stdin'], 'Flags --stdin and --stdin-filename work only together.'],
    [['--stdin-filename', 'a'], 'Flags --stdin and --stdin-filename work only together.'],
    [
      ['--stdin', '--stdin-filename', 'a', 'b'],
      'Flag --stdin takes no paths: the file is named by --stdin-filename.',
    ],
    [['--stdin', '--stdin-filename', 'a', '--staged'], 'Flags --stdin and --staged cannot be combined.'],
    [
      ['--stdin', '--stdin-filename', 'a', '--fix'],
      'Flag --fix cannot be combined with --stdin. Use --fix-dry-run.',
    ],
  ])('%j is refused', async (argv, message) => {
    expect(await runEblint(temporaryFolder({}), argv)).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: `eblint: ${message}\n`,
    });
  });
});
