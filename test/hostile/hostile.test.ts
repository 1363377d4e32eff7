import { execFileSync } from 'node:child_process';
import {
  closeSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readProjectFiles } from '../../src/discover/read-project.js';
import { disk } from '../../src/io/disk.js';
import { lintProject } from '../../src/lint/lint-project.js';
import { type FileSystem, ReadError } from '../../src/ports/file-system.js';
import { formatNames } from '../../src/report/formats.js';
import { INSTALL_TIMEOUT, installedProgram, type Program, runProgram } from '../support/program.js';
import { runEblint } from '../support/run-eblint.js';
import { temporaryFolder } from '../support/temporary.js';
import { balancerNamed, INHERITED, projectNamed } from './projects.js';

let program: Program;
beforeAll(async () => {
  program = await installedProgram();
}, INSTALL_TIMEOUT);

const SETTINGS = 'option_settings:\n  aws:elbv2:listener:80: {Protocol: nobody}\n';

const eblint = (root: string, ...args: string[]) =>
  runProgram(program, ['--format', 'unix', ...args], { cwd: root });

describe('names that every object answers to', () => {
  it.each(INHERITED)('%s', (name) => {
    const files = readProjectFiles(temporaryFolder(projectNamed(name)), disk);
    const { crashed, diagnostics } = lintProject(files, { preset: 'strict' });
    expect(crashed).toBe(false);
    // An inherited property that is taken for a fact ends in one of these.
    for (const { message } of diagnostics) expect(message).not.toMatch(/undefined|\[object|native code|NaN/);
    const ordinary = temporaryFolder(projectNamed(name.replace(/[a-z]/gi, 'q')));
    const expected = lintProject(readProjectFiles(ordinary, disk), { preset: 'strict' });
    expect(diagnostics.map(({ ruleId }) => ruleId).sort()).toEqual(
      expected.diagnostics.map(({ ruleId }) => ruleId).sort(),
    );
  });

  it.each(INHERITED)('%s, for a load balancer of another kind', (name) => {
    const folder = temporaryFolder(balancerNamed(name));
    for (const kind of readdirSync(folder)) {
      const { crashed, diagnostics } = lintProject(readProjectFiles(join(folder, kind), disk));
      expect(crashed).toBe(false);
      expect(diagnostics.map(({ ruleId }) => ruleId)).toContain('settings/unknown-option');
    }
  });
});

describe('what is not a file', () => {
  it('a pipe, a socket and a device are named and never opened', async () => {
    const root = temporaryFolder({ '.ebextensions/ok.config': 'commands: {' });
    execFileSync('mkfifo', [join(root, '.ebextensions/pipe.config'), join(root, 'Procfile')]);
    symlinkSync('/dev/zero', join(root, '.ebextensions/zero.config'));
    const socket = createServer().listen(join(root, '.ebextensions/socket.config'));
    await new Promise((resolve) => socket.once('listening', resolve));
    const { status, stdout } = eblint(root);
    socket.close();
    expect(status).toBe(1);
    for (const name of ['Procfile', 'pipe.config', 'zero.config', 'socket.config'])
      expect(stdout).toMatch(new RegExp(`${name} cannot be read: it is neither a file nor a folder`));
    // What is there to be read still is.
    expect(stdout).toContain('ok.config');
  });

  it('a file that became a pipe since it was listed does not block', () => {
    const root = temporaryFolder({});
    execFileSync('mkfifo', [join(root, 'pipe')]);
    expect(() => disk.read(join(root, 'pipe'))).toThrow('it is neither a file nor a folder');
    expect(() => disk.read(root)).toThrow('it is a folder');
  });

  it('links in a circle, to nothing and to the whole disk end', () => {
    const root = temporaryFolder({ '.ebextensions/ok.config': SETTINGS, '.platform/hooks/x.sh': 'x' });
    symlinkSync('circle.config', join(root, '.ebextensions/circle.config'));
    symlinkSync('nothing', join(root, '.ebextensions/dangling.config'));
    symlinkSync('..', join(root, '.platform/up'));
    symlinkSync('/', join(root, '.platform/all'));
    symlinkSync('.', join(root, 'again'));
    const { status, stdout, stderr } = eblint(root);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toMatch(/dangling\.config cannot be read: it is a broken link/);
    expect(stdout).toMatch(/circle\.config cannot be read/);
  }, 60_000);

  it('patterns do not follow them', () => {
    const root = temporaryFolder({ '.ebextensions/ok.config': SETTINGS });
    for (const name of ['a', 'b', 'c']) symlinkSync('.', join(root, name));
    const { status, stdout } = eblint(root, '**/*.config');
    expect(status).toBe(1);
    expect(stdout.match(/ok\.config:/g)).toHaveLength(1);
  });

  it('of a file outside of the project, nothing is shown', () => {
    const outside = temporaryFolder({
      passwd: 'root:x:0:0:s3cretword:/root:/bin/bash\nb: c: s3cretword d\n',
    });
    const root = temporaryFolder({ '.ebextensions/ok.config': SETTINGS });
    symlinkSync(join(outside, 'passwd'), join(root, '.ebextensions/x.config'));
    const { status, stdout } = eblint(root, '--preset', 'strict');
    expect(status).toBe(1);
    expect(stdout).toContain('x.config');
    expect(stdout).not.toContain('s3cretword');
  });
});

/** The disk, but for some calls on some paths. */
const diskBut = (changes: Partial<FileSystem>): FileSystem => ({ ...disk, ...changes });

describe('files that change under the eyes', () => {
  const root = () =>
    temporaryFolder({ '.ebextensions/a.config': SETTINGS, '.ebextensions/b.config': SETTINGS });
  const reasons = (files: FileSystem, at = root()): string[] =>
    lintProject(readProjectFiles(at, files))
      .diagnostics.filter(({ ruleId }) => ruleId === 'project/unreadable')
      .map(({ message }) => message);

  it('vanish', () => {
    const files = diskBut({
      read: (path, limit) => {
        if (path.endsWith('a.config')) rmSync(path);
        return disk.read(path, limit);
      },
    });
    expect(reasons(files)).toEqual([
      expect.stringContaining('a.config cannot be read: no such file or folder'),
    ]);
  });

  it('vanish with their folder', () => {
    const files = diskBut({
      list: (folder) => {
        if (folder.endsWith('.ebextensions')) rmSync(folder, { recursive: true });
        return disk.list(folder);
      },
    });
    expect(reasons(files)).toEqual([expect.stringContaining('.ebextensions cannot be read: no such')]);
  });

  it('may not be read', () => {
    const files = diskBut({
      read: (path) => {
        throw new ReadError(path, 'permission denied');
      },
    });
    expect(reasons(files)).toHaveLength(2);
  });

  // A file of the kernel has no size and yet a text, as one that grew since it was opened.
  it.runIf(process.platform === 'linux')('grow', () => {
    const files = diskBut({
      read: (path, limit) => disk.read(path.endsWith('a.config') ? '/proc/self/status' : path, limit),
    });
    expect(reasons(files)).toEqual([
      expect.stringContaining('a.config cannot be read: it changed while it was read'),
    ]);
  });
});

const ODD_NAMES = [
  'line\nbreak',
  'carriage\rreturn',
  '\u001b[31mred\u001b[0m',
  '\u001b]8;;http://example.com\u0007link',
  '\u009b31mred',
  '::error file=x::y',
  '::stop-commands::z',
  '##vso[task.setvariable variable=PATH]x',
  '##[add-matcher]x',
  'a%0Ab,c:d',
  '\u202Egnirts',
  '<b>&"quoted\'',
  '|pipe`tick`',
  'CON',
  'aux.txt',
  'dot.',
  ' blank ',
  'käse\u0308',
  '\u{1f600}',
  '--format=json',
  'x'.repeat(240),
];

describe('names that act on whoever prints them', () => {
  const texts = () =>
    Object.fromEntries(
      ODD_NAMES.flatMap((name) => [
        [
          `.ebextensions/${name}.config`,
          `option_settings:\n  ${JSON.stringify(`aws:elbv2:listenerrule:${name}`)}: {Process: ${JSON.stringify(name)}}\n  aws:elbv2:listener:80: {Rules: ${JSON.stringify(`no ${name}`)}}\n`,
        ],
        [`.platform/nginx/${name}`, name],
      ]),
    );

  it.each(formatNames)('%s prints lines without control characters', (format) => {
    const { status, stdout, stderr } = eblint(
      temporaryFolder(texts()),
      '--format',
      format,
      '--preset',
      'strict',
    );
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e]/);
    expect(stdout).not.toMatch(/##[a-z]*\[/);
    for (const line of stdout.split('\n')) expect(line).not.toMatch(/^\s*::(?!(?:error|warning) file=)/);
  });

  it('only commands of its own reach GitHub', () => {
    const { stdout } = eblint(temporaryFolder(texts()), '--format', 'github');
    for (const line of stdout.trimEnd().split('\n').slice(0, -1))
      expect(line).toMatch(
        /^::(?:error|warning) file=[^:,\n]*,line=\d+,endLine=\d+,(?:col=\d+,endColumn=\d+,)?title=[^:,]+::/,
      );
  });

  it('a folder of such a name is named on one line where it cannot be read', () => {
    for (const name of ['no\u001b[31m\nfolder', 'no\u001b(0\nfolder', 'no\u009b31m\nfolder']) {
      const { status, stderr } = eblint(temporaryFolder({}), name);
      expect(status).toBe(2);
      expect(stderr).toMatch(/^eblint: [ -~]*no\\u00[19]b[ -~]*\n$/);
    }
  });

  it('bytes that are no UTF-8 do no harm in a name', () => {
    const root = temporaryFolder({ '.ebextensions/ok.config': SETTINGS });
    writeFileSync(
      Buffer.concat([
        Buffer.from(`${root}/.ebextensions/`),
        Buffer.from([0xff, 0xfe]),
        Buffer.from('.config'),
      ]),
      SETTINGS,
    );
    const { status, stderr } = eblint(root);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  });

  it('paths beyond 260 characters are read', () => {
    const root = temporaryFolder({});
    const deep = join(root, ...Array.from({ length: 6 }, () => 'd'.repeat(60)), '.ebextensions');
    mkdirSync(deep, { recursive: true });
    writeFileSync(join(deep, 'x.config'), SETTINGS);
    expect(eblint(root).stdout).toContain('settings/invalid-value');
  });
});

const SECRETS = [
  '01234567',
  '0x1F2E3D',
  '12:30:45',
  'Tr0ub4dor&3$x',
  'postgres://u:pw@h:5432/d',
  'hunter2hunter2',
  'AKIAIOSFODNN7EXAMPLE',
  'wJalrXUtnFEMI/K7MDENG',
  '-----BEGIN RSA PRIVATE KEY-----',
];

/** A secret wherever a mistake is. */
const secretTexts = (secret: string): Readonly<Record<string, string>> => {
  const property = (value: string) =>
    `option_settings:\n  aws:elasticbeanstalk:application:environment:\n    DB_PASSWORD: ${value}\n`;
  return {
    plain: property(secret),
    quoted: property(JSON.stringify(secret)),
    alias: property(`*${secret}`),
    anchor: property(`&${secret}`),
    tag: property(`!${secret} x`),
    percent: property(`%${secret}`),
    backtick: property(`\`${secret}\``),
    'open quote': property(`"${secret}`),
    'two values': property(`a: ${secret}: b`),
    escape: property(`"\\q${secret}"`),
    tab: property(`\t${secret}`),
    directive: `%${secret}\n${property('x')}`,
    'key twice': `${property(secret)}    DB_PASSWORD: ${secret}\n`,
    'section twice': `${property(secret)}${property(secret)}`,
    variable: property(`"$DB_PASSWORD ${secret}"`),
    placeholder: property(`"<your_password> ${secret}"`),
    list: property(`[${secret}, ${secret}]`),
    map: property(`{a: ${secret}}`),
    overridden: `option_settings:\n${`  - {option_name: TOKEN, value: ${secret}}\n`.repeat(2)}`,
    'no namespace': `option_settings:\n  DB_PASSWORD: ${secret}\n`,
    'other section': `option_setting:\n  DB_PASSWORD: ${secret}\n`,
    database: `option_settings:\n  aws:rds:dbinstance: {DBPassword: "${secret}", DBUser: x}\n`,
    'environment of a command': `container_commands:\n  a:\n    command: echo\n    env: {TOKEN: "${secret}", A: ["${secret}"]}\n    environment: "${secret}"\n`,
    'file of an instance': `files:\n  /etc/x: {mode: 755, content: "${secret}"}\n  relative: {content: "${secret}", conten: "${secret}"}\n`,
    'key instead of a certificate': `option_settings:\n  aws:elbv2:listener:443: {Protocol: HTTPS, SSLCertificateArns: "-----BEGIN PRIVATE KEY-----\\n${secret}"}\n`,
    resource: `Resources:\n  A: {Type: "AWS::RDS::DBInstance", Properties: {MasterUserPassword: "${secret}"}}\n  B: {Typ: x, MasterUserPassword: "${secret}"}\n`,
  };
};

describe('secrets', () => {
  it.each(SECRETS)('%s is never printed', (secret) => {
    for (const [position, text] of Object.entries(secretTexts(secret))) {
      const files = readProjectFiles(
        temporaryFolder({
          '.ebextensions/a.config': text,
          Procfile: `web: PASSWORD=${secret} gunicorn --access-token ${secret} -b 127.0.0.1:80 x\n${secret}\n`,
          'env.yaml': `AWSConfigurationTemplateVersion: 1\nOptionSettings: {TOKEN: "${secret}"}\n`,
        }),
        disk,
      );
      const { diagnostics, crashed } = lintProject(files, { preset: 'strict' });
      expect(crashed).toBe(false);
      const said = diagnostics.flatMap(({ message, related, fix }) => [
        message,
        ...related.map(({ note }) => note),
        fix?.title ?? '',
      ]);
      for (const sentence of said) expect(`${position}: ${sentence}`).not.toContain(secret);
    }
  });
});

describe('a build service', () => {
  const attack = '::error ::x';
  const config = `option_settings:\n  "::error ::a": {"::notice::b": "::debug::c"}\nfiles:\n  /opt/elasticbeanstalk/hooks/appdeploy/post/a.sh: {content: "#!/bin/sh\\n"}\n# eblint-disable config/syntax-error -- ::add-mask::y\n`;

  it.each([
    [['resolve']],
    [['migrate']],
    [['migrate', '--format', 'markdown']],
    [['--report-suppressions']],
    [['--print-config']],
    [['why', '::error ::AddressLimitExceeded']],
  ])('obeys no line of %j', async (argv) => {
    const files = { [`${attack}/.ebextensions/a.config`]: config, 'b/.ebextensions/a.config': config };
    const { stdout, stderr } = await runEblint(temporaryFolder({ '.git/': '', ...files }), argv);
    expect(stdout).toContain(argv[0] === 'why' ? 'AddressLimitExceeded' : 'error ::');
    expect(stdout + stderr).not.toMatch(/^\s*::[a-z]/m);
  });
});

describe('the output', () => {
  it('is the same under another locale, in another folder and in another order of the files', () => {
    const files = { ...projectNamed('ıİiI'), ...projectNamed('ß') };
    const [here, there] = [temporaryFolder(files), temporaryFolder(files)];
    const outputs = [
      { cwd: here, env: { LC_ALL: 'C', LANG: 'C', TZ: 'UTC' } },
      { cwd: there, env: { LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8', TZ: 'Asia/Tokyo' } },
    ].map((bounds) =>
      ['github', 'json'].map((format) =>
        runProgram(program, ['--preset', 'strict', '--format', format], bounds).stdout.replaceAll(
          bounds.cwd,
          '',
        ),
      ),
    );
    expect(outputs[0]![0]).toContain('::error');
    expect(outputs[1]).toEqual(outputs[0]);
    const reversed = diskBut({ list: (folder) => [...disk.list(folder)].reverse() });
    const sentences = (port: FileSystem) =>
      lintProject(readProjectFiles(here, port), { preset: 'strict' }).diagnostics.map(
        ({ ruleId, message, at }) => `${at.file.name} ${ruleId} ${message}`,
      );
    expect(sentences(reversed)).toEqual(sentences(disk));
  });

  it('leaves nothing behind in the project', () => {
    const root = temporaryFolder({ '.ebextensions/a.config': SETTINGS });
    eblint(root);
    expect(readdirSync(root)).toEqual(['.ebextensions']);
    expect(readFileSync(join(root, '.ebextensions/a.config'), 'utf8')).toBe(SETTINGS);
  });
});

describe('a list of the files in an archive', () => {
  /** An archive of nothing but its list, whose names, extra fields and comments are holes of the file. */
  function sparseArchive(path: string, count: number, lengths: readonly [number, number, number]): void {
    const entry = Buffer.alloc(46);
    entry.write('PK\x01\x02', 'latin1');
    for (const [index, length] of lengths.entries()) entry.writeUInt16LE(length, 28 + 2 * index);
    const size = entry.length + lengths[0] + lengths[1] + lengths[2];
    const end = Buffer.alloc(22);
    end.write('PK\x05\x06', 'latin1');
    end.writeUInt16LE(count, 8);
    end.writeUInt16LE(count, 10);
    end.writeUInt32LE(count * size, 12);
    const file = openSync(path, 'w');
    for (let index = 0; index < count; index++) writeSync(file, entry, 0, entry.length, index * size);
    writeSync(file, end, 0, end.length, count * size);
    ftruncateSync(file, count * size + end.length);
    closeSync(file);
  }

  it.each<[string, number, [number, number, number], string]>([
    ['names', 7800, [65_000, 0, 0], 'its list of files has more than 64 MiB'],
    ['extra fields', 7800, [1, 65_000, 0], 'its list of files has more than 64 MiB'],
    ['comments', 7800, [1, 0, 65_000], 'its list of files has more than 64 MiB'],
    ['names within the limit of all', 1000, [65_000, 0, 0], 'it has paths of more than 4096 characters'],
  ])('is refused with hundreds of megabytes of %s', (_, count, lengths, reason) => {
    const root = temporaryFolder({});
    sparseArchive(join(root, 'app.zip'), count, lengths);
    const { status, stderr } = runProgram(program, ['app.zip'], { cwd: root, megabytes: 64 });
    expect(stderr).toContain(reason);
    expect(status).toBe(2);
  });

  it.each<[string, number, [number, number, number]]>([
    ['names', 15_900, [4096, 0, 0]],
    ['extra fields', 1000, [1, 65_000, 0]],
    ['comments', 1000, [1, 0, 65_000]],
  ])('fits into memory with as many %s as there may be', (_, count, lengths) => {
    const root = temporaryFolder({});
    sparseArchive(join(root, 'app.zip'), count, lengths);
    const { status, stdout } = runProgram(program, ['app.zip'], { cwd: root, megabytes: 256 });
    expect(stdout.length).toBeLessThan(100_000);
    expect(stdout).toContain('bundle/invalid-archive');
    expect(status).toBe(1);
  });
});
