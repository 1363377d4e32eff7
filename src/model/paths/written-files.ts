import type { HereDocument } from '../../parse/shell/here-document.js';
import type { ScriptCommand } from '../../parse/shell/script.js';
import { type MappedText, mappedText, type Word } from '../../parse/shell/word.js';
import type { Located, SourceFile } from '../../source/index.js';
import { groupBy } from '../../util/collections.js';
import { MAX_COPIED_FILES } from '../../util/limits.js';
import { oncePer } from '../../util/memo.js';
import { namePattern } from '../../util/path-pattern.js';
import { baseName, folderOf } from '../../util/paths.js';
import { type InstanceScript, isBeforeUnpacking } from '../execution/instance-script.js';
import { wordUses } from '../execution/path-uses.js';
import type { ProjectFile } from '../project.js';
import { BUNDLE_FOLDERS, leavesRoot } from '../scripts/run-paths.js';
import { isAppending, namesIn, pathInFolder, writtenBy } from './written-text.js';

/** A file that a script writes, or adds to. */
export interface WrittenFile {
  /** Its path, where the command names it or the folder that it is copied to. */
  readonly target: Located<string>;
  /** Undefined where the project does not tell. */
  readonly text: MappedText | undefined;
  /** Whether a shell replaces parts of the text. */
  readonly isExpanded: boolean;
  readonly isAppended: boolean;
  /** The file of the bundle that it is a copy of. */
  readonly source: SourceFile | undefined;
}

/** The files that a script writes. `isFolder` tells which of the paths that it may name are folders. */
export const filesWrittenIn = (
  script: InstanceScript,
  files: readonly ProjectFile[],
  isFolder: (path: string) => boolean,
): WrittenFile[] =>
  wordUses(script.script).flatMap(({ word, use, commands }): WrittenFile[] => {
    const command = commands.at(-1);
    if (!command || use !== 'writes' || word.kind === 'dynamic') return [];
    const isAppended = isAppending(command);
    const written = writtenBy(command, word, script.script);
    if (written) {
      const facts = { text: textOf(written), isExpanded: isExpanded(written), source: undefined };
      return [{ ...facts, target: { value: word.text, place: word.place }, isAppended }];
    }
    return copiesOf(command, word, isFolder(word.text), (from) => sourcesOf(from, script, files)).map(
      ({ path, source }) => {
        const facts = { text: source && mappedText(source), isExpanded: false, source };
        return { ...facts, target: { value: path, place: word.place }, isAppended };
      },
    );
  });

const textOf = (written: Word | HereDocument): MappedText =>
  'body' in written ? written.body : withLineBreak(written);

const isExpanded = (written: Word | HereDocument): boolean =>
  'body' in written ? !written.isQuoted : written.expansions.length > 0;

/** What `echo` prints. */
const withLineBreak = ({ file, text, offsets }: Word): MappedText => ({
  file,
  text: `${text}\n`,
  offsets: [...offsets, ...offsets.slice(-1)],
});

interface Copy {
  readonly path: string;
  /** Undefined where it is no file of the bundle, or another program writes. */
  readonly source: SourceFile | undefined;
}

/** What `cp FILE… TARGET` and `cat FILE > TARGET` copy. */
function copiesOf(
  command: ScriptCommand,
  target: Word,
  isFolder: boolean,
  sourcesOf: (from: Word) => readonly SourceFile[],
): Copy[] {
  const onlySource = (from: Word | undefined): SourceFile | undefined => {
    const [source, ...others] = from ? sourcesOf(from) : [];
    return others.length === 0 ? source : undefined;
  };
  const names = namesIn(command);
  if (names[0] === 'cat' && names.length === 2)
    return [{ path: target.text, source: onlySource(command.words[1]) }];
  const program = names.findIndex((name) => COPIES.has(name));
  const operands =
    program === -1 ? [] : operandsIn(command.words.slice(program + 1, command.words.indexOf(target)));
  if (!isFolder || operands.length === 0) return [{ path: target.text, source: onlySource(operands.at(-1)) }];
  return operands.flatMap((from): Copy[] => {
    const sources = sourcesOf(from);
    return sources.length === 0
      ? [{ path: pathInFolder(target.text, from.text), source: undefined }]
      : sources.map((source) => ({ path: pathInFolder(target.text, source.name), source }));
  });
}

const COPIES: ReadonlySet<string> = new Set(['cp', 'install', 'mv']);

/** Flags of `install`. */
const VALUE_FLAGS: ReadonlySet<string> = new Set(['-m', '-o', '-g', '--mode', '--owner', '--group']);

const operandsIn = (words: readonly Word[]): readonly Word[] =>
  words.filter(({ text }, at) => !text.startsWith('-') && !VALUE_FLAGS.has(words[at - 1]?.text ?? ''));

/** The files of the bundle that a path of a script, or a pattern for names in a folder, leads to. */
function sourcesOf(
  { text, kind }: Word,
  script: InstanceScript,
  files: readonly ProjectFile[],
): readonly SourceFile[] {
  const isInBundle = text.startsWith('/')
    ? BUNDLE_FOLDERS.test(text)
    : !isBeforeUnpacking(script.stage) && !leavesRoot(script);
  if (!isInBundle) return [];
  const path = text.replace(BUNDLE_FOLDERS, '');
  if (kind !== 'dynamic') return sourcesByName(files).get(path) ?? [];
  const siblings = sourcesByFolder(files).get(folderOf(path)) ?? [];
  if (siblings.length > MAX_COPIED_FILES || !PATTERN.test(path)) return [];
  const fits = namePattern(baseName(path));
  return siblings.filter(({ name }) => fits(baseName(name)));
}

/** With nothing but `*` and `?` in the name of a file that is not hidden. */
const PATTERN = /^(?:[\w.-]+\/)*(?!\.)[\w*?.-]+$/;

const sourcesBy = (keyOf: (name: string) => string) =>
  oncePer((files: readonly ProjectFile[]): ReadonlyMap<string, readonly SourceFile[]> =>
    groupBy(
      files.flatMap((file) => ('source' in file ? [file.source] : [])),
      ({ name }) => [keyOf(name)],
    ),
  );

const sourcesByName = sourcesBy((name) => name);
const sourcesByFolder = sourcesBy(folderOf);
