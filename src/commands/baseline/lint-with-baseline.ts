import { dirname, resolve } from 'node:path';
import type { Options } from '../../cli/parse-flags.js';
import { UsageError } from '../../cli/usage-error.js';
import { rulesNamed } from '../../configuration/rule-levels.js';
import type { BaselinePlace } from '../../discover/find-baseline.js';
import { isInside } from '../../discover/is-inside.js';
import { type LoadedBaseline, readBaseline } from '../../discover/read-baseline.js';
import type { LintOptions } from '../../lint/lint-options.js';
import { ALL_RULES } from '../../lint/lint-project.js';
import {
  type Baseline,
  type BaselineEntry,
  entriesIn,
  keyOfEntry,
  type RenamedEntry,
} from '../../lint/suppressions/baseline.js';
import type { Ports } from '../../ports/ports.js';
import { counted } from '../../report/text/counted.js';
import { visible } from '../../report/text/one-line.js';
import { renamedTo } from '../../rules/renamed-rules.js';
import type { RuleId } from '../../rules/rule.js';
import { groupBy } from '../../util/collections.js';
import { compareBytes } from '../../util/compare.js';
import { MAX_PATH_CHARACTERS } from '../../util/limits.js';
import { lazily, oncePer } from '../../util/memo.js';
import { didYouMean, nearest } from '../../util/nearest.js';
import { relativePath } from '../../util/paths.js';
import { list } from '../../util/text.js';
import { type ConfiguredInput, lintRoots } from '../checking/lint-roots.js';
import type { Outcome } from '../outcome.js';

/** More lines about outdated suppressions fill a screen. */
const MAX_OUTDATED_LINES = 10;

/** An outcome, and whether the file of suppressions has to be looked after. */
export interface BaselinedOutcome {
  readonly outcome: Outcome;
  readonly isOutOfDate: boolean;
}

/**
 * Checks projects with a file of suppressions, and writes it where that is asked for.
 * @throws UsageError, ConfigurationError, ReadError and WriteError
 */
export async function lintWithBaseline(
  input: ConfiguredInput,
  place: BaselinePlace,
  options: Options,
  ports: Ports,
): Promise<BaselinedOutcome> {
  const suppresses = options.suppressAll || options.suppressRules.length > 0;
  const writes = suppresses || options.pruneSuppressions;
  if (writes && (options.staged || options.stdinFilename !== undefined || options.fix !== 'off'))
    throw new UsageError(
      'Suppressions are written from the files on the disk: do not combine this with --staged, --stdin or --fix.',
    );
  const loaded = readBaseline(place, input.files, { isWritten: suppresses });
  const before = writes && place.exists ? input.files.read(place.path) : undefined;
  const lint = (baseline: Baseline, how: Options): Promise<Outcome> =>
    lintRoots(withBaseline(input, { ...loaded, baseline }), how, ports);
  const outcome = await lint(loaded.baseline, options);
  const outdated = outdatedIn(loaded, outcome, input);
  if (!writes) {
    for (const line of linesAbout(outdated, place, ports)) ports.stderr.write(`eblint: ${visible(line)}\n`);
    const isOutOfDate = outdated.stale.length > 0 || outdated.unknown.length > 0;
    return { outcome, isOutOfDate: isOutOfDate && !options.passOnUnprunedSuppressions };
  }
  // What was not checked would be taken for what has no findings.
  if (outcome.isInterrupted) return { outcome, isOutOfDate: false };
  const all = entriesIn(loaded.baseline);
  const kept = options.pruneSuppressions ? pruned(all, outdated) : all;
  const added = suppresses ? outcome.baselined.found.filter((entry) => isChosen(entry, options)) : [];
  const entries = replaced(kept, added);
  const text = baselineText(entries);
  write(place, { before, after: text }, ports);
  ports.stderr.write(`eblint: ${entriesText(entries, place, ports)}\n`);
  return { outcome: await lint(JSON.parse(text) as Baseline, options), isOutOfDate: false };
}

/** The counts that are there are never lost: the file is replaced whole or not at all. */
function write(
  { path, top }: BaselinePlace,
  { before, after }: { readonly before: string | undefined; readonly after: string },
  { replaceFile, writeReport }: Ports,
): void {
  if (before === undefined) writeReport(path, after);
  else replaceFile(path, { before, after }, isInside(path, top) ? top : dirname(path));
}

const isChosen = ({ ruleId }: BaselineEntry, { suppressAll, suppressRules }: Options): boolean =>
  suppressAll || suppressRules.some((selector) => rulesNamed(selector, [ruleId as RuleId]).length > 0);

/** Projects with the same options keep that in common: what follows from options is computed once for each. */
function withBaseline(input: ConfiguredInput, loaded: LoadedBaseline): ConfiguredInput {
  const extended = oncePer((options: LintOptions): LintOptions => ({ ...options, ...loaded }));
  return {
    ...input,
    projects: input.projects.map((project) => ({ ...project, options: extended(project.options) })),
  };
}

/** What the projects say, files in them that are gone, and rules that do not exist. Of one file of a project nothing is known. */
function outdatedIn(
  { baseline, baselineFolder }: LoadedBaseline,
  { baselined, projectRoots }: Outcome,
  { files, only }: ConfiguredInput,
): Outdated {
  if (only !== undefined) return { stale: [], unknown: [], renamed: [] };
  const roots = new Set(projectRoots);
  const isGone = (file: string): boolean => {
    const path = resolve(baselineFolder, file);
    return path.length <= MAX_PATH_CHARACTERS && isBelow(path, roots) && files.kindOf(path) === 'missing';
  };
  const gone = entriesIn(baseline, Object.keys(baseline).filter(isGone));
  const isKnown = ({ ruleId }: BaselineEntry): boolean => !isUnknownRule(ruleId);
  return {
    stale: [...baselined.stale, ...gone.map((entry) => ({ ...entry, count: 0 }))].filter(isKnown),
    unknown: entriesIn(baseline).filter((entry) => !isKnown(entry)),
    renamed: baselined.renamed,
  };
}

/** Whether one of some folders is above a path, or is the path itself. */
const isBelow = (path: string, folders: ReadonlySet<string>): boolean =>
  folders.has(path) || (dirname(path) !== path && isBelow(dirname(path), folders));

/** Entries without what is fixed and what no rule reports, and with the ids of today. */
function pruned(
  entries: readonly BaselineEntry[],
  { stale, unknown, renamed }: Outdated,
): readonly BaselineEntry[] {
  const gone = new Set([...unknown, ...renamed].map(keyOfEntry));
  const kept = entries.filter((entry) => !gone.has(keyOfEntry(entry)));
  const own = new Set(kept.map(keyOfEntry));
  const today = renamed.flatMap((entry) => entry.today).filter((entry) => !own.has(keyOfEntry(entry)));
  return replaced([...kept, ...today], stale);
}

/** Entries in which some have another count; those that are not there are added. */
function replaced(
  entries: readonly BaselineEntry[],
  others: readonly BaselineEntry[],
): readonly BaselineEntry[] {
  const byKey = new Map(entries.map((entry) => [keyOfEntry(entry), entry]));
  for (const entry of others) byKey.set(keyOfEntry(entry), entry);
  return [...byKey.values()];
}

function entriesText(entries: readonly BaselineEntry[], { path }: BaselinePlace, { cwd }: Ports): string {
  const findings = entries.reduce((sum, { count }) => sum + count, 0);
  return `${visible(relativePath(cwd, path))} has ${counted(findings, 'finding')} that ${findings === 1 ? 'is' : 'are'} not reported.`;
}

/** The text of a file of suppressions: sorted, so that a change shows in a diff as what it is. */
function baselineText(entries: Iterable<BaselineEntry>): string {
  const kept = [...entries].filter(({ count }) => count > 0);
  const data = nested(
    kept,
    ({ file }) => file,
    (ofFile) =>
      nested(
        ofFile,
        ({ ruleId }) => ruleId,
        (ofRule) =>
          nested(
            ofRule,
            ({ path }) => path,
            ([entry]) => entry?.count,
          ),
      ),
  );
  return `${JSON.stringify(data, null, 2)}\n`;
}

const nested = (
  entries: readonly BaselineEntry[],
  keyOf: (entry: BaselineEntry) => string,
  valueOf: (entries: readonly BaselineEntry[]) => unknown,
): object =>
  Object.fromEntries(
    [...groupBy(entries, (entry) => [keyOf(entry)])]
      .sort(([a], [b]) => compareBytes(a, b))
      .map(([key, own]) => [key, valueOf(own)]),
  );

/** What a file of suppressions has to be looked after for. */
interface Outdated {
  /** The entries of which there is less than they say, each with what there is. */
  readonly stale: readonly BaselineEntry[];
  /** The entries about rules that do not exist. */
  readonly unknown: readonly BaselineEntry[];
  readonly renamed: readonly RenamedEntry[];
}

const RULES = lazily((): ReadonlySet<string> => new Set(ALL_RULES.map(({ id }) => id)));

/** Whether no rule has this id, and none had it. */
const isUnknownRule = (id: string): boolean => !RULES().has(id) && renamedTo(id).length === 0;

/** What is printed about it, in lines. */
function linesAbout(
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
