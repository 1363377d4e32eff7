import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { disk } from '../../src/io/disk.js';
import { expandGlob } from '../../src/io/expand-glob.js';
import { WriteError } from '../../src/ports/file-system.js';
import type { Ports } from '../../src/ports/ports.js';
import { stripAnsi } from '../../src/report/text/ansi.js';
import { rules } from '../../src/rules/index.js';
import { run } from '../../src/run.js';
import { VERSION } from '../../src/version.js';
import { REPOSITORY } from '../support/fixtures.js';
import { ports } from '../support/ports.js';
import { temporaryFolder } from '../support/temporary.js';

const PROJECTS = `${REPOSITORY}fixtures/projects/`;
const MISTAKES = `${PROJECTS}django-channels-mistakes`;
const CLEAN = `${PROJECTS}channels-443`;
const ONE_WARNING = `${REPOSITORY}fixtures/rules/config/ignored-encoding/bad-source`;

interface Run {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly written: Readonly<Record<string, string>>;
}

async function eblint(argv: readonly string[], overrides: Partial<Ports> = {}): Promise<Run> {
  const output = { stdout: '', stderr: '' };
  const written: Record<string, string> = {};
  const exitCode = await run(
    argv,
    ports({
      cwd: PROJECTS,
      stdout: { isTTY: false, write: (text) => void (output.stdout += text) },
      stderr: { write: (text) => void (output.stderr += text) },
      expandGlob,
      writeReport: (path, text) => void (written[path] = text),
      replaceFile: (path, { after }) => {
        written[path] = after;
        return () => undefined;
      },
      ...overrides,
    }),
  );
  return { exitCode, ...output, written };
}

describe('exit codes', () => {
  it('is 0 and silent where nothing is found', async () => {
    expect(await eblint([CLEAN])).toEqual({ exitCode: 0, stdout: '', stderr: '', written: {} });
  });

  it('is 1 for errors', async () => {
    const { exitCode, stdout, stderr } = await eblint([MISTAKES]);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('Procfile');
    expect(stderr).toBe('');
  });

  it.each(['frames', 'pretty', 'stylish', 'compact', 'unix', 'json', 'github'])(
    'does not depend on the format %s',
    async (format) => {
      expect((await eblint([MISTAKES, '--format', format])).exitCode).toBe(1);
      expect((await eblint([CLEAN, '--format', format])).exitCode).toBe(0);
    },
  );

  it('is 0 for warnings alone, 1 for more than --max-warnings allows', async () => {
    expect((await eblint([ONE_WARNING])).exitCode).toBe(0);
    expect((await eblint([ONE_WARNING, '--max-warnings', '1'])).exitCode).toBe(0);
    const tooMany = await eblint([ONE_WARNING, '--max-warnings=0']);
    expect(tooMany.exitCode).toBe(1);
    expect(tooMany.stderr).toBe('eblint: 1 warning, more than --max-warnings 0 allows.\n');
  });

  it('--quiet shows errors only, and still counts warnings for --max-warnings', async () => {
    const run = await eblint([ONE_WARNING, '--quiet', '--max-warnings', '0']);
    expect(run).toMatchObject({ exitCode: 1, stdout: '' });
  });

  it.each([
    [['--fromat', 'json'], 'Did you mean --format?'],
    [['--format', 'stilish', MISTAKES], 'stylish'],
    [['--rule', 'routing/port-mismath: off', MISTAKES], 'routing/port-mismatch'],
    [['--explain', 'routing/port-mismach'], 'routing/port-mismatch'],
    [
      ['--platform', 'Pyhton 3.12 running on 64bit Amazon Linux 2023', CLEAN],
      'Amazon Linux 2023" is not the name of a platform',
    ],
    [['no/such/folder'], 'Cannot read no/such/folder: no such file or folder.'],
  ])('is 2 with one line for %j', async (argv, reason) => {
    const { exitCode, stdout, stderr } = await eblint(argv);
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(reason);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('is 2 with the stack for a fault of eblint', async () => {
    const { exitCode, stderr } = await eblint([CLEAN], {
      files: {
        ...disk,
        kindOf() {
          throw new TypeError('broken port');
        },
      },
    });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/Please report it\.\nTypeError: broken port\n {4}at/);
  });
});

describe('a rule that fails', () => {
  /** One that each project is asked for. */
  const asked = rules.find((rule) => !('each' in rule) && !('needs' in rule))!;

  afterEach(() => {
    vi.restoreAllMocks();
  });

  it.each([
    ['where nothing else is found', CLEAN],
    ['whatever else is found', MISTAKES],
  ])('is exit code 2 %s', async (_, path) => {
    vi.spyOn(asked, 'check').mockImplementation(() => {
      throw new Error('broken rule');
    });
    const { exitCode, stdout } = await eblint([path, '-f', 'unix', '--rule', `${asked.id}:warning`]);
    expect(exitCode).toBe(2);
    expect(stdout).toContain('broken rule');
  });

  it('is exit code 2 in one of several projects', async () => {
    const check = vi.spyOn(asked, 'check');
    check.mockImplementationOnce(() => {
      throw new Error('broken rule');
    });
    check.mockReturnValue([]);
    expect((await eblint([CLEAN, `${PROJECTS}channels-80`])).exitCode).toBe(2);
  });
});

describe('what goes wrong outside of eblint', () => {
  it('is one line where the report cannot be written', async () => {
    const writeReport = (path: string) => {
      throw new WriteError(path, 'the disk is full');
    };
    expect(await eblint([CLEAN, '-o', 'a\u001b.txt'], { writeReport })).toMatchObject({
      exitCode: 2,
      stderr: 'eblint: Cannot write a\\u001b.txt: the disk is full.\n',
    });
  });
});

describe('no project', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(`${tmpdir()}/eblint-`);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is an error that says what was looked for and where', async () => {
    const { exitCode, stderr } = await eblint([], { cwd: folder });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^eblint: No Elastic Beanstalk project in \.: looked for \.ebextensions, .*\n$/);
  });

  it('is absent with --no-error-on-unmatched-pattern', async () => {
    expect(await eblint(['--no-error-on-unmatched-pattern'], { cwd: folder })).toMatchObject({
      exitCode: 0,
      stderr: '',
    });
  });
});

describe('rules and platform', () => {
  it('--rule changes a severity or switches a rule off', async () => {
    const path = `${PROJECTS}channels-443-port-mismatch`;
    expect((await eblint([path])).exitCode).toBe(1);
    expect((await eblint([path, '--rule', 'routing/port-mismatch: warning'])).exitCode).toBe(0);
    expect(await eblint([path, '--rule', 'routing/port-mismatch:off'])).toMatchObject({
      exitCode: 0,
      stdout: '',
    });
  });

  it('--preset strict runs all rules', async () => {
    expect((await eblint([CLEAN, '--preset', 'strict', '-f', 'unix'])).stdout).toContain('https/weak-policy');
  });

  it('--platform overrules the files', async () => {
    const path = `${PROJECTS}channels-443-port-mismatch`;
    const docker = 'Docker running on 64bit Amazon Linux 2023';
    expect((await eblint([path, '--platform', docker])).exitCode).toBe(0);
  });
});

describe('paths', () => {
  it('checks a project once, however many of its files are named', async () => {
    const one = await eblint([MISTAKES, '-f', 'unix']);
    const many = await eblint([
      `${MISTAKES}/Procfile`,
      `${MISTAKES}/.ebextensions/01_listeners.config`,
      MISTAKES,
      '-f',
      'unix',
    ]);
    expect(many).toEqual(one);
  });

  it('takes globs', async () => {
    const { stdout } = await eblint(['channels-443-port-*/Procfile', '-f', 'unix']);
    expect(stdout).toContain('channels-443-port-mismatch/Procfile');
    expect(stdout).not.toContain('channels-443-loopback');
  });

  it('takes a folder of projects', async () => {
    const { stdout } = await eblint(['.', '-f', 'unix']);
    expect(stdout).toContain('/channels-443-port-mismatch/');
    expect(stdout).toContain('/channels-443-loopback/');
  });
});

describe('output', () => {
  it('--output-file writes the report there', async () => {
    const { stdout, written } = await eblint([MISTAKES, '-f', 'json', '-o', 'report.json']);
    expect(stdout).toBe('');
    const results = JSON.parse(written['report.json']!) as { messages: unknown[] }[];
    expect(results.some(({ messages }) => messages.length > 0)).toBe(true);
  });

  it('--fix-dry-run prints or writes a diff and nothing else, and wins over --fix', async () => {
    const mismatch = `${PROJECTS}channels-443-port-mismatch`;
    const { stdout, stderr, written, exitCode } = await eblint([
      mismatch,
      '--fix-dry-run',
      '--fix',
      '--unsafe-fixes',
    ]);
    expect(stdout).toMatch(
      /^diff --git a\/(fixtures\/projects\/channels-443-port-mismatch\/Procfile) b\/\1\n--- a\/\1\n\+\+\+ b\/\1\n@@/,
    );
    expect({ written, exitCode }).toEqual({ written: {}, exitCode: 0 });
    expect(stderr).toBe('eblint: Would fix 1 problem in 1 file: channels-443-port-mismatch/Procfile.\n');
    const toFile = await eblint([mismatch, '--fix-dry-run', '--unsafe-fixes', '-o', 'fix.patch']);
    expect(toFile).toMatchObject({ stdout: '', written: { 'fix.patch': stdout } });
  });

  describe('prints no secret', () => {
    const SECRET = 'hunter2';

    it.each([
      ['between what a fix changes', `\tDB_HOST:\th\n\tDB_PASSWORD:\t${SECRET}\n\tDB_NAME:\tn\n`],
      ['in smart quotes', `    DB_PASSWORD: “${SECRET}”\n`],
    ])('%s, in a fix of the format json', async (_, lines) => {
      const indentation = lines.startsWith('\t') ? '\t' : '  ';
      const root = temporaryFolder({
        '.ebextensions/a.config': `option_settings:\n${indentation}aws:elasticbeanstalk:application:environment:\n${lines.replaceAll(/^\t/gm, '\t\t')}`,
      });
      const { stdout } = await eblint([root, '-f', 'json']);
      const [{ messages }] = JSON.parse(stdout) as [{ messages: { edits?: object; fix?: object }[] }];
      const fixes = messages.map(({ edits, fix }) => edits ?? fix).filter((fix) => fix !== undefined);
      expect(fixes).not.toEqual([]);
      expect(JSON.stringify(fixes)).not.toContain(SECRET);
    });

    it.each(['010', '0755', '1_000', '22:22'])('that looks like the number %s', async (value) => {
      const root = temporaryFolder({
        '.ebextensions/a.config': `option_settings:\n  aws:elasticbeanstalk:application:environment:\n    DB_PASSWORD: ${value}\n`,
      });
      const { stdout } = await eblint([root, '-f', 'json']);
      expect(stdout).toContain('settings/misread-value');
      expect(stdout.replaceAll(root, '')).not.toContain(value);
    });

    it.each([
      ['the value that is marked', 'DB_PASSWORD: 010', '010', 'DB_PASSWORD: ***'],
      ['beside what is marked', 'PORT: 010 # DB_PASSWORD: s3cret', 's3cret', 'PORT: 010 # DB_PASSWORD: ***'],
    ])('in a frame: %s', async (_, line, secret, shown) => {
      const root = temporaryFolder({
        '.ebextensions/a.config': `option_settings:\n  aws:elasticbeanstalk:application:environment:\n    ${line}\n`,
      });
      const { stdout } = await eblint([root]);
      expect(stdout).toContain('settings/misread-value');
      expect(stdout).toContain(`| ${' '.repeat(4)}${shown}`);
      expect(stdout.replaceAll(root, '')).not.toContain(secret);
    });

    it('in a frame of a line of JSON', async () => {
      const root = temporaryFolder({
        'Dockerrun.aws.json': `{ "AWSEBDockerrunVersion": "one", "Authentication": { "token": "${SECRET}" } }`,
      });
      const { stdout } = await eblint([root]);
      expect(stdout).toContain('"Authentication": { "token": *** } }\n');
      expect(stdout).not.toContain(SECRET);
    });

    it('in a frame of the Procfile', async () => {
      const root = temporaryFolder({
        '.ebextensions/a.config':
          'option_settings:\n  aws:elasticbeanstalk:environment:process:ws: {Port: 5000}\n  aws:elbv2:listenerrule:ws: {PathPatterns: /ws/*, Process: ws}\n  aws:elbv2:listener:80: {Rules: ws}\n',
        Procfile: `web: gunicorn app\nws: SECRET_KEY="s3cret x" daphne -b 0.0.0.0 --password ${SECRET} -p 5001 a:b\n`,
      });
      const { stdout } = await eblint([root]);
      expect(stdout).toContain('| ws: SECRET_KEY=*** daphne -b 0.0.0.0 --password *** -p 5001 a:b\n');
      expect(stdout).not.toContain('s3cret');
      expect(stdout).not.toContain(SECRET);
    });

    it('in the diff of a dry run: that file is left out, with a reason', async () => {
      const root = temporaryFolder({
        '.ebextensions/a.config': `option_settings:\n\taws:elasticbeanstalk:application:environment:\n\t\tDB_PASSWORD:\t${SECRET}\n`,
        '.ebextensions/b.config': 'files:\n  /a:\n    mode: 0755\n    content: x\n',
      });
      const { stdout, stderr, exitCode } = await eblint([root, '--fix-dry-run']);
      expect(stdout).toContain('+    mode: "000755"');
      expect(stdout + stderr).not.toContain(SECRET);
      expect(stderr).toMatch(/^eblint: Cannot show the diff of .*a\.config: /m);
      expect(exitCode).toBe(2);
    });
  });

  it('--fix says how much --unsafe-fixes would fix of the rest', async () => {
    const root = temporaryFolder({
      '.ebextensions/a.config':
        'files:\n  /a:\n    mode: 0755\n    content: x\ncommands:\n  01:\n    command: yum install -y python36\n',
    });
    const { stderr } = await eblint([root, '--fix', '--platform', 'Python 3.12']);
    expect(stderr).toMatch(
      /^eblint: Fixed 1 problem in 1 file: .*\n.*The fix of 1 more problem needs --unsafe-fixes\.$/m,
    );
  });

  it('--fix-dry-run says how much it would leave, beside the diff', async () => {
    const { stdout, stderr, exitCode } = await eblint([
      `${PROJECTS}channels-443-port-mismatch`,
      '--fix-dry-run',
    ]);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 1 });
    expect(stderr).toBe(
      'eblint: Nothing to fix without --unsafe-fixes.\n' +
        'eblint: 1 error and 0 warnings would remain; run eblint without --fix-dry-run to see them.\n',
    );
  });

  it('json names the other end and holds no source', async () => {
    const { stdout } = await eblint([`${PROJECTS}channels-443-port-mismatch`, '-f', 'json']);
    const results = JSON.parse(stdout) as {
      source?: string;
      messages: { relatedLocations?: { filePath: string }[] }[];
    }[];
    const related = results.flatMap(({ messages }) =>
      messages.flatMap(({ relatedLocations = [] }) => relatedLocations),
    );
    expect(related.map(({ filePath }) => filePath.endsWith('/.ebextensions/01_chat.config'))).toContain(true);
    expect(results.filter(({ source }) => source !== undefined)).toEqual([]);
  });

  it('gives installed formatters the source and a copy, and strips their colours', async () => {
    const { stdout } = await eblint([MISTAKES, '-f', 'mine'], {
      loadFormatter: (name) =>
        Promise.resolve((results) => {
          const text = `${name} ${results.find(({ source }) => source)?.source?.slice(0, 3)} \u001b[31mred\u001b[39m`;
          results.length = 0;
          return text;
        }),
    });
    expect(stdout).toMatch(/^eslint-formatter-mine .+ red\n$/s);
  });

  it('commands no build service, whatever an installed formatter or a project says', async () => {
    const { stdout } = await eblint([MISTAKES, '-f', 'mine'], {
      loadFormatter: () => Promise.resolve(() => ' ::error::x\n##vso[y]'),
    });
    expect(stdout).toBe(' \\u003a:error::x\n\\u0023#vso[y]\n');
    const broken = await eblint([MISTAKES], {
      expandGlob: () => Promise.reject(new Error()),
      files: {
        ...disk,
        list: () => {
          throw new Error('\n::stop-commands::x\n##[y]\u001b[31m');
        },
      },
    });
    expect(broken.exitCode).toBe(2);
    expect(broken.stderr).toContain('\n\\u003a:stop-commands::x\n\\u0023#[y]\uFFFD[31m\n');
  });

  it('--fix-dry-run shows a terminal no control characters, and git apply all of them', async () => {
    const root = temporaryFolder({
      Procfile: 'web: gunicorn app # \u001b[31m\u009b\nwebsocket: daphne -p 5001 app\n',
      '.ebextensions/a.config':
        'option_settings:\n  aws:elasticbeanstalk:environment:process:websocket:\n    Port: 5000\n  aws:elbv2:listenerrule:ws:\n    PathPatterns: /ws/*\n    Process: websocket\n',
    });
    const args = [root, '--fix-dry-run', '--unsafe-fixes'];
    const write = { text: '' };
    const terminal = { isTTY: true, write: (text: string) => void (write.text += text) };
    const piped = await eblint(args);
    expect(piped.stdout).toContain('# \u001b[31m\u009b\n');
    await eblint(args, { stdout: terminal });
    expect(write.text).toContain('\u001b[31m-websocket');
    expect(stripAnsi(write.text)).toBe(piped.stdout.replace('\u001b', '\uFFFD').replace('\u009b', '\uFFFD'));
    const { written } = await eblint([...args, '-o', 'fix.patch'], { stdout: terminal });
    expect(written['fix.patch']).toBe(piped.stdout);
  });

  it('--fix-dry-run prints no diff that a build service would obey; a file holds it', async () => {
    const fixable = (comment: string) =>
      temporaryFolder({
        '.ebextensions/a.config': `files:\n  /a:\n    mode: 0755 # ${comment}\n    content: x\n`,
      });
    const refused = await eblint([fixable('##vso[x]'), '--fix-dry-run']);
    expect(refused).toMatchObject({ exitCode: 2, stdout: '' });
    expect(refused.stderr).toMatch(/^eblint: The diff contains text that a build service would read/);
    const { exitCode, written } = await eblint([fixable('##vso[x]'), '--fix-dry-run', '-o', 'fix.patch']);
    expect(exitCode).toBe(0);
    expect(written['fix.patch']).toContain('# ##vso[x]');
    expect((await eblint([fixable('x'), '--fix-dry-run'])).stdout).toContain('+    mode: "000755" # x\n');
  });
});

describe('information', () => {
  it('--version is that of package.json', async () => {
    expect(VERSION).toBe(packageJson.version);
    expect((await eblint(['--version'])).stdout).toBe(`${VERSION}\n`);
  });

  it('--list-rules names every rule with severity and summary', async () => {
    const { stdout } = await eblint(['--list-rules']);
    expect(stdout).toMatch(/^routing\/port-mismatch +error +\S/m);
    expect(stdout).toMatch(/^https\/weak-policy +warning \(strict\) +\S/m);
  });

  it('--explain says what a rule reports, why, and its sources', async () => {
    const { stdout } = await eblint(['--explain', 'routing/port-mismatch']);
    expect(stdout).toMatch(/^routing\/port-mismatch\n/);
    expect(stdout).toContain('https://docs.aws.amazon.com/');
    expect(stdout).toMatch(
      /^Reported, for example:\n\n {2}\.ebextensions\/01_load_balancer\.config:\n {4}option_settings:\n/m,
    );
    expect(stdout).toMatch(/^ {4}✖ .*\n/m);
    expect(stdout).toMatch(/^Corrected:\n\n {2}\.ebextensions/m);
    expect(stdout).not.toContain('Not reported');
    expect(stdout).toMatch(/^ {4}and \d+ more: https:\S+routing\/port-mismatch\.md$/m);
    expect(
      Math.max(
        ...stdout
          .split('\n')
          .filter((line) => !line.includes('https:'))
          .map(({ length }) => length),
      ),
    ).toBeLessThanOrEqual(80);
  });
});
