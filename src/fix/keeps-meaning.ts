import { editsByFile, spansAfter } from '../lint/edit-text.js';
import { configFiles } from '../model/bundle/config-files.js';
import { environment } from '../model/load-balancer/environment.js';
import { isWorkerTier } from '../model/platform/tier.js';
import type { Project } from '../model/project.js';
import { declaredIds } from '../model/resources/declared-ids.js';
import { missingId } from '../model/resources/missing-id.js';
import { settings } from '../model/settings/settings.js';
import type { ConfigFile } from '../parse/config-file/config-file.js';
import { COULD_BE_ID, type IdReference, writtenReferences } from '../parse/config-file/references.js';
import { type Leaf, leavesOf, type LeftOut } from '../parse/tree/leaves.js';
import type { Edit } from '../rules/rule.js';
import type { Span } from '../source/index.js';
import { touching } from '../source/place.js';
import { partitionPoint } from '../util/collections.js';
import { oncePer } from '../util/memo.js';

/** A `.config` file before and after fixes. */
export type ConfigPair = readonly [before: ConfigFile, after: ConfigFile];

/** The files that are there before and after; one that a fix deletes is deleted on purpose, with all that it says. */
export function configPairs(before: Project, after: Project): ConfigPair[] {
  const now = new Map(configFiles(after).map((config) => [config.file.name, config]));
  return configFiles(before).flatMap((old) => {
    const same = now.get(old.file.name);
    return same ? [[old, same] as const] : [];
  });
}

/**
 * Whether edits changed nothing but what they touch: every key and value of the `.config` files that is not the same
 * before and after is where an edit is, what an edit touched is still there, and no file that could be read is broken.
 */
export function keepsMeaning(pairs: readonly ConfigPair[], edits: readonly Edit[]): boolean {
  const byFile = editsByFile(edits);
  return pairs.every(([before, after]) => {
    const own = byFile.get(before.file);
    if (!own) return true;
    // What could still be read of it may look the same.
    if (after.broken && !before.broken) return false;
    const old = [...leavesOf(before.root, '', isIn(own.filter(({ text }) => text === '')))];
    const now = [...leavesOf(after.root)];
    const spans = own.map(({ span }) => span);
    const spansNow = spansAfter(own);
    return (
      areTouched(changed(old, now), spans) &&
      areTouched(changed(now, old), spansNow) &&
      !isSwallowed(own, touchedBy(old, spans), touchedBy(now, spansNow))
    );
  });
}

/**
 * Whether each reference of the edited files names what a reference named before, or something that exists now. A name that
 * only a function in its short form had counts where it can be one: `!Ref A, !Ref B` names neither A nor B.
 */
export function keepsReferences(before: Project, after: Project, edits: readonly Edit[]): boolean {
  const edited = new Set(edits.map(({ file }) => file.name));
  const now = configFiles(after)
    .filter(({ file }) => edited.has(file.name))
    .flatMap(writtenReferences);
  if (now.length === 0) return true;
  const named = new Set(configFiles(before).flatMap(namedIn));
  const added = now.filter((reference) => !named.has(textOf(reference)));
  if (added.length === 0) return true;
  const sources = {
    declared: declaredIds(configFiles(after)),
    environment: environment(after),
    settings: settings(after),
    isWorker: isWorkerTier(after),
  };
  return added.every((reference) => isName(reference) && missingId(reference, sources) === undefined);
}

const namedIn = oncePer((file: ConfigFile): readonly string[] => {
  const hasShortForms = file.problems.some(({ kind }) => kind === 'unsupported-tag');
  return writtenReferences(file)
    .filter((reference) => !hasShortForms || isName(reference))
    .map(textOf);
});

const isName = ({ id, attribute }: IdReference): boolean =>
  COULD_BE_ID.test(id.value) && (attribute === undefined || /^[\w.-]+$/.test(attribute.value));

const textOf = ({ to, id, attribute }: IdReference): string =>
  JSON.stringify([to, id.value, attribute?.value]);

/** Whether an item is in something that is deleted. The deletions are in order and do not overlap. */
const isIn =
  (deletions: readonly Edit[]): LeftOut =>
  ({ place: { span } }) => {
    const last = deletions[partitionPoint(deletions, (deletion) => deletion.span.start <= span.start) - 1];
    return last !== undefined && last.span.end >= span.end;
  };

/** The leaves of one side that the other does not have. */
function changed(leaves: readonly Leaf[], others: readonly Leaf[]): Leaf[] {
  const known = new Set(others.map(keyOf));
  return leaves.filter((leaf) => !known.has(keyOf(leaf)));
}

const keyOf = ({ path, text }: Leaf): string => `${path}\n${text}`;

/** A key that was renamed changes the way to all that is below it: that is the same text in the same place. */
function areTouched(leaves: readonly Leaf[], spans: readonly Span[]): boolean {
  const isTouched = touching(spans);
  const renamed = new Set(leaves.filter(({ place }) => isTouched(place.span)).map(({ path }) => path));
  return leaves.every((leaf) => waysTo(leaf).some((way) => renamed.has(way)));
}

/** The paths of a leaf and of everything above it. */
function waysTo({ path }: Leaf): string[] {
  const steps = path.match(STEP) ?? [];
  return steps.map((_, index) => steps.slice(0, index + 1).join(''));
}

const STEP = /\."(?:[^"\\]|\\.)*"|\[\d*\]|=/g;

/** Whether one edit made another one's key or value a comment, or a part of some text. */
const isSwallowed = (
  edits: readonly Edit[],
  touchedBefore: readonly boolean[],
  touchedAfter: readonly boolean[],
): boolean =>
  edits.some(({ text }, index) => text.trim() !== '' && touchedBefore[index] && !touchedAfter[index]);

/** Of each span, whether it touches a leaf. */
function touchedBy(leaves: readonly Leaf[], spans: readonly Span[]): boolean[] {
  const isTouched = touching(leaves.map(({ place }) => place.span));
  return spans.map(isTouched);
}
