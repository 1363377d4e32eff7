import { describe, expect, it } from 'vitest';
import { disk } from '../../src/io/disk.js';
import { readInput } from '../../src/io/read-input.js';
import { temporaryFolder } from '../support/temporary.js';

describe('a file that the command line names', () => {
  it('is below the working directory', () => {
    expect(readInput('a.json', { files: disk, cwd: temporaryFolder({ 'a.json': 'text' }) })).toBe('text');
  });

  it('is named in errors as it was written', () => {
    const cwd = temporaryFolder({});
    expect(() => readInput('./none.json', { files: disk, cwd })).toThrow(
      'Cannot read ./none.json: no such file or folder.',
    );
  });

  it('lets errors through that are no errors of reading', () => {
    const files = {
      ...disk,
      read: () => {
        throw new RangeError('something else');
      },
    };
    expect(() => readInput('a', { files, cwd: '/' })).toThrow(RangeError);
  });
});
