import { scalarOf } from '../../parse/config-file/sections.js';
import type { Place, Related } from '../../source/index.js';
import { groupBy } from '../../util/collections.js';
import { fileEntries } from '../bundle/config-files.js';
import type { InstanceScript } from '../execution/instance-script.js';
import { foldersAbove, withoutPattern } from '../execution/path-overlap.js';
import { type PathUse, wordUses } from '../execution/path-uses.js';
import { fact } from '../fact.js';
import { platform } from '../platform/find-platform.js';
import { osOf, type Platform } from '../platform/platform.js';
import { scripts } from '../scripts/scripts.js';
import { writtenPath } from './written-text.js';

/** Beyond it, the other places are not named. */
const MAX_RETIRED_HOOK_PLACES = 10;

/** A hook of Amazon Linux 1 that the project writes: no supported platform runs it. */
export interface RetiredHook {
  readonly path: string;
  readonly place: Place;
  /** What it says, where `files` writes it. */
  readonly content: string | undefined;
  /** Where else the project prepares it: makes its folder, changes its mode, runs it by hand. */
  readonly related: readonly Related[];
  /** Whether a command or a hook of the project runs it by hand. */
  readonly isRun: boolean;
}

/** Where only Amazon Linux 1 looks for hooks. */
export const isRetiredHook = (path: string): boolean => path.startsWith('/opt/elasticbeanstalk/hooks/');

/** Not what lies beside the folders of hooks. */
const HOOK = /^\/opt\/elasticbeanstalk\/hooks\/(?:[\w.-]+\/)+(?!(?:pre|enact|post)$)[^/\s]+$/;

/**
 * Hooks of ECS still run.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.workflow.ecs-al2.html
 */
const ECS_HOOK = /^\/opt\/elasticbeanstalk\/hooks\/appdeploy\/(?:pre|enact|post)(?:\/|$)/;

/** Whether a path leads to a hook that the platform still runs. */
export const isLiveHook = (path: string, { language }: Platform): boolean =>
  language === 'ecs' && ECS_HOOK.test(path);

const isBesideHooks = (path: string): boolean => isRetiredHook(path) && !ECS_HOOK.test(path);

/** The scripts that are not the content of a hook, or of a file beside hooks, that nothing runs. */
export const liveScripts = fact('liveScripts', (project): readonly InstanceScript[] => {
  const places = new Set(retiredHooks(project).flatMap(({ place, isRun }) => (isRun ? [] : [place])));
  return scripts(project).filter(
    ({ name, origin, stage }) =>
      !places.has(name.place) && !(origin === 'file' && !stage && isBesideHooks(name.value)),
  );
});

/** The hooks that `files` writes, or a command where the project makes their folder. */
export const retiredHooks = fact('retiredHooks', (project): readonly RetiredHook[] => {
  if (osOf(platform(project)) === 'windows') return [];
  const uses = scripts(project)
    .filter(({ stage, text }) => stage && text.includes('/hooks/'))
    .flatMap(usesOf);
  const inFiles = fileEntries(project).map(({ name: { text: path, place }, content }) => ({
    path,
    place,
    content: scalarOf(content)?.text,
  }));
  const made = new Set(uses.filter(({ use }) => use === 'makes').map(({ path }) => path));
  const folders = new Set([...made, ...inFiles.flatMap(({ path }) => foldersAbove(path).slice(-2))]);
  const inScripts = uses
    .filter(({ path, use }) => use === 'writes' && foldersAbove(path).some((folder) => folders.has(folder)))
    .map(({ path, place }) => ({ path, place, content: undefined }));
  const usesByPath = groupBy(uses, ({ path }) => [path]);
  return [...inFiles, ...inScripts]
    .filter(({ path }) => HOOK.test(path) && !isLiveHook(path, platform(project)) && !made.has(path))
    .map((hook) => ({
      ...hook,
      related: relatedTo(hook, usesByPath),
      isRun: usesByPath.get(hook.path)?.some(({ use }) => use === 'runs') ?? false,
    }));
});

const relatedTo = (
  { path, place }: Pick<RetiredHook, 'path' | 'place'>,
  uses: ReadonlyMap<string, readonly Use[]>,
): Related[] =>
  [path, ...foldersAbove(path)]
    .flatMap((at) => uses.get(at)?.slice(0, MAX_RETIRED_HOOK_PLACES) ?? [])
    .filter((use) => use.place !== place)
    .map((use) => ({
      at: use.place,
      note: use.path === path ? (NOTES[use.use] ?? 'used here') : 'its folder is used here',
    }));

const NOTES: Partial<Record<PathUse, string>> = {
  changes: 'changed here',
  runs: 'run here by hand',
  writes: 'written here',
};

interface Use {
  readonly path: string;
  readonly place: Place;
  readonly use: PathUse;
}

const usesOf = ({ script }: InstanceScript): Use[] =>
  wordUses(script).map(({ word, use, commands }) => {
    const command = use === 'writes' ? commands.at(-1) : undefined;
    const path = command ? writtenPath(command, word, HOOK_FOLDER.test(word.text)) : word.text;
    return { path: withoutPattern(path).replace(/\/$/, ''), place: word.place, use };
  });

const HOOK_FOLDER = /\/hooks\/\w+\/(?:pre|enact|post)\/?$/;
