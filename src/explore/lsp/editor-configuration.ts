import { resolve } from 'node:path';
import { UsageError } from '../../cli/usage-error.js';
import { configuredProjects } from '../../commands/configuration/configured-projects.js';
import { findBaseline } from '../../discover/find-baseline.js';
import { isInside } from '../../discover/is-inside.js';
import { readBaseline } from '../../discover/read-baseline.js';
import type { FileSystem } from '../../ports/file-system.js';
import type { Ports, Watcher } from '../../ports/ports.js';
import { shorten } from '../../util/text.js';
import type { EditorSettings } from './settings.js';

/** A project of which some file is, or was, open. */
export interface EditedProject {
  readonly root: string;
  /** Where eblint would run: decides which files of configuration and suppressions are found. */
  readonly cwd: string;
}

/** What flags and the settings of the editor say. */
export type WorkspaceSettings = Pick<EditorSettings, 'options' | 'nameConfig'>;

/** What is outside of a workspace. */
export interface World {
  readonly ports: Ports;
  readonly watcher: Watcher;
  /** What the user may want to know. */
  readonly log: (text: string) => void;
  /** What the user has to know. */
  readonly warn: (text: string) => void;
}

/** What flags, configuration and suppressions say about a project, as on the command line; undefined where it is ignored. */
export async function configuredInEditor(
  { root, cwd }: EditedProject,
  files: FileSystem,
  { options, nameConfig }: WorkspaceSettings,
  world: World,
) {
  const stderr = { write: world.log };
  const ports = { ...world.ports, cwd, files, stderr };
  if (nameConfig) refuseConfigOutside(options.config, cwd, files);
  const [configured] = await configuredProjects({ roots: [root], files }, options, ports);
  if (!configured || configured.used?.policy.isIgnoredProject(root)) return undefined;
  const { suppressionsLocation } = options;
  const place = findBaseline(suppressionsLocation, { files, cwd });
  if (!place.exists && suppressionsLocation === undefined) return configured;
  const loaded = readBaseline(place, files, { isWritten: false });
  return { ...configured, options: { ...configured.options, ...loaded } };
}

/**
 * A workspace of a stranger may have settings, and would show lines of any file as mistakes in it. The path is looked at before the
 * disk is: to look for a file of another machine tells that machine who asks.
 * @throws UsageError where the configuration file that settings name is not in the folder that is open
 */
function refuseConfigOutside(config: string | undefined, cwd: string, files: FileSystem): void {
  const path = resolve(cwd, config ?? '');
  const isOwn =
    isInside(path, cwd) &&
    (files.kindOf(path) === 'missing' || isInside(files.realPath(path), files.realPath(cwd)));
  if (!isOwn)
    throw new UsageError(
      `Setting eblint.configFile names a file outside of the folder ${cwd}: ${shorten(config ?? '')}. Copy it into the folder, or start the server with --config.`,
    );
}
