import type { ProjectEnvironments, ProjectFile, ProjectFiles } from '../../model/project.js';
import type { SourceFile } from '../../source/index.js';
import { oncePer } from '../../util/memo.js';
import type { ConfiguredProject } from '../configuration/configured-projects.js';

/** A project as it was checked. */
interface Remembered<Checked> {
  readonly files: ProjectFiles;
  readonly settings: readonly string[];
  readonly checked: Checked;
}

/** What was asked of the disk beside the files of a project, with the answers. */
interface Asked {
  /** What is in a folder, by its path. */
  readonly folders: Map<string, string>;
  /** The text of a file, by its path. */
  readonly texts: Map<string, string | undefined>;
}

/**
 * What was found in each project: under `--watch`, only a project in which something changed is checked again, and in it
 * only the files are parsed that changed. All are read again, so that nothing depends on what a system reports of
 * changes.
 */
export class ProjectMemory<Checked> {
  readonly #known = new Map<string, Remembered<Checked>>();
  /** What was asked of the disk while a project was checked. */
  readonly #asked = new WeakMap<ProjectFiles, Asked>();

  /** A project that has just been read, with the files of the last time where their texts are the same. */
  recognized(files: ProjectFiles): ProjectFiles {
    const before = this.#known.get(files.root)?.files;
    const known = new Map(before && sourcesOf(before).map((source) => [source.path, source]));
    const same = (source: SourceFile): SourceFile => {
      const old = known.get(source.path);
      return old?.written === source.written && old.name === source.name ? old : source;
    };
    const asked: Asked = { folders: new Map(), texts: new Map() };
    const recognized: ProjectFiles = {
      ...files,
      files: files.files.map((file) => ('source' in file ? { ...file, source: same(file.source) } : file)),
      ebCliConfigs: files.ebCliConfigs.map(same),
      environments: sameEnvironments(before?.environments, files.environments),
      kindsIn(folder) {
        const kinds = files.kindsIn?.(folder);
        asked.folders.set(folder, textOf(kinds));
        return kinds;
      },
      textOf(name) {
        const text = files.textOf?.(name);
        asked.texts.set(name, text);
        return text;
      },
    };
    this.#asked.set(recognized, asked);
    return recognized;
  }

  /**
   * What was found in a project that is recognized, where it and its settings are what they were; else what `check` finds,
   * which is given what was found before with the same settings.
   */
  async check(
    files: ProjectFiles,
    project: ConfiguredProject,
    check: (before: Checked | undefined) => Checked | Promise<Checked>,
  ): Promise<Checked> {
    const known = this.#known.get(files.root);
    const settings = settingsOf(project);
    const before =
      known && settings.every((text, index) => text === known.settings[index]) ? known : undefined;
    if (before && this.#isSame(files, before.files)) return before.checked;
    const checked = await check(before?.checked);
    this.#known.set(files.root, { files, settings, checked });
    return checked;
  }

  #isSame(files: ProjectFiles, before: ProjectFiles): boolean {
    const sources = sourcesOf(files);
    const known = sourcesOf(before);
    const { folders, texts } = this.#asked.get(before) ?? { folders: [], texts: [] };
    return (
      sources.length === known.length &&
      sources.every((source, index) => source === known[index]) &&
      shapeOf(files) === shapeOf(before) &&
      [...folders].every(([folder, kinds]) => textOf(files.kindsIn?.(folder)) === kinds) &&
      [...texts].every(([name, text]) => files.textOf?.(name) === text)
    );
  }
}

const sourcesOf = ({ files, ebCliConfigs, environments }: ProjectFiles): SourceFile[] => [
  ...[...files, ...(environments?.files ?? [])].flatMap((file) => ('source' in file ? [file.source] : [])),
  ...ebCliConfigs,
];

/** What describes environments, as the same object where nothing of it has changed. */
function sameEnvironments(
  before: ProjectEnvironments | undefined,
  now: ProjectEnvironments | undefined,
): ProjectEnvironments | undefined {
  const textsOf = (environments: ProjectEnvironments | undefined) =>
    environments?.files.map((file) => ('source' in file ? file.source.written : ''));
  const shape = (environments: ProjectEnvironments | undefined) =>
    JSON.stringify([environments?.names, environments?.files.map(withoutSource), textsOf(environments)]);
  return before && now && shape(before) === shape(now) ? before : now;
}

/** Everything but the texts. */
const shapeOf = oncePer(({ files, folders, ebCliConfigs, environments }: ProjectFiles): string =>
  JSON.stringify([
    files.map(withoutSource),
    folders,
    ebCliConfigs.map(({ path }) => path),
    environments && [environments.names, environments.isElsewhere, environments.unclear?.path],
  ]),
);

const withoutSource = (file: ProjectFile): object =>
  'source' in file ? { name: file.name, path: file.path } : file;

const textOf = (kinds: ReadonlyMap<string, string> | undefined): string =>
  JSON.stringify(kinds && [...kinds]) ?? '';

/** Everything that decides what is reported of a project. */
function settingsOf({ used, options }: ConfiguredProject): readonly string[] {
  const { preset, platform, severities = [], today, baseline, baselineFolder } = options;
  const own = [used?.paths, used?.configuration, preset, platform, [...severities], today, baselineFolder];
  return [JSON.stringify(own), baseline ? baselineText(baseline) : ''];
}

/** All projects have the same one. */
const baselineText = oncePer((baseline: object) => JSON.stringify(baseline));
