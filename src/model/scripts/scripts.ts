import { HOOK_FOLDERS, type HookFolder, STAGES } from '../../knowledge/instance/deployment-order.js';
import type { ConfigFile } from '../../parse/config-file/config-file.js';
import { entriesIn, type FileEntry } from '../../parse/config-file/sections.js';
import { parseProcfile } from '../../parse/procfile.js';
import { piecesIn, type SourceFile } from '../../source/index.js';
import { compareBytes } from '../../util/compare.js';
import { MAX_SCRIPT_PIECES } from '../../util/limits.js';
import { folderOf } from '../../util/paths.js';
import { isConfigFile } from '../bundle/config-file-name.js';
import { configFiles, fileEntries } from '../bundle/config-files.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import {
  hasShebang,
  type InstanceScript,
  scriptOfCommand,
  scriptOfContent,
  scriptOfFile,
  scriptOfLine,
  unparsed,
} from '../execution/instance-script.js';
import { fact } from '../fact.js';
import { platform } from '../platform/find-platform.js';
import { osOf } from '../platform/platform.js';
import type { ProjectFile } from '../project.js';
import { copiedScripts, runPaths } from './run-paths.js';

export type { InstanceScript };

/**
 * Everything that the project makes an instance run, in the order of a deployment. Nothing on Windows, which runs commands
 * with cmd.exe, reads no `.platform`, and has none of the folders of Linux.
 */
export const scripts = fact('scripts', (project): readonly InstanceScript[] => {
  if (osOf(platform(project)) === 'windows') return [];
  const { files } = deployedFiles(project);
  const all = [
    ...configFiles(project).flatMap(commandsOf),
    ...files.flatMap(hookOf),
    ...files.flatMap(buildLinesOf),
    ...fileEntries(project).flatMap(contentOf),
  ];
  const ordered = withinBudget(
    [...STAGES, undefined].flatMap((stage) => all.filter((script) => script.stage === stage)),
  );
  return withinBudget([...ordered, ...sideFilesOf(files, ordered)]);
});

/** The scripts, of which only the first are parsed where all together cost too much. */
function withinBudget(scripts: readonly InstanceScript[]): readonly InstanceScript[] {
  // No text has more pieces than characters, but one.
  if (scripts.reduce((sum, { text }) => sum + text.length + 1, 0) <= MAX_SCRIPT_PIECES) return scripts;
  let pieces = 0;
  return scripts.map((script) => {
    if (pieces <= MAX_SCRIPT_PIECES) pieces += piecesIn(script.text);
    return pieces > MAX_SCRIPT_PIECES ? unparsed(script) : script;
  });
}

/** Those of one file in order of their names; those of the leader first. */
export const commandsOf = (file: ConfigFile): InstanceScript[] =>
  entriesIn(file, 'commands', 'container_commands')
    .map(scriptOfCommand)
    .sort(
      (a, b) => Number(b.isLeaderOnly) - Number(a.isLeaderOnly) || compareBytes(a.name.value, b.name.value),
    );

/** Whether a hidden file is run is not documented. */
const HOOK = new RegExp(String.raw`^\.platform/(config)?hooks/(${HOOK_FOLDERS.join('|')})/[^/.][^/]*$`);

function hookOf(file: ProjectFile): InstanceScript[] {
  const [, config, stage] = HOOK.exec(file.name) ?? [];
  if (!stage || !('source' in file)) return [];
  return [scriptOfFile(file.source, config ? 'confighook' : 'hook', stage as HookFolder)];
}

const buildLinesOf = (file: ProjectFile): InstanceScript[] =>
  file.name === 'Buildfile' && 'source' in file ? parseProcfile(file.source).entries.map(scriptOfLine) : [];

/** Folders whose files are run, whatever they begin with. */
const RUN_FOLDER = /\/(?:init\.d|profile\.d|cron\.(?:hourly|daily|weekly|monthly))\/$|\/hooks\//;

function contentOf(file: FileEntry): InstanceScript[] {
  const script = scriptOfContent(file);
  const { text: target } = file.name;
  const isScript =
    script && (hasShebang(script.text) || RUN_FOLDER.test(folderOf(target)) || target.endsWith('.sh'));
  return isScript ? [script] : [];
}

/**
 * The other files of the bundle that scripts run, or that those run, each at the stage of the first that runs it, or copy to
 * where it is run.
 */
function sideFilesOf(files: readonly ProjectFile[], scripts: readonly InstanceScript[]): InstanceScript[] {
  const sources = new Map(
    files.flatMap((file) =>
      'source' in file && isSideFile(file.source) ? [[file.name, file.source] as const] : [],
    ),
  );
  if (sources.size === 0) return [];
  const found = new Map<string, InstanceScript>();
  const copied = new Set<string>();
  let characters = 0;
  // Those that are found on the way are appended, and looked through in their turn.
  const queue = [...scripts];
  for (const script of queue) {
    if (!NAMES_SCRIPT.test(script.text)) continue;
    if (script.origin === 'side-file') characters += script.text.length;
    if (characters > MAX_SCRIPT_PIECES) break;
    for (const path of runPaths(script)) {
      const source = found.has(path) ? undefined : sources.get(path);
      if (!source) continue;
      const inner = scriptOfFile(source, 'side-file', script.stage);
      found.set(path, inner);
      queue.push(inner);
    }
    for (const path of copiedScripts(script)) copied.add(path);
  }
  return [...sources].flatMap(([name, source]) => {
    const script = found.get(name);
    if (script) return [script];
    return copied.has(name) ? [scriptOfFile(source, 'side-file', undefined)] : [];
  });
}

/** A fast check: scripts of a bundle are named like this. */
const NAMES_SCRIPT = /\.(?:sh|bash)\b|\.(?:ebextensions|platform)\/|\.\/|\b(?:bin|scripts?)\//;

const isSideFile = ({ name, text }: SourceFile): boolean =>
  !HOOK.test(name) && !isConfigFile(name) && (hasShebang(text) || name.endsWith('.sh'));
