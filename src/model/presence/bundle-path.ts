import type { Word } from '../../parse/shell/word.js';
import type { Place } from '../../source/index.js';
import { baseName } from '../../util/paths.js';
import { fileEntries, sourceEntries } from '../bundle/config-files.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { existingFiles } from '../bundle/existing-files.js';
import { deploysArtifact } from '../bundle/shipped-files.js';
import type { InstanceScript } from '../execution/instance-script.js';
import { liveText } from '../execution/live-text.js';
import { FAILING_USES, wordUses } from '../execution/path-uses.js';
import { fact } from '../fact.js';
import type { Project } from '../project.js';
import {
  inBuiltFolder,
  isIgnoredByGit,
  leftOutByEbignore,
  leftOutByGitOnly,
} from '../scripts/absent-paths.js';
import { scripts } from '../scripts/scripts.js';
import { bringers, isLater } from './brought-files.js';
import { ABSENT, type Presence, THERE, unknown } from './presence.js';

/**
 * Whether something is at a path below the root of the bundle when a script runs, as far as a text names it: commands that
 * bring files of any name are not asked.
 */
export function namedPath(path: string, { stage }: InstanceScript, project: Project): Presence {
  const isThere = existingFiles(deployedFiles(project)).has(path);
  if (isThere === undefined) return unknown('it is not known what is in that folder');
  if (deploysArtifact(project)) return unknown('another archive is uploaded in place of the folder');
  const pattern = leftOutByEbignore(path, project);
  if (isThere) return pattern ? { kind: 'left-out', by: pattern } : THERE;
  const made = madeBy(path, project);
  if (made)
    return isLater(made.stage, stage) ? { kind: 'later', by: made.at } : { kind: 'made', by: made.at };
  const mention = scripts(project).flatMap((script) => mentionIn(script, baseName(path)) ?? [])[0];
  if (mention) return unknown(`${baseName(path)} is named here as well`, mention);
  const source = sourceEntries(project).find(({ name }) => isIn(path, name.text));
  if (source) return unknown('the archive may have it', source.name.place);
  const committed = leftOutByGitOnly(path, project);
  if (committed) return { kind: 'left-out', by: committed };
  if (isIgnoredByGit(path, project)) return unknown('.gitignore names it, so something makes it');
  if (BUILT.test(path)) return unknown(`builds write to \`${path.split('/')[0]}\``);
  return ABSENT;
}

/** The same, where commands that bring files of any name are asked as well. */
export function pathWhen(path: string, script: InstanceScript, project: Project): Presence {
  const named = namedPath(path, script, project);
  if (named.kind !== 'absent') return named;
  const bringer = bringers(project).find((one) => !isLater(one.stage, script.stage) && one.mayBring(path));
  return bringer ? unknown(`${bringer.program} may bring it`, bringer.at) : ABSENT;
}

/** Folders that builds and programs write to. */
const BUILT = inBuiltFolder('log', 'logs', 'static', 'staticfiles', 'tmp');

/** Whether a folder of `sources` is in the application, and above a path: what is in another one is not looked for there. */
const isIn = (path: string, folder: string): boolean => {
  const [, root = '', below = ''] =
    /^(\/var\/app(?:\/(?:staging|current|ondeck))?)(?:\/|$)(.*)$/.exec(folder) ?? [];
  return root !== '' && (below === '' || `${path}/`.startsWith(below.endsWith('/') ? below : `${below}/`));
};

interface Maker extends Pick<InstanceScript, 'stage'> {
  readonly at: Place;
}

/** What writes a file of this name, or makes the folder at the path. */
function madeBy(path: string, project: Project): Maker | undefined {
  const { names, folders } = writtenIn(project);
  const byName = path.split('/').flatMap((part) => names.get(part) ?? [])[0];
  return byName ?? [...folders].find(([folder]) => `${folder}/`.startsWith(`${path}/`))?.[1];
}

/** What `files` and scripts write: files by the parts of their paths, and folders, empty ones, by their paths below the root. */
const writtenIn = fact('writtenIn', (project) => {
  const names = new Map<string, Maker>();
  const folders = new Map<string, Maker>();
  for (const { name } of fileEntries(project))
    names.set(baseName(name.text), { at: name.place, stage: undefined });
  for (const { script, stage } of scripts(project))
    for (const { word, use, commands } of wordUses(script)) {
      if ((use !== 'writes' && use !== 'makes') || isElsewhere(word)) continue;
      const maker = { at: word.place, stage };
      const isFolder = commands.at(-1)?.words.some(({ text }) => text === 'mkdir') === true;
      if (isFolder) folders.set(word.text.replace(/^(?:\.\/|\/var\/app\/\w+\/)+|\/$/g, ''), maker);
      else for (const part of word.text.split('/')) if (!/^\.*$/.test(part)) names.set(part, maker);
    }
  return { names, folders };
});

/** Whether a path leads out of the application for certain. */
const isElsewhere = ({ text }: Word): boolean => text.startsWith('/') && !text.startsWith('/var/app/');

/** Where a script names a file apart from comments and from where it needs the file. */
function mentionIn(script: InstanceScript, name: string): Place | undefined {
  if (!script.text.includes(name)) return undefined;
  const needing = wordUses(script.script).filter(
    ({ word, use }) => (FAILING_USES.has(use) || isElsewhere(word)) && word.text.includes(name),
  );
  const isMore = liveText(script).split(name).length - 1 > needing.length;
  return isMore ? script.name.place : undefined;
}
