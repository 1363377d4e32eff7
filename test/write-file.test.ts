import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFile } from '../src/io/write-file.js';

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

describe('writeFile', () => {
  it('makes the folders above', () => {
    writeFile(`${folder}/a/b/report.txt`, 'new');
    expect(text('a/b/report.txt')).toBe('new');
  });

  it('leaves nothing behind where it cannot write', () => {
    expect(() => {
      writeFile(`${folder}/project`, 'new');
    }).toThrow(/Cannot write/);
    expect(readdirSync(folder)).toEqual(['project']);
    expect(existsSync(`${folder}/project/file`)).toBe(true);
  });
});
