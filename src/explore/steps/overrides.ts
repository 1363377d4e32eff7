import { isBefore, type StepId } from '../../knowledge/instance/deployment-order.js';
import { writesNginxFile } from '../../knowledge/nginx/default-files.js';
import type { InstanceScript } from '../../model/execution/instance-script.js';
import { type WordUse, wordUses } from '../../model/execution/path-uses.js';
import { changesNoContent, isAppending, namesIn, writtenPath } from '../../model/paths/written-text.js';
import { platform } from '../../model/platform/find-platform.js';
import type { Project } from '../../model/project.js';
import { proxyPathOf } from '../../model/proxy/proxy-paths.js';
import { isFolderOfProxy } from '../../model/proxy/proxy-writes.js';
import { leavesRoot } from '../../model/scripts/run-paths.js';
import type { Place } from '../../source/index.js';
import { firstOfEach, groupBy, partitionPoint } from '../../util/collections.js';
import { MAX_COMPARED_PATH_CHARACTERS, MAX_STEP_CHARACTERS } from '../../util/limits.js';
import { shorten } from '../../util/text.js';

/** What a later step does to what an item writes or sets. */
export interface Override {
  /** `/etc/a is written again by 01_static`. */
  readonly note: string;
  readonly step: StepId;
  /** The place of the later one; undefined for what Elastic Beanstalk does itself. */
  readonly at: Place | undefined;
}

/** A file or folder that is written or deleted. */
export interface FileChange {
  /** Absolute; or relative to the root of the version. */
  readonly path: string;
  /** A folder is moved or deleted with all that is in it. */
  readonly action: 'written again' | 'moved away' | 'deleted';
  readonly at: Place | undefined;
  /** Whether nothing in the text makes it depend on a condition. */
  readonly isCertain: boolean;
}

/** What the project does at a step, as far as it changes files. */
export interface ChangingItem {
  /** How a note about something earlier names it. */
  readonly name: string;
  readonly changes: readonly FileChange[];
}

/** A step with what the project does there, in the order in which it is done. */
interface ChangingStep {
  readonly id: StepId;
  readonly items: readonly ChangingItem[];
}

/** What happens to no file of its own. */
const NO_FILE = /^\/(?:dev|proc|sys)\//;

/** What a script writes and deletes, as far as its text names it. */
export const scriptChanges = (script: InstanceScript): readonly FileChange[] =>
  wordUses(script.script).flatMap((use) => {
    const change = changeOf(use);
    if (!change || NO_FILE.test(change.path)) return [];
    if (!change.path.startsWith('/') && leavesRoot(script)) return [];
    return [{ ...change, isCertain: change.isCertain && !script.isTested }];
  });

function changeOf({ word, use, commands }: WordUse): FileChange | undefined {
  const command = commands.at(-1);
  if (!command || word.kind !== 'literal') return undefined;
  const isCertain = commands.every(
    ({ guards, functionName }) => guards.length === 0 && functionName === undefined,
  );
  const action =
    use === 'moves' ? 'moved away' : use === 'removes' || use === 'clears' ? 'deleted' : undefined;
  if (action) return { path: word.text.replace(/\/$/, ''), action, at: word.place, isCertain };
  if (use !== 'writes' || isAppending(command) || changesNoContent(command)) return undefined;
  if (namesIn(command)[0] === 'touch') return undefined;
  const path = writtenPath(command, word, isFolderOfProxy(word));
  return { path, action: 'written again', at: word.place, isCertain };
}

/** A change with its position in the deployment. */
interface Event extends FileChange {
  /** As it is written in the project. */
  readonly written: string;
  readonly position: number;
  readonly step: StepId;
  /** Undefined for what Elastic Beanstalk does itself. */
  readonly item: ChangingItem | undefined;
  /** What it means to a file that was written before: `deleted by 01_clean`. */
  readonly effect: string;
}

/** The next that is done to each file that an item writes. What no later step touches is left out. */
export function overridesOf(
  steps: readonly ChangingStep[],
  project: Project,
): ReadonlyMap<ChangingItem, readonly Override[]> {
  const events = eventsOf(steps, project);
  const changesAt = (isWanted: boolean): ReadonlyMap<string, readonly Event[]> =>
    groupBy(events, (event) => (isWrite(event) === isWanted ? [event.path] : []));
  const [writes, deletions] = [changesAt(true), changesAt(false)];
  const nextOf = ({ path, position }: Event): Event | undefined =>
    [writes.get(path), ...withFoldersOf(path).map((folder) => deletions.get(folder))]
      .flatMap((later = []) => later[partitionPoint(later, (one) => one.position <= position)] ?? [])
      .sort((a, b) => a.position - b.position)[0];
  const byItem = groupBy(events, (event) => (event.item && isWrite(event) ? [event.item] : []));
  return new Map(
    [...byItem].map(([item, own]) => [
      item,
      [...firstOfEach(own, ({ path }) => path)].flatMap((event) => {
        const later = nextOf(event);
        return later ? [{ note: noteOf(event, later), step: later.step, at: later.at }] : [];
      }),
    ]),
  );
}

const noteOf = ({ written }: Event, { isCertain, effect }: Event): string =>
  `${shorten(written, MAX_STEP_CHARACTERS)} ${isCertain ? 'is' : 'may be'} ${effect}`;

const isWrite = ({ action }: FileChange): boolean => action === 'written again';

const nameOf = ({ name }: ChangingItem): string => shorten(name, MAX_STEP_CHARACTERS);

/** The folder that a version is unpacked into, and the one that it takes the place of. */
const STAGING = '/var/app/staging/';
const CURRENT = '/var/app/current/';

/** All changes in their order: those of the project, and what Elastic Beanstalk itself does to files of the project. */
function eventsOf(steps: readonly ChangingStep[], project: Project): readonly Event[] {
  const hasVersion = steps.some(({ id }) => id === 'unpack');
  const events: Event[] = [];
  let position = 0;
  for (const { id: step, items } of steps) {
    const own = OWN_CHANGES[step]?.(events, project) ?? [];
    events.push(...own.map((event) => ({ ...event, step, position })));
    for (const item of items) {
      position++;
      for (const change of item.changes) {
        const path = pathDuring(step, change.path, hasVersion);
        const effect = `${change.action} by ${nameOf(item)}`;
        if (path !== undefined)
          events.push({ ...change, written: change.path, path, position, step, item, effect });
      }
    }
    position++;
  }
  return events;
}

/**
 * The path of a file from the beginning of the deployment to its end: the new version is unpacked to one folder, which
 * becomes the other one at the switch. Undefined for a relative path where the folder of the script is not known, and for one
 * that is too long to be compared.
 */
function pathDuring(step: StepId, path: string, hasVersion: boolean): string | undefined {
  if (path.length > MAX_COMPARED_PATH_CHARACTERS) return undefined;
  const hasFolder = hasVersion && !isBefore(step, 'unpack');
  if (!path.startsWith('/')) return hasFolder ? STAGING + path.replace(/^(?:\.\/)+/, '') : undefined;
  const isInPlace = hasFolder && !isBefore(step, 'switch');
  return isInPlace && path.startsWith(CURRENT) ? STAGING + path.slice(CURRENT.length) : path;
}

type PlatformEvent = Omit<Event, 'step' | 'position'>;

type OwnChanges = (before: readonly Event[], project: Project) => readonly PlatformEvent[];

/** What Elastic Beanstalk does at the beginning of a step to what was written before. */
const OWN_CHANGES: Readonly<Partial<Record<StepId, OwnChanges>>> = {
  unpack: () => [deletionOf(STAGING, 'deleted when the version is unpacked')],
  switch: () => [deletionOf(CURRENT, 'deleted when the version takes the place of the previous one')],
  proxy: (before, project) => ownProxyFiles(before, project, true),
  'proxy-start': (before, project) => [...copiesOfStaged(before), ...ownProxyFiles(before, project, false)],
};

const deletionOf = (folder: string, effect: string) => ({
  path: folder.slice(0, -1),
  written: folder,
  action: 'deleted' as const,
  isCertain: true,
  at: undefined,
  item: undefined,
  effect,
});

/** Of the files that were written: those of a name that Elastic Beanstalk has a file of. */
const ownProxyFiles = (
  before: readonly Event[],
  project: Project,
  isStaged: boolean,
): readonly PlatformEvent[] =>
  before.flatMap((event) => {
    const proxyPath = isWrite(event) ? proxyPathOf(event.path) : undefined;
    if (proxyPath?.isStaged !== isStaged || proxyPath.program !== 'nginx') return [];
    if (!writesNginxFile(proxyPath.path, platform(project).language)) return [];
    const effect = `replaced by the file of Elastic Beanstalk${isStaged ? '' : ' when the proxy starts'}`;
    return [{ ...event, isCertain: true, at: undefined, item: undefined, effect }];
  });

/** The files that are put together for the proxy, as they are copied to where it reads them: what was written last. */
const copiesOfStaged = (before: readonly Event[]): readonly PlatformEvent[] => [
  ...new Map(
    before.flatMap((event) => {
      const proxyPath = isWrite(event) ? proxyPathOf(event.path) : undefined;
      if (!proxyPath?.isStaged || !event.item) return [];
      const path = `/etc/${proxyPath.program}/${proxyPath.path}`;
      const effect = `replaced by ${nameOf(event.item)} when the proxy starts`;
      return [[path, { ...event, path, effect }]];
    }),
  ).values(),
];

/** A path and the folders that it is in. */
function withFoldersOf(path: string): readonly string[] {
  const folders = [path];
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1))
    folders.push(path.slice(0, end));
  return folders;
}
