import { basename, dirname } from 'node:path';
import { SizeError, type FileSystem } from '../ports/file-system.js';

/** Files among which one has another text, as in an editor that has not saved it yet; it need not exist. */
export function overlay(files: FileSystem, path: string, text: string): FileSystem {
  const children = childrenAbove(path);
  const kindOf: FileSystem['kindOf'] = (asked) => {
    if (asked === path) return 'file';
    const kind = files.kindOf(asked);
    return kind === 'missing' && children.has(asked) ? 'folder' : kind;
  };
  return {
    kindOf,
    list(folder) {
      const child = children.get(folder);
      if (child === undefined) return files.list(folder);
      const entries = files.kindOf(folder) === 'missing' ? [] : files.list(folder);
      const name = basename(child);
      const known = entries.find((entry) => entry.name === name);
      if (known && child !== path) return entries;
      const own = { name, kind: child === path ? ('file' as const) : ('folder' as const) };
      return [...entries.filter((entry) => entry !== known), own].sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    read(asked, maxBytes = Infinity) {
      if (asked !== path) return files.read(asked, maxBytes);
      if (Buffer.byteLength(text) > maxBytes) throw new SizeError(path, maxBytes);
      return text;
    },
    realPath(asked) {
      const isNew = (asked === path || children.has(asked)) && files.kindOf(asked) === 'missing';
      return isNew ? asked : files.realPath(asked);
    },
    isExecutable: (asked) => files.isExecutable?.(asked),
  };
}

/** The folders above a path, each with what is in it on the way to that path. */
function childrenAbove(path: string): ReadonlyMap<string, string> {
  const children = new Map<string, string>();
  for (let child = path; dirname(child) !== child; child = dirname(child))
    children.set(dirname(child), child);
  return children;
}
