import { SourceFile } from '../source/index.js';
import { MAX_LISTED_FOLDERS, MAX_LOOKED_UP_FILES } from '../util/limits.js';
import { Input, isSameValue, lazily, oncePerName, reused } from '../util/memo.js';
import {
  type Project,
  type ProjectFile,
  type ProjectFiles,
  type ProjectOptions,
  readProject,
} from './project.js';

/** After so many, everything is computed anew once. */
const RENEWED_AFTER = 1000;

/** A file that stays the same object while its text changes, so that only those who read the text see a change. */
class ChangingSource extends SourceFile {
  readonly now: Input<SourceFile>;

  constructor(first: SourceFile) {
    super(first.path, first.name, '');
    const now = new Input(first);
    this.now = now;
    Object.defineProperties(this, {
      text: { get: () => now.value.text },
      hasBom: { get: () => now.value.hasBom },
    });
  }

  override get lineStarts(): readonly number[] {
    return this.now.value.lineStarts;
  }
}

interface ChangingFile {
  readonly file: ProjectFile;
  readonly source: ChangingSource;
}

/**
 * A project whose files change. Of its facts, only those are computed again that depend on what has changed: each notes
 * which texts, names, folders and other facts it asks for.
 */
export class ChangingProject {
  /** As it is now; the same object after a change. */
  readonly project: Project;
  /** By their paths. */
  #sources = new Map<string, ChangingFile>();
  readonly #now: Input<ProjectFiles>;
  readonly #files: Input<readonly ProjectFile[]>;
  #updates = 0;
  readonly #asked = { folders: new Set<string>(), texts: new Set<string>() };

  constructor(files: ProjectFiles, options: ProjectOptions = {}) {
    this.#now = new Input(files);
    this.#files = new Input(this.#changing(files.files), isSameValue);
    this.project = readProject(this.#filesOf(files), { ...options, isChanging: true });
  }

  /**
   * Whether a new one has to take its place. Limits count all that was ever asked for, and answers are kept that are not
   * asked for again.
   */
  get isWornOut(): boolean {
    const { folders, texts } = this.#asked;
    return (
      this.#updates >= RENEWED_AFTER ||
      folders.size >= MAX_LISTED_FOLDERS ||
      texts.size >= MAX_LOOKED_UP_FILES
    );
  }

  /** Takes what the project has now. Files with the same texts are to be the same. */
  update(files: ProjectFiles): void {
    this.#updates++;
    this.#now.value = files;
    this.#files.value = this.#changing(files.files);
  }

  #filesOf(first: ProjectFiles): ProjectFiles {
    const now = this.#now;
    const files = this.#files;
    const { folders: askedFolders, texts } = this.#asked;
    const answers = <T>(answer: (files: ProjectFiles, name: string) => T, names?: Set<string>) => {
      const known = oncePerName((name: string) => answer(now.value, name), reused);
      return (name: string): T => {
        names?.add(name);
        return known(name);
      };
    };
    const folders = lazily(() => now.value.folders, reused);
    const ebCliConfigs = lazily(() => now.value.ebCliConfigs, reused);
    const environments = lazily(() => now.value.environments, reused);
    return {
      ...first,
      get files() {
        return files.value;
      },
      get folders() {
        return folders();
      },
      get ebCliConfigs() {
        return ebCliConfigs();
      },
      get environments() {
        return environments();
      },
      kindsIn: first.kindsIn && answers((own, folder) => own.kindsIn?.(folder), askedFolders),
      textOf: first.textOf && answers((own, name) => own.textOf?.(name), texts),
      isExecutable: first.isExecutable && answers((own, name) => own.isExecutable?.(name)),
      ...(first.isInGit && { isInGit: answers((own, name) => own.isInGit?.(name) ?? false) }),
    };
  }

  #changing(files: readonly ProjectFile[]): readonly ProjectFile[] {
    const before = this.#sources;
    this.#sources = new Map();
    return files.map((file) => {
      if (!('source' in file)) return file;
      const known = this.#sources.has(file.path) ? undefined : before.get(file.path);
      if (known) known.source.now.value = file.source;
      const changing = known ?? changingFile(file);
      this.#sources.set(file.path, changing);
      return changing.file;
    });
  }
}

function changingFile({ name, path, source }: Extract<ProjectFile, { source: SourceFile }>): ChangingFile {
  const changing = new ChangingSource(source);
  return { source: changing, file: { name, path, source: changing } };
}
