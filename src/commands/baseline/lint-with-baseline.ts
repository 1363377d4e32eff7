import { dirname, resolve } from 'node:path';
import { rulesNamed } from '../../configuration/rule-levels.js';
import type { Options } from '../../cli/parse-flags.js';
import { UsageError } from '../../cli/usage-error.js';
import type { BaselinePlace } from '../../discover/find-baseline.js';
import { isInside } from '../../discover/is-inside.js';
import { readBaseline, type LoadedBaseline } from '../../discover/read-baseline.js';
import { entriesIn, keyOfEntry, type Baseline, type BaselineEntry } from '../../lint/baseline.js';
import type { LintOptions } from '../../lint/lint-project.js';
import type { Ports } from '../../ports/ports.js';
import type { RuleId } from '../../rules/rule.js';
import { counted } from '../../report/text/counted.js';
import { visible } from '../../report/text/one-line.js';
import { oncePer } from '../../util/once-per.js';
import { relativePath } from '../../util/relative-path.js';
import { lintRoots, type ConfiguredInput } from '../lint-roots.js';
import type { Outcome } from '../outcome.js';
import { baselineText } from './baseline-text.js';
import { isUnknownRule, linesAbout, type Outdated } from './outdated.js';
import { MAX_PATH_CHARACTERS } from '../../knowledge/limits.js';

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
  const all = entriesIn(loaded.baseline);
  const kept = options.pruneSuppressions ? pruned(all, outdated) : all;
  const added = suppresses ? outcome.baselined.found.filter((entry) => isChosen(entry, options)) : [];
  const entries = replaced(kept, added);
  const text = baselineText(entries);
  write(place, { before, after: text }, ports);
  ports.stderr.write(`eblint: ${told(entries, place, ports)}\n`);
  return { outcome: await lint(JSON.parse(text) as Baseline, options), isOutOfDate: false };
}

/** What counts are there is never lost: the file is replaced whole or not at all. */
function write(
  { path, top }: BaselinePlace,
  { before, after }: { readonly before: string | undefined; readonly after: string },
  { cwd, replaceFile, writeReport }: Ports,
): void {
  if (before === undefined) writeReport(path, after);
  else replaceFile(path, { before, after }, top ?? (isInside(path, cwd) ? cwd : dirname(path)));
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

function told(entries: readonly BaselineEntry[], { path }: BaselinePlace, { cwd }: Ports): string {
  const findings = entries.reduce((sum, { count }) => sum + count, 0);
  return `${visible(relativePath(cwd, path))} has ${counted(findings, 'finding')} that ${findings === 1 ? 'is' : 'are'} not reported.`;
}
