import { expect, it } from 'vitest';
import { placeToWrite, refuseVersionControl } from '../../../src/io/writes/place-to-write.js';
import { temporaryFolder } from '../../support/temporary.js';

it.each(['/a/.git/hooks/x', '/a/b\\.git\\hooks\\x', 'C:\\a\\.GIT\\x', '/a/.hg', '/a\\git~1/x'])(
  'nothing is written to %s',
  (path) => {
    expect(() => {
      refuseVersionControl('x', path);
    }).toThrow(/belongs to version control/);
  },
);

it.each(['/a/.gitignore', '/a/b\\.github\\x', '/a/git/x', '/a/x.git/y'])(
  'something may be written to %s',
  (path) => {
    expect(() => {
      refuseVersionControl('x', path);
    }).not.toThrow();
  },
);

it('finds what is there, and names the folders that are not', () => {
  const root = temporaryFolder({ 'a/b': '' });
  expect(placeToWrite(`${root}/a/b`, root)).toEqual({ real: `${root}/a/b`, missing: [] });
  expect(placeToWrite(`${root}/a/c/d`, root)).toEqual({
    real: `${root}/a`,
    missing: [`${root}/a/c`, `${root}/a/c/d`],
  });
  expect(() => placeToWrite(`${root}/a/b/c`, root)).toThrow('a folder above it is a file');
  expect(() => placeToWrite(`${root}/../x`, root)).toThrow('it is outside the project');
});
