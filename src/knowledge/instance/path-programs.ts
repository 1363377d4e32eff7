import { lookUp } from '../../util/collections.js';

/**
 * What a program does with a file or folder that an argument names. `names` is for an unknown program: it may do anything.
 * - `enters`, `reads`, `runs`, `changes`, `removes` and `moves` fail where there is none
 * - `writes` needs the folder above, `makes` needs nothing
 * - `prints`, `tests` and `clears` never fail
 */
export type PathUse =
  | 'enters'
  | 'reads'
  | 'runs'
  | 'changes'
  | 'removes'
  | 'moves'
  | 'writes'
  | 'makes'
  | 'prints'
  | 'tests'
  | 'clears'
  | 'names';

/** The arguments of a program that are neither flags nor the values of flags, by what it does with them. */
export interface PathProgram {
  readonly use: PathUse;
  /** The first one, where it is different; `undefined` where it is not a path. */
  readonly first?: PathUse | undefined;
  /** With one of these flags the first one is like the others: what comes first is their value. */
  readonly firstUnless?: RegExp;
  /** The last one of at least two. */
  readonly last?: PathUse;
  /** Flags whose next argument is not a path. */
  readonly valueFlags?: readonly string[];
  /** Flags whose next argument is a folder that is entered first. */
  readonly folderFlags?: readonly string[];
  /** The flag whose next argument is a file that is written, and the one with which the folders above are made. */
  readonly output?: { readonly flag: RegExp; readonly makesWith?: string };
  /** What becomes of `use` where one of these flags is given: letters of a cluster, or a whole long flag. */
  readonly flags?: readonly (readonly [pattern: RegExp, use: PathUse])[];
}

const reads: PathProgram = { use: 'reads' };
const runs: PathProgram = { use: 'names', first: 'runs' };
const EXPRESSION = /^-[a-zA-Z]*e$/;
const patternThenFiles: PathProgram = {
  use: 'reads',
  first: undefined,
  firstUnless: EXPRESSION,
  valueFlags: ['-e', '-f', '-A', '-B', '-C', '-m'],
};
const changesMode: PathProgram = { use: 'changes', first: undefined };
/** A mode that takes rights away looks like a flag. */
const MODE_OF_CHMOD = /^-[rwxXst]+$/;
/** The manuals of GNU coreutils, sed, grep, findutils and wget, and of curl, and POSIX for what the shell itself does. */
const programs: Readonly<Record<string, PathProgram>> = {
  '.': runs,
  '[': { use: 'tests' },
  '[[': { use: 'tests' },
  awk: { use: 'reads', first: undefined, valueFlags: ['-F', '-v'] },
  bash: runs,
  cat: reads,
  cd: { use: 'names', first: 'enters' },
  chgrp: changesMode,
  chmod: { ...changesMode, firstUnless: MODE_OF_CHMOD },
  chown: changesMode,
  cp: { use: 'reads', last: 'writes' },
  curl: { use: 'names', output: { flag: /^(?:-[a-zA-Z]*o|--output)$/, makesWith: '--create-dirs' } },
  dash: runs,
  diff: reads,
  du: reads,
  echo: { use: 'prints' },
  egrep: patternThenFiles,
  find: { use: 'names', first: 'reads' },
  grep: patternThenFiles,
  gunzip: { use: 'changes' },
  gzip: { use: 'changes' },
  git: { use: 'names', folderFlags: ['-C'] },
  head: { use: 'reads', valueFlags: ['-n', '-c'] },
  install: {
    use: 'reads',
    last: 'writes',
    valueFlags: ['-m', '-o', '-g'],
    flags: [[/^-[a-zA-Z]*d|^--directory$/, 'makes']],
  },
  less: reads,
  ln: { use: 'names', last: 'writes' },
  ls: reads,
  make: { use: 'names', folderFlags: ['-C', '--directory'] },
  md5sum: reads,
  mkdir: { use: 'writes', valueFlags: ['-m'], flags: [[/^-[a-zA-Z]*p|^--parents$/, 'makes']] },
  more: reads,
  mv: { use: 'moves', last: 'writes' },
  node: runs,
  nodejs: runs,
  perl: { use: 'names', valueFlags: ['-e'], flags: [[/^-[a-zA-Z]*i/, 'changes']] },
  php: runs,
  printf: { use: 'prints' },
  pushd: { use: 'names', first: 'enters' },
  python: runs,
  rm: { use: 'removes', flags: [[/^-[a-zA-Z]*f|^--force$/, 'clears']] },
  rmdir: { use: 'removes', flags: [[/^--ignore-fail-on-non-empty$/, 'removes']] },
  rsync: { use: 'reads', last: 'writes' },
  ruby: runs,
  sed: {
    ...patternThenFiles,
    valueFlags: ['-e', '-f'],
    flags: [[/^-[a-zA-Z]*i|^--in-place/, 'changes']],
  },
  sh: runs,
  sort: reads,
  source: runs,
  stat: reads,
  tail: { use: 'reads', valueFlags: ['-n', '-c'] },
  tar: { use: 'names', folderFlags: ['-C', '--directory'] },
  tee: { use: 'writes' },
  test: { use: 'tests' },
  touch: { use: 'writes', valueFlags: ['-d', '-t', '-r'] },
  unlink: { use: 'removes' },
  wc: reads,
  wget: { use: 'names', output: { flag: /^(?:-[a-zA-Z]*O|--output-document)$/ } },
  zcat: reads,
  zsh: runs,
};

const VERSIONED = /^(?:python|pypy)[\d.]+$/;

/** What a program, named without its folder, does with the paths that follow it; undefined for an unknown one. */
export function pathProgramOf(name: string): PathProgram | undefined {
  return lookUp(programs, name) ?? (VERSIONED.test(name) ? runs : undefined);
}
