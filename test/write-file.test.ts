import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replaceFile } from '../src/io/write-file.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(`${tmpdir()}/eblint-write-`);
  mkdirSync(`${folder}/project`);
  writeFileSync(`${folder}/project/file`, 'old', { mode: 0o640 });
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const text = (name: string): string => readFileSync(`${folder}/${name}`, 'utf8');

describe('replaceFile', () => {
  it('replaces the text and keeps the mode', () => {
    replaceFile(`${folder}/project/file`, 'new', `${folder}/project`);
    expect(text('project/file')).toBe('new');
    expect(statSync(`${folder}/project/file`).mode & 0o777).toBe(0o640);
    expect(readdirSync(`${folder}/project`)).toEqual(['file']);
  });

  it('follows links inside the project', () => {
    symlinkSync('file', `${folder}/project/link`);
    replaceFile(`${folder}/project/link`, 'new', `${folder}/project`);
    expect(text('project/file')).toBe('new');
    expect(lstatSync(`${folder}/project/link`).isSymbolicLink()).toBe(true);
  });

  it('writes nothing outside the project', () => {
    writeFileSync(`${folder}/outside`, 'old');
    symlinkSync('../outside', `${folder}/project/link`);
    expect(() => {
      replaceFile(`${folder}/project/link`, 'new', `${folder}/project`);
    }).toThrow(/Cannot write .*link: it lies outside the project\./);
    expect(text('outside')).toBe('old');
  });

  it('works in a project that is itself reached over a link', () => {
    symlinkSync('project', `${folder}/alias`);
    replaceFile(`${folder}/alias/file`, 'new', `${folder}/alias`);
    expect(text('project/file')).toBe('new');
  });

  it('says why it cannot', () => {
    expect(() => {
      replaceFile(`${folder}/project/none`, 'new', `${folder}/project`);
    }).toThrow(/Cannot write .*none: no such file or folder\./);
  });
});
