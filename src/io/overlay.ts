import { basename, dirname } from 'node:path';
import { SizeError, type FileSystem } from '../ports/file-system.js';

/** Files among which one has another text, as in an editor that has not saved it yet; it need not exist. */
export function overlay(files: FileSystem, path: string, text: string): FileSystem {
  const folders = new Set(foldersAbove(path));
  const kindOf: FileSystem['kindOf'] = (asked) => {
    if (asked === path) return 'file';
    const kind = files.kindOf(asked);
    return kind === 'missing' && folders.has(asked) ? 'folder' : kind;
  };
  return {
    kindOf,
    list(folder) {
      if (!folders.has(folder)) return files.list(folder);
      const entries = files.kindOf(folder) === 'missing' ? [] : files.list(folder);
      const next = [path, ...folders].find(
        (candidate) => dirname(candidate) === folder && candidate !== folder,
      );
      const name = basename(next ?? '');
      const known = entries.find((entry) => entry.name === name);
      if (next === undefined || (known && next !== path)) return entries;
      const own = { name, kind: next === path ? ('file' as const) : ('folder' as const) };
      return [...entries.filter((entry) => entry !== known), own].sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    read(asked, maxBytes = Infinity) {
      if (asked !== path) return files.read(asked, maxBytes);
      if (Buffer.byteLength(text) > maxBytes) throw new SizeError(path, maxBytes);
      return text;
    },
    realPath(asked) {
      const isNew = (asked === path || folders.has(asked)) && files.kindOf(asked) === 'missing';
      return isNew ? asked : files.realPath(asked);
    },
    isExecutable: (asked) => files.isExecutable?.(asked),
  };
}

function foldersAbove(path: string): string[] {
  const folder = dirname(path);
  return folder === path ? [] : [folder, ...foldersAbove(folder)];
}
