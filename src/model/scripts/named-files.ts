import { readsIn } from '../../parse/shell/unwrap-command.js';
import { oncePer } from '../../util/memo.js';
import { baseName } from '../../util/paths.js';
import { WordIndex } from '../../util/word-index.js';
import type { InstanceScript } from '../execution/instance-script.js';
import { liveText } from '../execution/live-text.js';
import { wordUses } from '../execution/path-uses.js';
import type { ProjectFile } from '../project.js';

/** The files that scripts name, without their folders: they may run them, or copy them to where they are run. */
export const filesNamedIn = oncePer(
  (scripts: readonly InstanceScript[]): ReadonlySet<string> =>
    new Set(scripts.flatMap(({ script }) => wordUses(script).map(({ word }) => baseName(word.text)))),
);

/**
 * Whether a shell of something else may take in a file of the project, a hook for example: another file of the project names
 * it, or a script reads in files whose names are unknown.
 */
export function mayBeReadIn(
  { name }: InstanceScript,
  scripts: readonly InstanceScript[],
  files: readonly ProjectFile[],
): boolean {
  if (!name.value.startsWith('.platform/')) return false;
  if (filesNamedIn(scripts).has(baseName(name.value)) || readsInUnknownFiles(scripts)) return true;
  return mayBeNamed(name.value, files);
}

/** Whether another file that was read names a file of the project. */
export const mayBeNamed = (name: string, files: readonly ProjectFile[]): boolean =>
  indexOf(files)
    .naming(baseName(name))
    ?.every((file) => file.name === name) !== true;

const indexOf = oncePer(
  (files: readonly ProjectFile[]) =>
    new WordIndex(files, (file) => ('source' in file ? file.source.text : '')),
);

const readsInUnknownFiles = oncePer((scripts: readonly InstanceScript[]): boolean =>
  scripts.some(({ script }) =>
    script.commands.some(
      ({ words: [program, file] }) =>
        readsIn(program?.text ?? '') && file !== undefined && /[$`*?[]/.test(baseName(file.text)),
    ),
  ),
);

/** The scripts by the names in their texts, apart from comments. */
export const scriptsNaming = oncePer(
  (scripts: readonly InstanceScript[]) => new WordIndex(scripts, liveText),
);
