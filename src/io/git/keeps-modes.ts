import { join, resolve } from 'node:path';
import { repositoryOf } from '../../discover/repository-root.js';
import { type FileSystem, ReadError } from '../../ports/file-system.js';

/** Beyond it, whether git keeps the modes of files is unknown. */
const MAX_GIT_CONFIGURATION_BYTES = 2 ** 20;

/**
 * Whether the modes of the files in a folder are those that git has: it is in a working tree, whose configuration says
 * that the file system keeps them. https://git-scm.com/docs/git-config#Documentation/git-config.txt-corefileMode
 */
export function keepsModes(folder: string, files: FileSystem): boolean {
  const root = repositoryOf(folder, files);
  const configuration = root === undefined ? undefined : configurationOf(root, files);
  const values = [...(configuration ?? '').matchAll(/^[ \t]*filemode[ \t]*=[ \t]*(\w+)/gim)];
  return values.at(-1)?.[1]?.toLowerCase() === 'true';
}

/** A further working tree has a file in place of the folder, which names its own folder, and that the folder of all. */
function configurationOf(root: string, files: FileSystem): string | undefined {
  const git = join(root, '.git');
  if (files.kindOf(git) === 'folder') return textOf(join(git, 'config'), files);
  const [, own] = /^gitdir: (.+)$/m.exec(textOf(git, files) ?? '') ?? [];
  if (own === undefined) return undefined;
  const folder = resolve(root, own);
  const common = textOf(join(folder, 'commondir'), files)?.trim();
  return textOf(join(folder, common ?? '', 'config'), files);
}

function textOf(path: string, files: FileSystem): string | undefined {
  try {
    return files.read(path, MAX_GIT_CONFIGURATION_BYTES);
  } catch (error) {
    if (error instanceof ReadError) return undefined;
    throw error;
  }
}
