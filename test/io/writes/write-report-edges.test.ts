import { readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { writeReport } from '../../../src/io/writes/write-report.js';
import { replaceInFs } from '../../support/built-in-fs.js';
import { temporaryFolder } from '../../support/temporary.js';

let cwd: string;
beforeEach(() => {
  cwd = temporaryFolder({ 'inner/': '' });
});

describe('a new report', () => {
  it('is made under another name, which nobody else can have taken', () => {
    const written: unknown[][] = [];
    replaceInFs('writeFileSync', (original) => (file, ...rest) => {
      written.push([String(file), ...rest]);
      original(file, ...rest);
    });
    writeReport('a.txt', 'text', cwd);
    writeReport('b.txt', 'text', cwd);
    expect(written.map(([, ...rest]) => rest)).toEqual(Array(2).fill(['text', { flag: 'wx' }]));
    const marks = written.map(([path]) => /\/\.[ab]\.txt\.(.+)\.tmp$/.exec(path as string)?.[1]);
    expect(marks[0]).toMatch(new RegExp(`^${process.pid}-[a-z\\d]+$`));
    expect(marks[0]).not.toBe(marks[1]);
    expect(readdirSync(cwd).sort()).toEqual(['a.txt', 'b.txt', 'inner']);
  });

  it('that cannot be made says why, also where nothing was made', () => {
    replaceInFs('writeFileSync', () => () => {
      throw Object.assign(new Error('no'), { code: 'EACCES' });
    });
    expect(() => {
      writeReport('a.txt', 'text', cwd);
    }).toThrow('Cannot write a.txt: permission denied.');
    expect(readdirSync(cwd)).toEqual(['inner']);
  });

  it('may be the folder above itself only as far as that is a file', () => {
    expect(() => {
      writeReport('..', 'text', join(cwd, 'inner'));
    }).toThrow('Cannot write ..: it is a folder.');
  });
});

describe('the way out of the current folder', () => {
  it('is no matter where that is the root of all', () => {
    const outside = temporaryFolder({ file: 'old' });
    symlinkSync(join(outside, 'file'), join(cwd, 'link'));
    writeReport(join(cwd, 'link'), 'new', '/');
    expect(readFileSync(join(outside, 'file'), 'utf8')).toBe('new');
  });
});
