import { parseConfigFile } from '../../parse/config-file/config-file.js';
import { piecesIn, type SourceFile } from '../../source/index.js';
import { compareBytes } from '../../util/compare.js';
import { MAX_PARSED_CHARACTERS, MAX_PARSED_PIECES } from '../../util/limits.js';
import { oncePer } from '../../util/memo.js';
import type { ProjectFile, ProjectFiles } from '../project.js';
import { isConfigFile } from './config-file-name.js';
import { isParsed } from './read-files.js';

/** A word or sign of a command, which may be a command of its own, costs more than one of a map: as many as these. */
const PIECES_OF_A_COMMAND = 3;
const HOLDS_COMMANDS: ReadonlySet<string> = new Set(['Buildfile', 'Procfile']);

const SPENT = `with the configuration files before it, it has more than ${MAX_PARSED_CHARACTERS / 2 ** 20} MiB of text or ${MAX_PARSED_PIECES} words and signs`;

/**
 * The files of a project as far as parsing them costs no more than it may: its own before those of tools, in the order of names, whatever is beyond that
 * is left out with a reason. It depends only on the texts, so that linting again after a change says what linting anew
 * says.
 */
export function withinBudget(project: ProjectFiles): ProjectFiles {
  const { files, ebCliConfigs, environments } = project;
  const described = environments?.files ?? [];
  const byName = (sources: readonly SourceFile[]) => sources.toSorted((a, b) => compareBytes(a.name, b.name));
  const leftOut = beyondBudget([
    ...byName(files.flatMap((file) => ('source' in file && isParsed(file.name) ? [file.source] : []))),
    ...byName(ebCliConfigs),
    // Those of other tools come last, and never cost the project one of its own.
    ...byName(described.flatMap((file) => ('source' in file ? [file.source] : []))),
  ]);
  if (leftOut.size === 0) return project;
  const within = (file: ProjectFile): ProjectFile =>
    'source' in file && leftOut.has(file.source) ? without(file.source) : file;
  return {
    ...project,
    ...(environments && { environments: { ...environments, files: described.map(within) } }),
    files: [...files.map(within), ...ebCliConfigs.filter((config) => leftOut.has(config)).map(without)],
    ebCliConfigs: ebCliConfigs.filter((config) => !leftOut.has(config)),
  };
}

/** How many pieces are parsed of a project, with those that aliases repeat. */
export function costOfParsing(project: ProjectFiles): number {
  const sources = withinBudget(project).files.flatMap((file) =>
    'source' in file && isParsed(file.name) ? [file.source] : [],
  );
  return sources.reduce((sum, file) => sum + costOf(file) + aliasedIn(file), 0);
}

const aliasedIn = (file: SourceFile): number => (isConfigFile(file.name) ? parseConfigFile(file).aliased : 0);

const without = ({ name, path }: SourceFile): ProjectFile => ({
  name,
  path,
  unreadable: SPENT,
  isLeftOut: true,
});

function beyondBudget(files: readonly SourceFile[]): ReadonlySet<SourceFile> {
  const leftOut = new Set<SourceFile>();
  let characters = 0;
  let pieces = 0;
  const isSpent = () => characters > MAX_PARSED_CHARACTERS || pieces > MAX_PARSED_PIECES;
  for (const file of files) {
    characters += file.text.length;
    pieces += costOf(file);
    // What aliases refer to is known only after parsing, which is within the budget.
    if (!isSpent()) pieces += aliasedIn(file);
    if (isSpent()) leftOut.add(file);
  }
  return leftOut;
}

const costOf = oncePer(
  ({ name, text }: SourceFile) => piecesIn(text) * (HOLDS_COMMANDS.has(name) ? PIECES_OF_A_COMMAND : 1),
);
