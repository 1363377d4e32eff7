import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { REPOSITORY } from '../support/fixtures.js';
import { codeBlocks, commandsOf, PAGES, pageText } from '../support/pages.js';
import { INSTALL_TIMEOUT, installedProgram, npm, run } from '../support/program.js';
import { git } from '../support/repository.js';
import { zipOf } from '../support/zip.js';

/** A folder in which the packed program is installed as a user would install it. */
let home: string;

const eblint = (...args: string[]) =>
  run(process.execPath, [`${home}/node_modules/eblint/dist/cli.cjs`, ...args], home);

beforeAll(async () => {
  ({ home } = await installedProgram());
  cpSync(`${REPOSITORY}fixtures/projects/channels-443-port-mismatch`, `${home}/chat`, { recursive: true });
}, INSTALL_TIMEOUT);

describe('the packed program', () => {
  it('is one package', () => {
    expect(readdirSync(`${home}/node_modules`).filter((name) => !name.startsWith('.'))).toEqual(['eblint']);
  });

  it.each([
    ['require', ['-e', "console.log(typeof require('eblint').lintProject)"]],
    [
      'import',
      ['--input-type=module', '-e', "import { lintProject } from 'eblint'; console.log(typeof lintProject)"],
    ],
  ])('is a library for %s, which runs nothing by itself', (_, args) => {
    const { status, stdout, stderr } = run(process.execPath, args, home);
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: 'function\n', stderr: '' });
  });

  it('can be called by its name', () => {
    const { status, stdout } = run(npm, ['exec', '--', 'eblint', '--version'], home);
    expect({ status, stdout: stdout.trim() }).toEqual({ status: 0, stdout: '0.1.0' });
  });

  it('finds the mistake and names both ends', () => {
    const { status, stdout, stderr } = eblint('chat');
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toContain('5001');
    expect(stdout).toContain('chat/.ebextensions/01_chat.config');
  });

  it.each(['stylish', 'compact', 'unix', 'json', 'github'])('prints %s', (format) => {
    const { status, stdout } = eblint('--format', format, 'chat');
    expect(status).toBe(1);
    expect(stdout).toContain('routing/port-mismatch');
  });

  it('takes globs', () => {
    expect(eblint('ch*/Proc*').status).toBe(1);
  });

  it.each(['esm', 'cjs', 'compiled'])('finds an installed formatter (%s)', (kind) => {
    const folder = `${home}/node_modules/eslint-formatter-${kind}`;
    const code = {
      esm: 'export default (results) => `${results.length} files`;',
      cjs: 'module.exports = (results) => `${results.length} files`;',
      compiled: 'exports.__esModule = true; exports.default = (results) => `${results.length} files`;',
    }[kind]!;
    mkdirSync(folder);
    writeFileSync(
      `${folder}/package.json`,
      JSON.stringify({ main: 'index.js', type: kind === 'esm' ? 'module' : 'commonjs' }),
    );
    writeFileSync(`${folder}/index.js`, code);
    const { stdout, stderr } = eblint('--format', kind, 'chat');
    rmSync(folder, { recursive: true });
    expect({ stdout, stderr }).toEqual({ stdout: '2 files\n', stderr: '' });
  });

  it('ends quietly when the reader goes away', () => {
    const command = `"${process.execPath}" node_modules/eblint/dist/cli.cjs --list-rules | head -n 1; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = run('bash', ['-c', command], home);
    expect(stderr).toBe('');
    expect(stdout.trim().split('\n')).toHaveLength(2);
  });

  it('works as a library, as its page shows it', () => {
    const code = codeBlocks(pageText('docs/library.md'), 'js').join('\n');
    const { stdout, stderr } = run(process.execPath, ['--input-type=module', '-e', code], home);
    const expected = [...code.matchAll(/^\/\/ (.*\n?)/gm)].map(([, line]) => line).join('');
    expect({ stdout: stdout.trim(), stderr }).toEqual({ stdout: expected, stderr: '' });
  });

  it.each(PAGES.filter((path) => commandsOf(pageText(path)).length > 0))(
    'runs the commands of %s',
    (page) => {
      writeFileSync(`${home}/options.json`, '{ "Options": [] }');
      writeFileSync(
        `${home}/plan.json`,
        '{ "format_version": "1.2", "planned_values": { "root_module": {} } }',
      );
      writeFileSync(`${home}/app.zip`, zipOf([{ name: 'Procfile', text: 'web: npm start\n' }]));
      writeFileSync(`${home}/settings.json`, '{ "ConfigurationSettings": [] }');
      // Some compare with the branch "main".
      git(home, ['init', '-q', '-b', 'main']);
      git(home, ['commit', '-q', '--allow-empty', '-m', 'a']);
      git(home, ['add', 'chat']);
      for (const argv of commandsOf(pageText(page))) {
        const { status, stderr } = eblint(...argv);
        expect({ argv, status, stderr }).toEqual({
          argv,
          status: expect.toBeOneOf([0, 1]),
          stderr: expect.not.stringMatching(/^eblint: (?!Nothing to fix|eblint-suppressions\.json has )/m),
        });
      }
    },
    60_000,
  );

  it('explains a rule with its examples', () => {
    const { status, stdout } = eblint('--explain', 'routing/port-mismatch');
    expect(status).toBe(0);
    expect(stdout).toContain('daphne -b 0.0.0.0 -p 5001');
  });
});

describe('fixes', () => {
  const texts = (folder: string) =>
    ['Procfile', '.ebextensions/01_chat.config'].map((name) =>
      readFileSync(`${home}/${folder}/${name}`, 'utf8'),
    );

  it('--fix --unsafe-fixes fixes the file, and a second run finds nothing', () => {
    cpSync(`${home}/chat`, `${home}/fixed`, { recursive: true });
    expect(eblint('--fix', 'fixed').status).toBe(1);
    expect(texts('fixed')).toEqual(texts('chat'));
    expect(eblint('--fix', '--unsafe-fixes', 'fixed')).toMatchObject({
      status: 0,
      stdout: '',
      stderr: 'eblint: Fixed 1 problem in 1 file: fixed/Procfile.\n',
    });
    expect(texts('fixed')[0]).toBe(texts('chat')[0]!.replace('5001', '5000'));
    expect(eblint('fixed').status).toBe(0);
  });

  it('--fix-dry-run prints a diff that git apply takes, and changes nothing', () => {
    cpSync(`${home}/chat`, `${home}/patched`, { recursive: true });
    const { stdout } = eblint('--fix-dry-run', '--unsafe-fixes', 'patched');
    expect(texts('patched')).toEqual(texts('chat'));
    writeFileSync(`${home}/fix.patch`, stdout);
    const applied = run('git', ['apply', 'fix.patch'], home);
    expect(applied.status, applied.stderr).toBe(0);
    expect(texts('patched')).toEqual(texts('fixed'));
  });
});
