import { dirname } from 'node:path';
import { failureText, isExpected } from '../../cli/failure-text.js';
import type { Options } from '../../cli/parse-flags.js';
import { ProjectMemory } from '../../commands/watch/project-memory.js';
import { watchedFiles } from '../../commands/watch/watched-files.js';
import { ConfigurationError } from '../../configuration/configuration-error.js';
import { findProjects } from '../../discover/find-projects.js';
import { isInside } from '../../discover/is-inside.js';
import { readProjectFiles } from '../../discover/read-project.js';
import { overlay } from '../../io/overlay.js';
import { RememberedFiles } from '../../io/remembered-files.js';
import type { FileSystem } from '../../ports/file-system.js';
import { type CheckedProject, checkedProject } from './checked-project.js';
import {
  configuredInEditor,
  type EditedProject,
  type WorkspaceSettings,
  type World,
} from './editor-configuration.js';

/** Files that are open at once. */
const MAX_OPEN_DOCUMENTS = 2000;

/** Projects of which an editor shows findings; of more, those without an open file are left first. */
const MAX_EDITOR_PROJECTS = 50;

/** A text that an editor has open, which takes the place of the file. */
export interface OpenDocument {
  /** As the editor calls it. */
  readonly uri: string;
  readonly version: number;
  readonly text: string;
}

/** Why a project is not checked: its configuration is wrong, or ignores it, or it is gone. */
interface Unchecked {
  readonly error?: unknown;
}

type State = { readonly checked: CheckedProject } | { readonly unchecked: Unchecked };

interface Remembered extends EditedProject {
  readonly memory: ProjectMemory<CheckedProject>;
  /** Paths outside of the root that were looked at. */
  asked: ReadonlySet<string>;
  state: State | undefined;
}

/** What an editor has open, and the projects that this belongs to, each read and linted again when something of it changes. */
export class Workspace {
  readonly #documents = new Map<string, OpenDocument>();
  /** By their roots; those that were asked for last are last. */
  readonly #projects = new Map<string, Remembered>();
  readonly #roots = new Map<string, string | undefined>();
  readonly #disk: RememberedFiles;
  #files: FileSystem | undefined;
  #folders: readonly string[] = [];

  #settings: WorkspaceSettings;

  constructor(
    options: Options,
    readonly world: World,
  ) {
    this.#settings = { options, nameConfig: false };
    this.#disk = new RememberedFiles(watchedFiles(world.ports.files, world.watcher));
  }

  /** The flags and settings that the projects are checked with. */
  set settings(settings: WorkspaceSettings) {
    this.#settings = settings;
    this.forgetDisk();
  }

  /** The folders that the editor works in: absolute paths. */
  set folders(folders: readonly string[]) {
    this.#folders = folders;
    this.#projects.clear();
    this.forgetDisk();
  }

  /** What is open, by its path. */
  get open(): ReadonlyMap<string, OpenDocument> {
    return this.#documents;
  }

  opened(path: string, document: OpenDocument): void {
    if (!this.#documents.has(path) && this.#documents.size >= MAX_OPEN_DOCUMENTS) {
      this.world.log(
        `More than ${MAX_OPEN_DOCUMENTS} files are open. The text of ${path} is read from the disk.`,
      );
      return;
    }
    const isNew = !this.#documents.has(path);
    this.#documents.set(path, document);
    if (isNew) this.forgetDisk();
    else this.#changed(path);
  }

  changed(path: string, text: string, version: number): void {
    const document = this.#documents.get(path);
    // Helix 25.01 may send a text after a later one.
    if (!document || version < document.version) return;
    this.#documents.set(path, { ...document, text, version });
    this.#changed(path);
  }

  closed(path: string): void {
    if (this.#documents.delete(path)) this.forgetDisk();
  }

  /** Files may have come, gone or changed. */
  forgetDisk(): void {
    this.#disk.forget();
    this.#roots.clear();
    this.#files = undefined;
    for (const project of this.#projects.values()) project.state = undefined;
  }

  #changed(path: string): void {
    this.#files = undefined;
    for (const project of this.#projects.values())
      if (isInside(path, project.root) || project.asked.has(path)) project.state = undefined;
  }

  get #now(): FileSystem {
    const texts = new Map([...this.#documents].map(([path, { text }]) => [path, text]));
    return (this.#files ??= overlay(this.#disk, texts));
  }

  /** The projects of everything that is open, and those whose findings are still shown. */
  async projects(): Promise<readonly EditedProject[]> {
    for (const path of this.#documents.keys()) await this.projectOf(path);
    return this.#dropped();
  }

  /** The project that a file belongs to; undefined where it belongs to none. */
  async projectOf(path: string): Promise<EditedProject | undefined> {
    if (!this.#roots.has(path)) this.#roots.set(path, await this.#findRoot(path));
    const root = this.#roots.get(path);
    if (root === undefined) return undefined;
    const known = this.#projects.get(root);
    const project = known ?? {
      root,
      cwd: this.#folderOf(root) ?? this.#folderOf(path) ?? root,
      memory: new ProjectMemory<CheckedProject>(),
      asked: new Set(),
      state: undefined,
    };
    this.#projects.delete(root);
    this.#projects.set(root, project);
    return project;
  }

  /** The project as it is now; undefined where it is not checked, for a reason that `failureOf` tells. */
  async check(edited: EditedProject): Promise<CheckedProject | undefined> {
    const project = this.#projects.get(edited.root);
    if (!project) return undefined;
    while (!project.state) {
      const files = this.#now;
      const state = await this.#stateOf(project);
      // Something may have changed in the meantime.
      if (files === this.#now) project.state = state;
    }
    return 'checked' in project.state ? project.state.checked : undefined;
  }

  /** What is wrong with the configuration of a project that is not checked. */
  failureOf({ root }: EditedProject): ConfigurationError | undefined {
    const state = this.#projects.get(root)?.state;
    const error = state && 'unchecked' in state ? state.unchecked.error : undefined;
    return error instanceof ConfigurationError ? error : undefined;
  }

  async #findRoot(path: string): Promise<string | undefined> {
    const { files, cwd } = { files: this.#now, cwd: this.#folderOf(path) ?? dirname(path) };
    // All of a folder would be searched.
    if (files.kindOf(path) !== 'file') return undefined;
    try {
      const expandGlob = () => Promise.resolve([]);
      const [root] = await findProjects([path], { files, cwd, expandGlob });
      return root === undefined || this.#isHome(root) ? undefined : root;
    } catch (error) {
      if (isExpected(error)) return undefined;
      throw error;
    }
  }

  /** The EB CLI keeps a `.elasticbeanstalk` in the home of a user, which is no project for that. */
  #isHome(folder: string): boolean {
    const { HOME, USERPROFILE } = this.world.ports.env;
    return (folder === HOME || folder === USERPROFILE) && !this.#folders.includes(folder);
  }

  /** The innermost folder of the editor that a path is in. */
  #folderOf(path: string): string | undefined {
    return this.#folders
      .filter((folder) => isInside(path, folder))
      .reduce<string | undefined>(
        (inner, folder) => (inner !== undefined && inner.length >= folder.length ? inner : folder),
        undefined,
      );
  }

  /** All projects but those of which nothing is open, where these are too many or in no folder of the editor. */
  #dropped(): readonly EditedProject[] {
    const used = new Set([...this.#documents.keys()].map((path) => this.#roots.get(path)));
    for (const { root } of [...this.#projects.values()]) {
      const isLeft = this.#folderOf(root) === undefined || this.#projects.size > MAX_EDITOR_PROJECTS;
      if (isLeft && !used.has(root)) this.#projects.delete(root);
    }
    return [...this.#projects.values()];
  }

  async #stateOf(project: Remembered): Promise<State> {
    const { root, memory } = project;
    const asked = new Set<string>();
    const recorded = this.#recording((path) => {
      if (!isInside(path, root)) asked.add(path);
    });
    project.asked = asked;
    try {
      const configured = await configuredInEditor(project, recorded, this.#settings, this.world);
      if (!configured) return { unchecked: {} };
      const read = memory.recognized(readProjectFiles(root, recorded, configured.options));
      const checked = await memory.check(read, configured, (before) =>
        checkedProject(read, configured.options, before),
      );
      return { checked };
    } catch (error) {
      if (!isExpected(error)) this.world.log(failureText(error));
      else if (!(error instanceof ConfigurationError)) {
        // A file that flags or settings name.
        const { config, suppressionsLocation } = this.#settings.options;
        const isNamed = config !== undefined || suppressionsLocation !== undefined;
        this.world[isNamed ? 'warn' : 'log']((error as Error).message);
      }
      return { unchecked: { error } };
    }
  }

  /** The files as they are whenever they are asked for, which tell what is asked. */
  #recording(record: (path: string) => void): FileSystem {
    const at = (path: string): FileSystem => {
      record(path);
      return this.#now;
    };
    return {
      kindOf: (path) => at(path).kindOf(path),
      list: (path) => at(path).list(path),
      read: (path, maxBytes) => at(path).read(path, maxBytes),
      realPath: (path) => at(path).realPath(path),
      isExecutable: (path) => at(path).isExecutable?.(path),
    };
  }
}
