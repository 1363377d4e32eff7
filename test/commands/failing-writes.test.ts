import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runEblint } from '../support/run-eblint.js';
import { temporaryFolder } from '../support/temporary.js';
import { type Fault, FaultyDisk, foldersIn, textsIn, writingPorts } from '../support/writes.js';

const nginx = (name: string, line: string): string =>
  `files:\n  /etc/nginx/conf.d/${name}:\n    content: |\n      ${line}\n`;

/** Two files that are moved out of `.config` files, of which one is empty without it. */
const MOVES = {
  '.ebextensions/01.config': `# one\n${nginx('a.conf', 'proxy_read_timeout 300s;')}packages:\n  yum:\n    git: []\n`,
  '.ebextensions/02.config': nginx('b.conf', 'client_max_body_size 20m;'),
};

const MODE = 'files:\n  /opt/a:\n    mode: 000755\n    content: x\n';

const FIXABLE = { '.ebextensions/a.config': MODE, '.ebextensions/b.config': MODE.replace('/a', '/b') };

const BASELINE = 'eblint-suppressions.json';
const KNOWN = { Procfile: 'web gunicorn app:app\n', '.git/HEAD': '' };
const COUNTED = `{"Procfile":{"procfile/invalid-line":{"line 2d4e":1,"line 0":7}}}`;

/** What each command does to a project, and the files that are changed together, of which the first is named. */
const COMMANDS: readonly (readonly [
  argv: string,
  files: Readonly<Record<string, string>>,
  units: readonly (readonly [named: string, ...others: string[]])[],
])[] = [
  [
    'migrate --write',
    MOVES,
    [
      ['.ebextensions/01.config', '.platform/nginx/conf.d/a.conf'],
      ['.ebextensions/02.config', '.platform/nginx/conf.d/b.conf'],
    ],
  ],
  ['--fix', FIXABLE, Object.keys(FIXABLE).map((name) => [name])],
  ['--suppress-all', KNOWN, [[BASELINE]]],
  ['--suppress-all', { ...KNOWN, [BASELINE]: COUNTED }, [[BASELINE]]],
  ['--prune-suppressions', { ...KNOWN, [BASELINE]: COUNTED }, [[BASELINE]]],
  ['--init', KNOWN, [['eblint.config.yaml']]],
  ['--output-file report.txt', KNOWN, [['report.txt']]],
];

const FAULTS: readonly Fault[] = ['one refusal', 'a full disk', 'a kill'];

const eblint = (cwd: string, argv: string) => runEblint(cwd, argv.split(' '), writingPorts(cwd));

/** Each line that is in a project before and after a command, and is nowhere now. */
function lostLines(
  before: Record<string, string>,
  after: Record<string, string>,
  now: Record<string, string>,
) {
  const linesOf = (texts: Record<string, string>) =>
    new Set(Object.values(texts).flatMap((text) => text.split('\n').map((line) => line.trim())));
  const [kept, there] = [linesOf(after), linesOf(now)];
  return [...linesOf(before)].filter((line) => kept.has(line) && !there.has(line));
}

/** The texts of files, without what differs from folder to folder. */
const pick = (texts: Record<string, string>, names: readonly string[], root: string) =>
  names.map((name) => texts[name]?.replaceAll(root, ''));

describe.each(COMMANDS)('eblint %s', (argv, files, units) => {
  it.each(FAULTS)(
    'with a fault at every step: %s',
    async (fault) => {
      const disk = new FaultyDisk();
      const done = temporaryFolder(files);
      const { exitCode } = await eblint(done, argv);
      const [before, after] = [files, textsIn(done)];
      expect(after).not.toEqual(before);
      let step = 0;
      for (;;) {
        const root = temporaryFolder(files);
        const { exitCode: code, stderr } = await disk
          .during(++step, fault, () => eblint(root, argv))
          .catch((error: unknown) => ({ exitCode: 'killed', stderr: String(error) }));
        if (!disk.wasFaulty) break;
        const now = textsIn(root);
        const where = `${disk.steps.map(({ name }) => name).join(' ')}\n${stderr}`;
        expect(lostLines(before, after, now), where).toEqual([]);
        if (fault === 'a kill') {
          await eblint(root, argv);
          // What the killed run began, the next one ends.
          const ended = textsIn(root);
          for (const names of units)
            expect(pick(ended, names, root), where).toEqual(pick(after, names, done));
          continue;
        }
        const absent = units.filter((names) => {
          const [own, old, fresh] = [
            pick(now, names, root),
            pick(before, names, ''),
            pick(after, names, done),
          ];
          expect([old, fresh], where).toContainEqual(own);
          return JSON.stringify(own) === JSON.stringify(old);
        });
        // What could not be flushed, or cleaned up, is there all the same.
        expect(code, where).toBe(absent.length > 0 ? 2 : exitCode);
        if (absent.length > 0) expect(stderr, where).toContain('Cannot write');
        for (const [name] of absent) expect(stderr, where).toContain(name);
        if (absent.length === units.length)
          expect(foldersIn(root), where).toEqual(foldersIn(temporaryFolder(files)));
      }
      expect(step).toBeGreaterThan(1);
    },
    120_000,
  );
});

describe('migrate --write where a new file cannot be created', () => {
  it.each<[string, number, (root: string) => void]>([
    [
      '.platform is a link out of the project',
      1,
      (root) => {
        symlinkSync(temporaryFolder({}), join(root, '.platform'));
      },
    ],
    [
      '.platform/nginx is a link out of the project',
      1,
      (root) => {
        mkdirSync(join(root, '.platform'));
        symlinkSync(temporaryFolder({}), join(root, '.platform/nginx'));
      },
    ],
    [
      '.platform is a link to nothing',
      1,
      (root) => {
        symlinkSync('nowhere', join(root, '.platform'));
      },
    ],
    [
      '.platform/nginx is a file',
      1,
      (root) => {
        mkdirSync(join(root, '.platform'));
        writeFileSync(join(root, '.platform/nginx'), '');
      },
    ],
  ])('%s', async (_, code, prepare) => {
    const root = temporaryFolder(MOVES);
    prepare(root);
    const names = readdirSync(root, { recursive: true });
    const { exitCode, stderr } = await eblint(root, 'migrate --write');
    expect(exitCode).toBe(code);
    expect(textsIn(join(root, '.ebextensions'))).toEqual(
      textsIn(join(temporaryFolder(MOVES), '.ebextensions')),
    );
    expect(readdirSync(root, { recursive: true })).toEqual(names);
    for (const name of Object.keys(MOVES)) expect(stderr).toContain(`Not fixed: ${name}:`);
  });
});
