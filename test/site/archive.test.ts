import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openZip } from '../../site/src/archive.js';
import { checkProject, projectsIn, textsBelow } from '../../site/src/project.js';
import { visible } from '../../src/report/text/one-line.js';
import { runEblint } from '../support/run-eblint.js';
import { temporaryFolder } from '../support/temporary.js';
import { type Packed, unicodePath, zipOf } from '../support/zip.js';

const CONFIG = '.ebextensions/a.config';
const WRONG = 'option_settings:\n  aws:elasticbeanstalk:environment: {EnvironmentType: nobody}\n';
const BUNDLE: readonly Packed[] = [
  { name: CONFIG, text: WRONG },
  { name: 'Procfile', text: 'web: gunicorn app\n' },
];

/** What the command line finds in an archive: rules and messages. */
async function foundByProgram(bytes: Buffer): Promise<string[]> {
  const root = temporaryFolder({});
  writeFileSync(join(root, 'app.zip'), bytes);
  const { stdout } = await runEblint(root, ['app.zip', '-f', 'json']);
  const results = JSON.parse(stdout) as { messages: { ruleId: string; message: string }[] }[];
  return results
    .flatMap(({ messages }) =>
      messages.map(({ ruleId, message }) => `${ruleId} ${message.split('. ', 1)[0]}`),
    )
    .toSorted();
}

async function foundByPage(bytes: Buffer): Promise<string[]> {
  const { texts, archive } = await openZip(new Uint8Array(bytes), 'app.zip');
  const [folder = ''] = await projectsIn(texts, archive?.links);
  return checkProject(textsBelow(folder, texts), undefined, undefined, archive)
    .report.diagnostics.map(({ ruleId, message }) => `${ruleId} ${visible(message)}`)
    .toSorted();
}

const beside = (...more: readonly Packed[]): readonly Packed[] => [...BUNDLE, ...more];

const ARCHIVES: readonly (readonly [string, readonly Packed[]])[] = [
  ['sizes that contradict each other', beside({ name: 'a.txt', text: 'abc', local: { unpacked: 9 } })],
  ['an impossible size', beside({ name: 'a.txt', text: 'abc', isStored: true, listed: { unpacked: 9 } })],
  ['another method', beside({ name: 'a.txt', text: 'abc', method: 12 })],
  ['another name before the content', beside({ name: 'a.txt', text: 'a', local: { name: 'b.txt' } })],
  [
    'another name in a field',
    beside({ name: 'a.txt', listed: { extra: unicodePath('b.txt', { of: 'c' }) } }),
  ],
  ['NUL in a name', beside({ name: '.ebextensions/b.config\0.txt', text: WRONG })],
  ['a control character in a name', beside({ name: '.ebextensions/b\n.config', text: WRONG })],
  [
    'a leading dot',
    [
      { name: `./${CONFIG}`, text: WRONG },
      { name: './Procfile', text: 'web: x\n' },
    ],
  ],
  ['a way up', beside({ name: 'x/../.ebextensions/b.config', text: WRONG })],
  ['a way out', beside({ name: '../b.config', text: WRONG })],
  [
    'two slashes',
    [
      { name: '.ebextensions//a.config', text: WRONG },
      { name: 'Procfile', text: 'web: x\n' },
    ],
  ],
  [
    'backslashes',
    [
      { name: '.ebextensions\\a.config', text: WRONG },
      { name: 'Procfile', text: 'web: x\n' },
    ],
  ],
  ['a name twice', beside({ name: CONFIG, text: '{}' })],
  ['a file as a folder', beside({ name: 'a', text: '' }, { name: 'a/b', text: '' })],
  ['a password', beside({ name: 'a.txt', text: 'a', isEncrypted: true })],
  ['two files in one place', beside({ name: 'a.txt', text: 'a', both: { offset: 0 } })],
  ['content that is not there', beside({ name: 'a.txt', text: 'a', listed: { offset: 2 ** 30 } })],
  ['a link that leads out', beside({ name: '.ebextensions/b.config', text: '/etc/passwd', mode: 0o120777 })],
  [
    'a link to a file',
    [
      { name: CONFIG, text: '../a', mode: 0o120777 },
      { name: 'a', text: WRONG },
    ],
  ],
  [
    'a link to a folder',
    [
      { name: '.ebextensions', text: 'a', mode: 0o120777 },
      { name: 'a/a.config', text: WRONG },
    ],
  ],
  ['a folder around the project', BUNDLE.map((file) => ({ ...file, name: `app/${file.name}` }))],
];

describe('the page finds what the program finds in an archive with', () => {
  it.each(ARCHIVES)('%s', async (_, files) => {
    const bytes = zipOf(files);
    const found = await foundByProgram(bytes);
    expect(found).not.toEqual([]);
    expect(await foundByPage(bytes)).toEqual(found);
  });
});

describe('the page does not open', () => {
  it.each<[string, Buffer, string]>([
    ['what is no archive', Buffer.from('nothing'), 'it is not a valid zip archive'],
    ['an archive that is cut', zipOf(BUNDLE).subarray(0, 90), 'it is not a valid zip archive'],
    ['bytes before the archive', Buffer.concat([Buffer.from('#!'), zipOf(BUNDLE)]), 'it is not a valid'],
    ['bytes after the archive', Buffer.concat([zipOf(BUNDLE), Buffer.from('\0')]), 'it is not a valid'],
    [
      'a content that is not packed',
      zipOf([{ name: 'a', text: 'abc', isStored: true, method: 8 }]),
      '"a" is damaged',
    ],
    [
      'a content with another checksum',
      zipOf([{ name: 'a', text: 'abc', both: { crc: 1 } }]),
      '"a" is damaged',
    ],
    [
      'a content that is larger than it says',
      zipOf([{ name: 'a', text: ' '.repeat(2 ** 20), both: { unpacked: 100 } }]),
      '"a" is damaged',
    ],
  ])('%s', async (_, bytes, reason) => {
    await expect(openZip(new Uint8Array(bytes), 'app.zip')).rejects.toThrow(reason);
  });
});
