import { MAX_ARCHIVE_WORDS } from '../../util/limits.js';
import { decidingPattern, namePattern, pathPattern } from '../../util/path-pattern.js';
import type { Word } from '../shell/word.js';

/** A command that makes an archive of what is in the folder in which it runs. */
export interface ArchiveCommand {
  readonly program: 'zip' | 'git archive';
  /** The path of the archive; undefined where it goes to the standard output. */
  readonly archive: Word | undefined;
  /** Whether a path below that folder comes into the archive under the same name; undefined where the text does not tell. */
  holds(path: string): boolean | undefined;
  /** The words that name what comes in. */
  readonly inputs: readonly Word[];
  /** The pattern of `-x` that leaves a path out. */
  excludedBy(path: string): Word | undefined;
  /** Whether what is in folders comes along (`-r`), and keeps its folder (no `-j`). */
  readonly keepsFolders: boolean;
}

/** Flags of `zip` that take no value, and change nothing but `-r` and `-j`. */
const PLAIN =
  /^(?:-[0-9DXTklmoqruvyAj]+|-FS|-ll|--(?:filesync|junk-paths|move|no-dir-entries|no-extra|quiet|recurse-paths|symlinks|test|verbose))$/;
const WITH_VALUE =
  /^(?:-(?:b|n|P|t|tt|Z)|--(?:before-date|compression-method|from-date|password|suffixes|temp-path))$/;

/** A list of patterns goes on up to the next flag. */
const LIST = /^(?:-[0-9DXTklmoqruvyAj]*([xi])|--(exclude|include))(?:=?(?<=[xi=])(.*))?$/;

/**
 * What a command line of Info-ZIP's `zip` makes; undefined where a flag is not known.
 * https://infozip.sourceforge.net/Zip.html
 */
export function zipCommand(args: readonly Word[]): ArchiveCommand | undefined {
  if (args.length > MAX_ARCHIVE_WORDS) return undefined;
  const words = [...args];
  const operands: Word[] = [];
  const excludes: Word[] = [];
  const includes: Word[] = [];
  const flags: string[] = [];
  let list = operands;
  for (let word = words.shift(); word; word = words.shift()) {
    const { text } = word;
    const [isList, letter, name, first = ''] = LIST.exec(text) ?? [];
    if (!text.startsWith('-') || text.length === 1) list.push(word);
    else if (isList !== undefined) {
      if (first.startsWith('@')) return undefined;
      list = (letter ?? name)?.startsWith('x') || name === 'exclude' ? excludes : includes;
      if (first !== '') list.push(partOf(word, first));
      flags.push(text.replace(/[xi=].*/, ''));
    } else if (PLAIN.test(text)) flags.push(text);
    else if (WITH_VALUE.test(text)) words.shift();
    else return undefined;
    if (isList === undefined && text.startsWith('-') && text.length > 1) list = operands;
  }
  const [archive, ...inputs] = operands;
  if (!archive || archive.text === '-' || inputs.length === 0) return undefined;
  const has = (letter: string, long: string) =>
    flags.some((flag) => flag === long || (/^-[^-]/.test(flag) && flag.includes(letter)));
  const isFlat = has('j', '--junk-paths');
  const isRecursive = has('r', '--recurse-paths');
  const excludedBy = (path: string) => excludes.find((word) => isLiteral(word) && fitsStored(word, path));
  return {
    program: 'zip',
    archive,
    inputs,
    excludedBy,
    keepsFolders: isRecursive && !isFlat,
    holds(path) {
      if ((isFlat && path.includes('/')) || excludedBy(path)) return false;
      const isIncluded = includes.length === 0 || either(includes.map((word) => isWanted(word, path)));
      return both(isIncluded, either(inputs.map((input) => covers(input, path, isRecursive))));
    },
  };
}

/** Names in an archive begin with neither `./` nor `/`, and `*` fits slashes as well. */
const fitsStored = ({ text }: Word, path: string): boolean =>
  namePattern(text.replace(/^(?:\.?\/)+/, ''))(path);

const isWanted = (word: Word, path: string): boolean | undefined =>
  fitsStored(word, path) || (isLiteral(word) ? false : undefined);

/** What `git archive` makes of a commit; undefined where it is another part of one than all or listed paths. */
export function gitArchiveCommand(args: readonly Word[]): ArchiveCommand | undefined {
  if (args.length > MAX_ARCHIVE_WORDS) return undefined;
  const operands: Word[] = [];
  let archive: Word | undefined;
  for (let at = 0; at < args.length; at++) {
    const word = args[at]!;
    const { text } = word;
    if (text === '-o' || text === '--output') archive = args[++at];
    else if (/^(?:-o.|--output=)/.test(text)) archive = partOf(word, text.replace(/^(?:-o|--output=)/, ''));
    else if (text === '--') continue;
    else if (/^(?:--format=zip|-\d|-v|--verbose|--worktree-attributes)$/.test(text)) continue;
    else if (text.startsWith('-')) return undefined;
    else operands.push(word);
  }
  const [tree, ...paths] = operands;
  if (!tree || tree.text.includes(':') || paths.some(({ text }) => text.startsWith(':'))) return undefined;
  return {
    program: 'git archive',
    archive,
    inputs: paths,
    excludedBy: () => undefined,
    keepsFolders: true,
    holds: (path) => (paths.length === 0 ? true : either(paths.map((word) => covers(word, path, true)))),
  };
}

const partOf = (word: Word, text: string): Word => ({ ...word, text });

const isLiteral = ({ expansions }: Word): boolean => expansions.length === 0;

/** Whether an input brings in a path: itself, what is in a folder, or what the shell makes of a pattern. */
function covers(input: Word, path: string, isRecursive: boolean): boolean | undefined {
  const text = input.text.replace(/^(?:\.\/)+/, '').replace(/(?<!\/)\/+$/, '');
  if (input.expansions.some(({ start }) => /[$`{]/.test(input.text.charAt(start)))) return undefined;
  if (text.startsWith('/') || text.split('/').includes('..')) return undefined;
  if (/[{}]/.test(text)) return undefined;
  if (text === '' || text === '.') return isRecursive;
  const parts = path.split('/');
  const depth = text.split('/').length;
  const isGlob = input.expansions.length > 0;
  const start = parts.slice(0, depth).join('/');
  const fits = isGlob ? fitsGlob(text, start) : text === start;
  return fits && (isRecursive || parts.length === depth);
}

/** Whether a pattern of a shell fits a path: `*` fits no name that begins with a dot. */
function fitsGlob(glob: string, path: string): boolean {
  const names = path.split('/');
  const globs = glob.split('/');
  if (globs.some((part, index) => !part.startsWith('.') && names[index]?.startsWith('.'))) return false;
  const pattern = pathPattern(`/${glob}`);
  return pattern !== undefined && decidingPattern([pattern], path) !== undefined;
}

const either = (answers: readonly (boolean | undefined)[]): boolean | undefined =>
  answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;

const both = (a: boolean | undefined, b: boolean | undefined): boolean | undefined =>
  a === false || b === false ? false : a === undefined || b === undefined ? undefined : true;
