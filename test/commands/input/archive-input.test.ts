import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deployedFiles } from '../../../src/model/bundle/deployed-files.js';
import { entryFaults, invalidArchive } from '../../../src/rules/bundle/invalid-archive.js';
import { SourceFile } from '../../../src/source/index.js';
import { projectOf } from '../../support/fixtures.js';
import { runEblint } from '../../support/run-eblint.js';
import { temporaryFolder } from '../../support/temporary.js';
import { type Packed, zipOf } from '../../support/zip.js';

const CONFIG = '.ebextensions/a.config';
const RIGHT = 'option_settings:\n  aws:elbv2:listener:80:\n    Protocol: HTTP\n';
const WRONG = RIGHT.replace('HTTP', 'nobody');

/** The findings in `app.zip`, with what else is printed. */
async function findings(files: readonly Packed[] | Buffer, ...argv: string[]) {
  const root = temporaryFolder({ 'app.zip': Buffer.isBuffer(files) ? files : zipOf(files) });
  const { exitCode, stdout, stderr } = await runEblint(root, ['app.zip', '-f', 'unix', ...argv]);
  const found = [...stdout.matchAll(/^([^:\n]+):(\d+):\d+: (.*) \[(\w+)\/(.*)\]$/gm)].map(
    ([, file = '', line, message, severity, rule]) => ({
      place: `${file.replace(`${root}/`, '')}:${line}`,
      message,
      severity,
      rule,
    }),
  );
  return { exitCode, stderr, found };
}

describe('eblint app.zip', () => {
  it.each([
    ['packed', {}],
    ['stored', { isStored: true }],
  ])('checks what would be uploaded: %s', async (_, how) => {
    const run = await findings([{ name: CONFIG, text: WRONG, ...how }]);
    expect(run).toMatchObject({
      exitCode: 1,
      stderr: '',
      found: [{ place: `app.zip!/${CONFIG}:3`, rule: 'settings/invalid-value' }],
    });
    expect(await findings([{ name: CONFIG, text: RIGHT, ...how }])).toEqual({
      exitCode: 0,
      stderr: '',
      found: [],
    });
  });

  it('checks the project in a folder that was packed instead of its files', async () => {
    const { found } = await findings([{ name: 'app/' }, { name: `app/${CONFIG}`, text: WRONG }]);
    expect(found.map(({ place, rule }) => `${place} ${rule}`)).toEqual([
      'app.zip:1 bundle/nested-folder',
      `app.zip!/app/${CONFIG}:3 settings/invalid-value`,
    ]);
  });

  it('reports what macOS adds', async () => {
    const { found } = await findings([
      { name: CONFIG, text: RIGHT },
      { name: '__MACOSX/.ebextensions/._a.config', text: '\0\u0005\u0016\u0007' },
      { name: '.DS_Store', text: 'x' },
    ]);
    expect(found.map(({ rule }) => rule)).toEqual(['config/macos-junk']);
  });

  it('reads names with backslashes, and leaves out what leads outside', async () => {
    const { found } = await findings([
      { name: '.ebextensions\\a.config', text: WRONG },
      { name: '../.ebextensions/b.config', text: WRONG },
    ]);
    expect(found.map(({ place, severity, rule }) => `${place} ${severity} ${rule}`)).toEqual([
      'app.zip:1 Error bundle/invalid-archive',
      'app.zip:1 Error bundle/invalid-archive',
      `app.zip!/${CONFIG}:3 Error settings/invalid-value`,
    ]);
  });

  it('does not unpack what is encrypted', async () => {
    const { found } = await findings([{ name: CONFIG, text: WRONG, isEncrypted: true }]);
    expect(found.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^".ebextensions\/a.config" is encrypted\./),
      expect.stringContaining('cannot be read: it is encrypted'),
    ]);
  });

  it.each([
    ['says so', { text: `#${'a'.repeat(2 ** 21)}` }, 'it is larger than 1 MiB'],
    [
      'lies about it',
      { text: `#${'a'.repeat(2 ** 24)}`, claimedSize: 10 },
      'its content in the archive is damaged',
    ],
    ['is damaged', { text: 'a', isStored: true, method: 8 }, 'its content in the archive is damaged'],
    ['is packed in another way', { text: 'a', method: 12 }, 'it is packed with a method'],
  ])('leaves out a file that is too large and %s', async (_, file, reason) => {
    const { found } = await findings([{ name: CONFIG, ...file }]);
    const unreadable = found.filter(({ rule }) => rule === 'project/unreadable');
    expect(unreadable.map(({ message }) => message)).toEqual([expect.stringContaining(reason)]);
  });

  it.each([
    ['../.ebextensions/b.config', {}, 'is outside the archive'],
    ['.ebextensions\\b.config', {}, 'is named with backslashes'],
    [CONFIG, {}, 'is in the archive more than once'],
    [`./${CONFIG}`, {}, 'is in the archive more than once'],
    [`${CONFIG}/b`, {}, 'is in the archive as a file and as a folder'],
    ['.ebextensions/b.config\0.txt', {}, 'is named in a way that programs read differently'],
    [
      '.ebextensions/b.config',
      { local: { unpacked: 1 } },
      'is described in two ways that contradict each other',
    ],
    ['.ebextensions/b.config', { claimedSize: 2 ** 32 - 2 }, 'is listed with a size that it cannot have'],
    ['.ebextensions/b.config', { listed: { offset: 1 } }, 'is listed, but not in the archive'],
    [
      '.ebextensions/b.config',
      { listed: { offset: 0 } },
      'and 1 more are stored in the same place as another file',
    ],
    ['.ebextensions/b.config', { method: 12 }, 'is packed with a method that Elastic Beanstalk may not know'],
    [
      'x',
      { both: { host: 0, attributes: 8 } },
      'is a file to some programs, but a link or a label to others',
    ],
  ])('reports %s as an error, and checks the rest: %o', async (name, file, what) => {
    const { found } = await findings([
      { name: CONFIG, text: WRONG },
      { name, text: RIGHT, ...file },
      { name: '.ebextensions/c.config', text: WRONG },
    ]);
    const errors = found.filter(({ rule }) => rule === 'bundle/invalid-archive');
    expect(errors.map(({ severity }) => severity)).toContain('Error');
    expect(errors.map(({ message }) => message)).toContainEqual(expect.stringContaining(what));
    expect(found.map(({ place }) => place)).toContain('app.zip!/.ebextensions/c.config:3');
  });

  it('follows links in the archive', async () => {
    const { found } = await findings([
      { name: CONFIG, text: '../shared/a.config', mode: 0o120777 },
      { name: 'shared/a.config', text: WRONG },
    ]);
    expect(found.map(({ rule }) => rule)).toEqual(['settings/invalid-value']);
  });

  it.each([
    ['with an absolute target', (root: string) => `${root}/secret.config`],
    ['above the archive', () => '../../secret.config'],
    ['through the name of the archive', () => '../../app.zip!/../secret.config'],
    ['to an archive beside it', () => '../../b.zip!/secret.config'],
    ['to a link that does', () => '../outside.config'],
    ['through a folder that does', () => '../above/secret.config'],
    ['to the archive itself', () => '../../app.zip'],
  ])('does not read what a link leads to outside the archive: %s', async (_, target) => {
    const secret = 'option_settings:\n  aws:planted-secret: nobody\n';
    const root = temporaryFolder({
      'secret.config': secret,
      'b.zip': zipOf([{ name: 'secret.config', text: secret }]),
    });
    const link = (name: string, text: string) => ({ name, text, mode: 0o120777 });
    const archive = [
      link(CONFIG, target(root)),
      link('outside.config', '../secret.config'),
      link('above', '..'),
      link('Procfile', '../secret.config'),
    ];
    writeFileSync(join(root, 'app.zip'), zipOf(archive));
    const { exitCode, stdout, stderr } = await runEblint(root, ['b.zip', 'app.zip', '-f', 'json']);
    expect(stderr).not.toContain('planted-secret');
    expect(exitCode).toBe(1);
    const all = JSON.parse(stdout) as { filePath: string; messages: { message: string }[] }[];
    // What is found in b.zip may quote what is in it.
    const results = all.filter(({ filePath }) => !filePath.includes('b.zip'));
    expect(JSON.stringify(results)).not.toContain('planted-secret');
    const messages = results.flatMap((result) => result.messages.map(({ message }) => message));
    expect(messages).toContainEqual(
      expect.stringContaining(`${CONFIG} cannot be read: it is a link that leads out of the archive`),
    );
    expect(messages).toContainEqual(
      expect.stringContaining('Procfile cannot be read: it is a link that leads out of the archive'),
    );
  });

  it.each([
    [40, 'settings/invalid-value'],
    [41, 'project/unreadable'],
  ])('follows %d links in a row as Linux does: %s', async (count, rule) => {
    const links = Array.from({ length: count - 1 }, (_, index) => ({
      name: `link${index}`,
      text: index === count - 2 ? 'a.txt' : `link${index + 1}`,
      mode: 0o120777,
    }));
    const first = { name: CONFIG, text: '../link0', mode: 0o120777 };
    const { found } = await findings([first, ...links, { name: 'a.txt', text: WRONG }]);
    expect(found.map((finding) => finding.rule)).toEqual([rule]);
  });

  it('sees the files of a folder that is listed after them', async () => {
    const { found } = await findings([{ name: CONFIG, text: WRONG }, { name: '.ebextensions/' }]);
    expect(found.map(({ rule }) => rule)).toEqual(['settings/invalid-value']);
  });

  it('follows links to folders of the archive, by way of its root', async () => {
    const { found } = await findings([
      { name: '.ebextensions', text: 'a/../shared', mode: 0o120777 },
      { name: 'a/b', text: '' },
      { name: 'shared/a.config', text: WRONG },
    ]);
    expect(found.map(({ rule }) => rule)).toEqual(['settings/invalid-value']);
  });

  it.each([
    ['has a target of 15 MB', { text: 'a/../'.repeat(3_000_000) }],
    ['is encrypted', { text: '../b.config', isEncrypted: true }],
    ['is damaged', { text: '../b.config', isStored: true, method: 8 }],
    ['leads to itself', { text: 'b.config' }],
  ])('reports a link that %s, and checks the rest', async (_, link) => {
    const { found } = await findings([
      { name: CONFIG, text: WRONG },
      { name: '.ebextensions/b.config', mode: 0o120777, ...link },
    ]);
    expect(found).toContainEqual(
      expect.objectContaining({
        place: 'app.zip!/.ebextensions/b.config:1',
        message: expect.stringContaining('it is a broken link') as string,
        rule: 'project/unreadable',
      }),
    );
    expect(found).toContainEqual(
      expect.objectContaining({ place: `app.zip!/${CONFIG}:3`, rule: 'settings/invalid-value' }),
    );
  });

  it.each([
    [
      'a path of 3000 folders',
      [{ name: `${'a/'.repeat(3000)}b` }],
      'it has paths of more than 4096 characters',
    ],
    [
      'more folders than files',
      Array.from({ length: 150 }, (_, index) => ({ name: `${index}/${'a/'.repeat(2000)}b` })),
      'it has more than 262144 folders',
    ],
  ])('refuses %s', async (_, files, reason) => {
    const { exitCode, stderr } = await findings([{ name: CONFIG, text: RIGHT }, ...files]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(reason);
  });

  it('takes .ebignore for a file like any other', async () => {
    const { found } = await findings([
      { name: CONFIG, text: WRONG },
      { name: '.ebignore', text: '.ebextensions\n' },
    ]);
    expect(found.map(({ rule }) => rule)).toEqual(['settings/invalid-value']);
  });

  it.each([
    ['text', Buffer.from('not a zip archive')],
    ['nothing', Buffer.alloc(0)],
    ['the half of one', zipOf([{ name: CONFIG, text: WRONG }]).subarray(40)],
  ])('refuses %s', async (_, content) => {
    const { exitCode, stderr } = await findings(content);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^eblint: Cannot read .*app\.zip: it is not a valid zip archive\.\n$/);
  });

  it('never throws on damaged archives', async () => {
    const whole = zipOf([
      { name: CONFIG, text: WRONG },
      { name: 'Procfile', text: 'web: x\n' },
    ]);
    for (let position = 0; position < whole.length; position += 3) {
      const damaged = Buffer.from(whole);
      damaged[position] = (damaged[position]! + 101) % 256;
      const { stderr } = await findings(damaged);
      expect(stderr).not.toContain('bug in eblint');
    }
  });

  it('refuses --fix, and prints a diff with --fix-dry-run', async () => {
    const file = { name: CONFIG, text: 'files:\n  /a:\n    mode: 0755\n    content: x\n' };
    expect(await findings([file], '--fix')).toMatchObject({
      exitCode: 2,
      stderr: 'eblint: Flag --fix cannot change the archive app.zip.\n',
    });
    const root = temporaryFolder({ 'app.zip': zipOf([file]) });
    expect((await runEblint(root, ['app.zip', '--fix-dry-run'])).stdout).toContain('+    mode: "000755"');
  });

  it('checks folders beside it', async () => {
    const root = temporaryFolder({
      'app.zip': zipOf([{ name: CONFIG, text: WRONG }]),
      [`web/${CONFIG}`]: WRONG,
    });
    const { stdout } = await runEblint(root, ['app.zip', 'web', '-f', 'json']);
    const results = JSON.parse(stdout) as { filePath: string }[];
    expect(results.map(({ filePath }) => filePath)).toEqual([
      join(root, `app.zip!/${CONFIG}`),
      join(root, `web/${CONFIG}`),
    ]);
  });

  it.skipIf(spawnSync('python3', ['-c', '']).status !== 0)('reads what another program packs', async () => {
    const root = temporaryFolder({ [CONFIG]: WRONG });
    const packed = spawnSync('python3', ['-m', 'zipfile', '-c', 'app.zip', '.ebextensions'], { cwd: root });
    expect(packed.status).toBe(0);
    expect((await findings(readFileSync(join(root, 'app.zip')))).found).toHaveLength(1);
    writeFileSync(join(root, 'app.war'), readFileSync(join(root, 'app.zip')));
    expect((await runEblint(root, ['app.war', '-f', 'unix'])).stdout).toContain(`app.war!/${CONFIG}:3:`);
  });
});

describe('the size of an archive', () => {
  it.each([
    [500 * 2 ** 20, []],
    [500 * 2 ** 20 + 1, ['The archive is 501 MB large, but the limit is 500 MB']],
  ])('%d', (size, messages) => {
    const project = projectOf({});
    const archive = { file: new SourceFile('/app.zip', 'app.zip', ''), size, entries: [] };
    const found = [...invalidArchive.check({ ...project, files: { ...deployedFiles(project), archive } })];
    expect(found.map(({ message }) => message)).toEqual(messages);
  });
});

describe('entries that are in the way of others', () => {
  it.each([
    ['a|b', [], []],
    ['a|a', ['a'], []],
    ['a|a|a', ['a', 'a'], []],
    ['a|./a', ['./a'], []],
    ['a/|a/', [], []],
    ['a//b|a/b', ['a/b'], []],
    ['a|a/', [], ['a']],
    ['a/|a', [], ['a']],
    ['a/b|a', [], ['a']],
    ['a|a/b|a/c', [], ['a']],
    ['a|a/b/c|a/b', [], ['a']],
    ['a|a-b|ab|a.b|a b', [], []],
    ['a|a\\b', [], ['a']],
    ['a|A', [], []],
    ['./|a', [], []],
  ])('%s', (names, duplicates, files) => {
    const found = entryFaults(names.split('|').map((name) => ({ name })));
    const named = (text: string) =>
      found.filter(({ what }) => what === `in the archive ${text}`)[0]?.entries.map(({ name }) => name);
    expect(named('more than once')).toEqual(duplicates);
    expect(named('as a file and as a folder')).toEqual(files);
  });
});
