import { SourceFile } from '../../source/index.js';
import { MAX_LISTED_FOLDERS, MAX_LOOKED_UP_FILES } from '../../util/limits.js';
import { oncePer, oncePerName } from '../../util/memo.js';
import { type ProjectFiles, sourceNamed } from '../project.js';

/** Looks up whether something is at a path below the root, without following links. */
export class ExistingFiles {
  /** What was looked up. */
  readonly #folders = new Set<string>();
  readonly #others = new Set<string>();

  constructor(readonly files: ProjectFiles) {}

  readonly #kindsIn = oncePerName((folder: string) => this.files.kindsIn?.(folder));

  readonly #other = oncePerName((name: string): SourceFile | undefined => {
    const text = this.files.textOf?.(name);
    return text === undefined ? undefined : new SourceFile(`${this.files.root}/${name}`, name, text);
  });

  /** A file below the root, be it read with the project or not; undefined where it cannot be read. */
  source(name: string): SourceFile | undefined {
    const known = sourceNamed(name, this.files.files);
    return known ?? (isWithin(MAX_LOOKED_UP_FILES, this.#others, name) ? this.#other(name) : undefined);
  }

  /** What is in a folder, by name; undefined where that is not known. */
  in(folder: string): ReadonlyMap<string, string> | undefined {
    return isWithin(MAX_LISTED_FOLDERS, this.#folders, folder) ? this.#kindsIn(folder) : undefined;
  }

  /** The names of the folders in the root that are not hidden. */
  get folders(): readonly string[] {
    return [...(this.in('') ?? [])].flatMap(([name, kind]) =>
      kind === 'folder' && !name.startsWith('.') && name !== 'node_modules' ? [name] : [],
    );
  }

  /** Whether a file or folder is there; undefined where that is not known. */
  has(path: string): boolean | undefined {
    const parts = path.split('/');
    const name = parts.pop() ?? '';
    const folder = this.#enter(parts);
    return typeof folder === 'string' ? this.in(folder)?.has(name) : folder;
  }

  /**
   * Whether a dotted Python module is below a folder: a file, a package, or compiled code. An attribute of a module in the
   * place of a module is not known.
   */
  hasModule(module: string, folder: string): boolean | undefined {
    const names = module.split('.');
    const last = names.pop() ?? '';
    const parts = folder === '' ? [] : folder.split('/');
    const inner = this.#enter(parts.concat(names));
    if (inner === undefined) return undefined;
    if (inner === false) return this.#isAttribute(parts, names) ? undefined : false;
    const found = this.in(inner);
    return found && [...found.keys()].some((name) => name.split('.')[0] === last);
  }

  #isAttribute(parts: readonly string[], names: readonly string[]): boolean {
    return names.some((_, index) =>
      this.has([...parts, ...names.slice(0, index), `${names[index]}.py`].join('/')),
    );
  }

  /** The path of a folder, part by part; false where there is none. */
  #enter(parts: readonly string[]): string | false | undefined {
    let folder = '';
    for (const part of parts) {
      const kinds = this.in(folder);
      if (!kinds) return undefined;
      const kind = kinds.get(part);
      if (kind === undefined) return false;
      // A link may lead to a folder.
      if (kind !== 'folder') return kind === 'file' ? false : undefined;
      folder = folder === '' ? part : `${folder}/${part}`;
    }
    return folder;
  }
}

/** Whether a name is one of the first so many that were looked up. */
function isWithin(max: number, names: Set<string>, name: string): boolean {
  if (!names.has(name) && names.size < max) names.add(name);
  return names.has(name);
}

export const existingFiles = oncePer((files: ProjectFiles) => new ExistingFiles(files));
