import { basename, dirname } from 'node:path';
import { type FileSystem, type FolderEntry, SizeError } from '../ports/file-system.js';

/** Files among which some have other texts, by their paths, as in an editor that has not saved them yet; they need not exist. */
export function overlay(files: FileSystem, texts: ReadonlyMap<string, string>): FileSystem {
  const children = childrenAbove([...texts.keys()]);
  const kindOf: FileSystem['kindOf'] = (asked) => {
    if (texts.has(asked)) return 'file';
    const kind = files.kindOf(asked);
    return kind === 'missing' && children.has(asked) ? 'folder' : kind;
  };
  return {
    kindOf,
    list(folder) {
      const own = children.get(folder);
      if (own === undefined) return files.list(folder);
      const entries = new Map<string, FolderEntry>();
      if (files.kindOf(folder) !== 'missing')
        for (const entry of files.list(folder)) entries.set(entry.name, entry);
      for (const child of own) {
        const name = basename(child);
        if (texts.has(child)) entries.set(name, { name, kind: 'file' });
        else if (!entries.has(name)) entries.set(name, { name, kind: 'folder' });
      }
      return [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    read(asked, maxBytes = Infinity) {
      const text = texts.get(asked);
      if (text === undefined) return files.read(asked, maxBytes);
      if (Buffer.byteLength(text) > maxBytes) throw new SizeError(asked, maxBytes);
      return text;
    },
    realPath(asked) {
      const isNew = (texts.has(asked) || children.has(asked)) && files.kindOf(asked) === 'missing';
      return isNew ? asked : files.realPath(asked);
    },
    isExecutable: (asked) => files.isExecutable?.(asked),
  };
}

/** The folders above some paths, each with what is in it on the way to them. */
function childrenAbove(paths: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const children = new Map<string, Set<string>>();
  for (const path of paths)
    for (let child = path; dirname(child) !== child; child = dirname(child)) {
      const known = children.get(dirname(child));
      if (known) known.add(child);
      else children.set(dirname(child), new Set([child]));
    }
  return children;
}
