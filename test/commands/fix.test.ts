import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { WriteError } from '../../src/ports/file-system.js';
import type { Ports } from '../../src/ports/ports.js';
import { runEblint } from '../support/run-eblint.js';
import { temporaryFolder } from '../support/temporary.js';
import { textsIn, writingPorts } from '../support/writes.js';

/** A line of nginx for each new file. */
const LINES: Readonly<Record<string, string>> = {
  a: 'client_max_body_size 20m;',
  b: 'proxy_read_timeout 300s;',
  c: 'proxy_send_timeout 300s;',
  d: 'proxy_connect_timeout 60s;',
  e: 'send_timeout 60s;',
  z: 'client_body_timeout 60s;',
};

const NAMES = ['a', 'b', 'c', 'd', 'e'];

const nginx = (name: string): string =>
  `files:\n  /etc/nginx/conf.d/${name}.conf:\n    content: |\n      ${LINES[name]}\n`;

/** Files of which each is moved as a whole, and one that keeps something. */
const MOVES = {
  ...Object.fromEntries(NAMES.map((name, index) => [`.ebextensions/0${index}.config`, nginx(name)])),
  '.ebextensions/99.config': `${nginx('z')}packages:\n  yum:\n    git: []\n`,
};

type Writes = Pick<Ports, 'createFile' | 'replaceFile' | 'deleteFile'>;

/** Ports that write, and note what and what is taken back; a port may be told to fail. */
function recordingPorts(root: string, fails: (step: string) => boolean) {
  const steps: string[] = [];
  const real = writingPorts(root) as Writes;
  const step = (kind: string, path: string): void => {
    const name = `${kind} ${path.slice(root.length + 1)}`;
    steps.push(name);
    if (fails(name)) throw new WriteError(path, 'it is injected');
  };
  const recorded =
    <A extends unknown[]>(kind: string, write: (path: string, ...rest: A) => () => void) =>
    (path: string, ...rest: A) => {
      step(kind, path);
      const undo = write(path, ...rest);
      return () => {
        step(`undo ${kind}`, path);
        undo();
      };
    };
  const over = {
    ...writingPorts(root),
    createFile: recorded('create', real.createFile),
    replaceFile: recorded('replace', real.replaceFile),
    deleteFile: recorded('delete', real.deleteFile),
  };
  return { steps, over };
}

async function migrated(
  fails: (step: string) => boolean,
  argv = ['migrate', '--write'],
  more: Readonly<Record<string, string>> = {},
) {
  const root = temporaryFolder({ ...MOVES, ...more });
  const { steps, over } = recordingPorts(root, fails);
  return { root, steps, ...(await runEblint(root, argv, over)) };
}

const kindsIn = (steps: readonly string[]): string[] => [
  ...new Set(steps.map((step) => step.split(' ')[0]!)),
];

describe('writing fixes', () => {
  it('creates first, then replaces, then deletes', async () => {
    const { steps, exitCode } = await migrated(() => false);
    expect(kindsIn(steps)).toEqual(['create', 'replace', 'delete']);
    expect(steps).toHaveLength(12);
    expect(exitCode).toBe(0);
  });

  it('takes back the last change first, and makes the other fixes', async () => {
    const { root, steps, exitCode, stderr } = await migrated(
      (step) => step === 'delete .ebextensions/02.config',
    );
    const failed = steps.indexOf('delete .ebextensions/02.config');
    const undone = steps.slice(failed + 1, 2 * failed + 1);
    expect(undone).toEqual(
      steps
        .slice(0, failed)
        .map((step) => `undo ${step}`)
        .reverse(),
    );
    expect(exitCode).toBe(2);
    expect(stderr).toContain('eblint: Fixed 5 problems in 10 files: ');
    expect(stderr).toContain(
      'eblint: Not fixed: .ebextensions/02.config:2 proxy/overwritten-file: a file cannot be changed.\n',
    );
    expect(stderr).toContain(
      `eblint: Cannot write ${join(root, '.ebextensions/02.config')}: it is injected.\n`,
    );
    const texts = textsIn(root);
    expect(texts['.ebextensions/02.config']).toBe(nginx('c'));
    expect(Object.keys(texts)).not.toContain('.platform/nginx/conf.d/c.conf');
    expect(Object.keys(texts)).toContain('.platform/nginx/conf.d/a.conf');
  });

  it('gives up where file after file fails, with nothing changed and everything named', async () => {
    const { root, steps, exitCode, stderr } = await migrated((step) => step.startsWith('delete'));
    expect(steps.filter((step) => step.startsWith('delete'))).toHaveLength(3);
    expect(textsIn(root)).toEqual(MOVES);
    expect(exitCode).toBe(2);
    for (const name of Object.keys(MOVES)) expect(stderr).toContain(`Not fixed: ${name}:`);
    expect(stderr).toMatch(/^eblint: Nothing was fixed\.\neblint: Not fixed: /);
    expect(stderr).not.toContain('Only a part');
  });

  it('says what is left where a change cannot be taken back: what holds its text stays', async () => {
    const { root, exitCode, stdout, stderr } = await migrated(
      (step) => step === 'delete .ebextensions/03.config' || step === 'undo delete .ebextensions/01.config',
      [
        '--fix',
        '--unsafe-fixes',
        '--format',
        'unix',
        '--platform',
        'Python 3.12 running on 64bit Amazon Linux 2023',
      ],
    );
    const texts = textsIn(root);
    expect(exitCode).toBe(2);
    expect(texts['.ebextensions/02.config']).toBe(nginx('c'));
    expect(texts['.ebextensions/01.config']).toBe(undefined);
    for (const name of NAMES) expect(Object.keys(texts)).toContain(`.platform/nginx/conf.d/${name}.conf`);
    expect(stderr).toMatch(
      /eblint: Only a part of the fixes was made, in .*\/z\.conf.*: compare it with your last commit\.\n/,
    );
    expect(stderr).not.toMatch(/Only a part.*0[234]\.config/);
    // The report is about what is there now.
    for (const name of ['02', '03', '04']) expect(stdout).toContain(`.ebextensions/${name}.config:`);
    expect(stdout).not.toMatch(/0[01]\.config:/);
  });

  it.each([
    'undo create .platform/nginx/conf.d/a.conf',
    'undo replace .ebextensions/99.config',
    'undo delete .ebextensions/01.config',
  ])('reports what is there where this fails: %s', async (undo) => {
    const how = ['--format', 'unix', '--platform', 'Python 3.12 running on 64bit Amazon Linux 2023'];
    const { root, stdout, exitCode } = await migrated(
      (step) => step === 'delete .ebextensions/03.config' || step === undo,
      ['--fix', '--unsafe-fixes', ...how],
      { Procfile: 'web gunicorn app:app\n', '.ebextensions/folder.config/': '' },
    );
    expect(exitCode).toBe(2);
    expect(stdout).toContain('Procfile:1');
    expect((await runEblint(root, how)).stdout).toBe(stdout);
  });

  it('stops at an error that no disk makes', async () => {
    const root = temporaryFolder(MOVES);
    const over = {
      ...writingPorts(root),
      deleteFile: () => {
        throw new TypeError('a bug');
      },
    };
    const { exitCode, stderr } = await runEblint(root, ['migrate', '--write'], over);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('a bug');
    expect(stderr).not.toContain('Nothing was fixed');
  });

  it('asks first what may be written, and leaves out what may not, with all that depends on it', async () => {
    const root = temporaryFolder(MOVES);
    const { steps, over } = recordingPorts(root, () => false);
    const asked: string[] = [];
    const checkWrite: Ports['checkWrite'] = (kind, path) => {
      asked.push(`${kind} ${path.slice(root.length + 1)}`);
      if (path.endsWith('/a.conf') || path.endsWith('01.config'))
        throw new WriteError(path, 'it is injected');
    };
    const { exitCode, stderr } = await runEblint(root, ['migrate', '--write'], { ...over, checkWrite });
    expect(exitCode).toBe(2);
    for (const step of steps) expect(asked).toContain(step);
    expect(asked).toContain('create .platform/nginx/conf.d/a.conf');
    expect(asked).toContain('delete .ebextensions/01.config');
    expect(asked).toContain('replace .ebextensions/99.config');
    const written = steps.join(' ');
    for (const name of ['a.conf', 'b.conf', '00.config', '01.config']) expect(written).not.toContain(name);
    expect(steps).toHaveLength(8);
    expect(stderr).toContain(`Cannot write ${join(root, '.platform/nginx/conf.d/a.conf')}: it is injected.`);
    expect(stderr).toContain(`Cannot write ${join(root, '.ebextensions/01.config')}: it is injected.`);
  });

  it('does not read what a killed run left, and it has removed', async () => {
    const left = '.ebextensions/.eblint-1-newx.tmp';
    const root = temporaryFolder({ Procfile: 'web: gunicorn app:app\n', [left]: 'a: [' });
    const removed: (readonly string[])[] = [];
    const removeStaleTemporaries: Ports['removeStaleTemporaries'] = (paths) => (
      removed.push(paths),
      paths.filter((path) => path.endsWith('.tmp'))
    );
    const { stdout } = await runEblint(root, ['--fix', '--format', 'unix'], {
      ...writingPorts(root),
      removeStaleTemporaries,
    });
    expect(removed.flat()).toContain(join(root, left));
    expect(stdout).not.toContain('.tmp');
  });

  it('puts back what was deleted with its mode', async () => {
    const { root } = await migrated((step) => step === 'delete .ebextensions/04.config');
    expect(statSync(join(root, '.ebextensions/04.config')).mode & 0o777).toBe(0o644);
  });
});
