import type { BaselinePlace } from '../../discover/find-baseline.js';
import type { BaselineEntry, RenamedEntry } from '../../lint/baseline.js';
import { ALL_RULES } from '../../lint/lint-project.js';
import type { Ports } from '../../ports/ports.js';
import { renamedTo } from '../../rules/renamed-rules.js';
import { didYouMean } from '../../util/did-you-mean.js';
import { lazily } from '../../util/lazily.js';
import { list } from '../../util/list.js';
import { nearest } from '../../util/nearest.js';
import { relativePath } from '../../util/relative-path.js';
import { MAX_OUTDATED_LINES } from '../../knowledge/limits.js';

/** What a file of suppressions has to be looked after for. */
export interface Outdated {
  /** The entries of which there is less than they say, each with what there is. */
  readonly stale: readonly BaselineEntry[];
  /** The entries about rules that do not exist. */
  readonly unknown: readonly BaselineEntry[];
  readonly renamed: readonly RenamedEntry[];
}

const RULES = lazily((): ReadonlySet<string> => new Set(ALL_RULES.map(({ id }) => id)));

/** Whether no rule has this id, and none had it. */
export const isUnknownRule = (id: string): boolean => !RULES().has(id) && renamedTo(id).length === 0;

/** What is told of it, in lines. */
export function linesAbout(
  { stale, unknown, renamed }: Outdated,
  { path }: BaselinePlace,
  { cwd }: Ports,
): string[] {
  const name = relativePath(cwd, path);
  return [
    ...firstOf(idsIn(unknown), (id) => {
      const help = didYouMean(nearest(id, RULES()), 'Remove it with --prune-suppressions.');
      return `${name} names the rule "${id}", which does not exist. ${help}`;
    }),
    ...firstOf(
      idsIn(renamed),
      (id) =>
        `Rule ${id} in ${name} was renamed to ${list(renamedTo(id))}. Update the file with --prune-suppressions.`,
    ),
    ...(stale.length > 0
      ? [`${name} has suppressions that are not needed any more. Remove them with --prune-suppressions:`]
      : []),
    ...firstOf(stale, (entry) => `  ${entry.ruleId} in ${entry.file}, ${entry.path}`),
  ];
}

const idsIn = (entries: readonly BaselineEntry[]): string[] => [
  ...new Set(entries.map(({ ruleId }) => ruleId)),
];

function firstOf<T>(all: readonly T[], lineOf: (one: T) => string): string[] {
  const rest = all.length - MAX_OUTDATED_LINES;
  return [...all.slice(0, MAX_OUTDATED_LINES).map(lineOf), ...(rest > 0 ? [`  ${rest} more`] : [])];
}
