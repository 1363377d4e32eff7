import { describe, expect, it } from 'vitest';
import { isVersionControl } from '../../src/util/version-control.js';

describe('the folders of version control', () => {
  it.each([
    ...['.git', '.GIT', '.Git', '.hg', '.svn', '.SVN', '.jj'],
    // Windows ends a name before dots, spaces and the name of a stream.
    ...['.git.', '.git ', '.git. . ', '.git::$INDEX_ALLOCATION', '.git:x', '.git .:x', '.svn::$DATA'],
    // And knows short names.
    ...['git~1', 'GIT~1', 'HG~1', 'svn~1', 'JJ~1', 'GIT~2', 'git~1.', 'git~1::$INDEX_ALLOCATION'],
    // HFS+ leaves out what is not seen, and file systems without letter case fold more than ASCII.
    ...['.g\u200cit', '\u200e.git', '.git\ufeff', '.g\u206ai\u202et', '.\u017fvn'],
  ])('are %j', (name) => {
    expect(isVersionControl(name)).toBe(true);
  });

  it.each([
    ...[
      'git',
      '.gitignore',
      '.github',
      '.gitmodules',
      '.git-hooks',
      'a.git',
      'app.git.conf',
      '..git',
      'x.svn',
    ],
    ...['', '.', '..', 'jj', 'git~', 'git~x', '.hgignore', '.platform', 'GITHUB~1', ':', ' ', '. .'],
  ])('are not %j', (name) => {
    expect(isVersionControl(name)).toBe(false);
  });
});
