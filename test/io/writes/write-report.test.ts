import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { appendReport, writeReport } from '../../../src/io/writes/write-report.js';
import { replaceInFs } from '../../support/built-in-fs.js';
import { temporaryFolder } from '../../support/temporary.js';

let cwd: string;
beforeEach(() => {
  cwd = temporaryFolder({ 'old.txt': 'a longer text than the new one', 'folder/': '' });
});

const at = (name: string): string => join(cwd, name);
const text = (name: string): string => readFileSync(at(name), 'utf8');

describe('a report is written into what is there', () => {
  it('a file keeps its mode and its other names', () => {
    chmodSync(at('old.txt'), 0o600);
    const { ino } = statSync(at('old.txt'));
    writeReport('old.txt', 'new', cwd);
    expect(text('old.txt')).toBe('new');
    expect(statSync(at('old.txt'))).toMatchObject({ ino, mode: 0o100600 });
  });

  it('a link outside of the current folder stays one, and its target gets the report', () => {
    symlinkSync('old.txt', at('link'));
    writeReport('../link', 'new', at('folder'));
    expect(text('old.txt')).toBe('new');
    expect(lstatSync(at('link')).isSymbolicLink()).toBe(true);
  });

  it('a device stays one', () => {
    writeReport('/dev/null', 'new', cwd);
    expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
    expect(() => {
      writeReport('/dev/full', 'new', cwd);
    }).toThrow('Cannot write /dev/full: the disk is full.');
  });

  it('a pipe stays one, and its reader gets the report', async () => {
    execFileSync('mkfifo', [at('pipe')]);
    const reader = spawn('cat', [at('pipe')]);
    let read = '';
    reader.stdout.on('data', (chunk: Buffer) => (read += chunk.toString()));
    writeReport('pipe', 'new', cwd);
    await new Promise((resolve) => reader.on('close', resolve));
    expect(read).toBe('new');
    expect(lstatSync(at('pipe')).isFIFO()).toBe(true);
  });
});

describe('a new report', () => {
  it('is made with the folders above it, and nothing beside it', () => {
    writeReport('a/b/report.txt', 'new', cwd);
    expect(text('a/b/report.txt')).toBe('new');
    expect(readdirSync(at('a/b'))).toEqual(['report.txt']);
  });

  it('may lie outside of the current folder', () => {
    writeReport('../report.txt', 'new', at('folder'));
    expect(text('report.txt')).toBe('new');
  });

  it('is written into a folder that another run makes meanwhile', () => {
    replaceInFs('mkdirSync', (original) => (...args) => {
      original(...args);
      return original(...args);
    });
    writeReport('a/b/report.txt', 'new', cwd);
    expect(text('a/b/report.txt')).toBe('new');
  });

  it('is refused for the reason that its folder cannot be made', () => {
    replaceInFs('mkdirSync', () => () => {
      throw Object.assign(new Error('no'), { code: 'EROFS' });
    });
    expect(() => {
      writeReport('a/report.txt', 'new', cwd);
    }).toThrow('the disk is read-only');
  });
});

describe('a report that cannot be written', () => {
  it.each([
    ['folder', 'it is a folder'],
    ['old.txt/report.txt', 'a folder above it is a file'],
    ['nowhere', 'it is a link'],
    [`folder/${'x'.repeat(250)}`, 'the name is too long'],
  ])('%s: %s', (path, reason) => {
    symlinkSync('nothing', at('nowhere'));
    expect(() => {
      writeReport(path, 'new', cwd);
    }).toThrow(`Cannot write ${path}: ${reason}.`);
    expect(readdirSync(cwd).sort()).toEqual(['folder', 'nowhere', 'old.txt']);
    expect(readdirSync(at('folder'))).toEqual([]);
  });
});

it.runIf(process.platform === 'linux')('a report where no folder can be made is refused', () => {
  expect(() => {
    writeReport('/proc/eblint/a/report.txt', 'new', cwd);
  }).toThrow('Cannot write /proc/eblint/a/report.txt: no such file or folder.');
});

describe('links of a stranger', () => {
  it.each([
    ['report.txt', 'it is a link'],
    ['reports/new.txt', 'reports is a link'],
    ['reports/a/b.txt', 'reports is a link'],
  ])('%s does not lead out', (path, reason) => {
    const outside = temporaryFolder({ profile: 'mine' });
    symlinkSync(join(outside, 'profile'), at('report.txt'));
    symlinkSync(outside, at('reports'));
    expect(() => {
      writeReport(path, 'new', cwd);
    }).toThrow(`Cannot write ${path}: ${reason}.`);
    expect(readdirSync(outside)).toEqual(['profile']);
    expect(readFileSync(join(outside, 'profile'), 'utf8')).toBe('mine');
  });

  it.each(['.git/', '.ebextensions/', '.jj/'])(
    'do not lead on in a checkout with %s, wherever it is',
    (marker) => {
      const checkout = temporaryFolder({ [marker]: '', 'sub/a/': '', 'own.txt': 'old' });
      symlinkSync('..', join(checkout, 'sub/up'));
      symlinkSync('../own.txt', join(checkout, 'sub/link'));
      for (const [name, reason] of [
        ['sub/up/own.txt', 'sub/up is a link'],
        ['sub/up/new.txt', 'sub/up is a link'],
        ['sub/link', 'it is a link'],
      ] as const)
        for (const write of [
          () => {
            writeReport(join(checkout, name), 'new', cwd);
          },
          () => {
            appendReport(join(checkout, name), 'new', { maxBytes: 100, cwd });
          },
        ])
          expect(write).toThrow(`Cannot write ${join(checkout, name)}: ${reason}.`);
      writeReport(join(checkout, 'sub/a/report.txt'), 'new', cwd);
      expect(readFileSync(join(checkout, 'own.txt'), 'utf8')).toBe('old');
      expect(existsSync(join(checkout, 'new.txt'))).toBe(false);
    },
  );

  it('lead into no folder of version control, wherever they are', () => {
    const checkout = temporaryFolder({ '.git/hooks/': '', '.git/config': 'old', 'elsewhere/': '' });
    const elsewhere = temporaryFolder({});
    symlinkSync(join(checkout, '.git'), join(elsewhere, 'link'));
    symlinkSync(join(checkout, '.git/config'), join(elsewhere, 'report.txt'));
    for (const path of ['link/config', 'link/hooks/a/new', 'link/new', 'report.txt'])
      expect(() => {
        writeReport(join(elsewhere, path), 'new', cwd);
      }).toThrow(`${path}: .git belongs to version control.`);
    expect(readFileSync(join(checkout, '.git/config'), 'utf8')).toBe('old');
    expect(readdirSync(join(checkout, '.git')).sort()).toEqual(['config', 'hooks']);
    expect(readdirSync(join(checkout, '.git/hooks'))).toEqual([]);
  });

  it('may lead wherever the user says who names them from elsewhere', () => {
    const outside = temporaryFolder({ target: 'old' });
    symlinkSync(join(outside, 'target'), at('link'));
    writeReport(at('link'), 'new', at('folder'));
    expect(readFileSync(join(outside, 'target'), 'utf8')).toBe('new');
  });

  it('a current folder that is reached over a link is no way out', () => {
    const elsewhere = temporaryFolder({});
    symlinkSync(cwd, join(elsewhere, 'alias'));
    writeReport('report.txt', 'new', join(elsewhere, 'alias'));
    writeReport('report.txt', 'newer', join(elsewhere, 'alias'));
    expect(text('report.txt')).toBe('newer');
  });

  it('a folder whose name begins with two dots is inside', () => {
    mkdirSync(at('..a'));
    writeFileSync(at('..a/report.txt'), 'old');
    writeReport('..a/report.txt', 'new', cwd);
    expect(text('..a/report.txt')).toBe('new');
  });
});

describe('at the end of a file', () => {
  const append = (name: string, report: string, maxBytes = 100): void => {
    appendReport(name, report, { maxBytes, cwd });
  };

  it('a report is written, there or not', () => {
    append('old.txt', '!');
    append('new.txt', 'a');
    append('new.txt', 'b');
    expect(text('old.txt')).toBe('a longer text than the new one!');
    expect(text('new.txt')).toBe('ab');
  });

  it('nothing is written where it would become too large, in bytes', () => {
    append('new.txt', 'aé', 3);
    for (const [name, more, maxBytes] of [
      ['new.txt', 'b', 3],
      ['new.txt', 'é', 4],
      ['newer.txt', 'éé', 3],
    ] as const)
      expect(() => {
        append(name, more, maxBytes);
      }).toThrow(`Cannot write ${name}: it would become too large.`);
    expect(text('new.txt')).toBe('aé');
    expect(existsSync(at('newer.txt'))).toBe(false);
  });

  it('a folder is refused', () => {
    expect(() => {
      append('folder', 'a', 2 ** 20);
    }).toThrow('Cannot write folder: ');
  });
});
