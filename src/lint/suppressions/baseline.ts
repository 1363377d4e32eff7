import { deployedFiles } from '../../model/bundle/deployed-files.js';
import type { Project } from '../../model/project.js';
import { renamedFrom, renamedTo } from '../../rules/renamed-rules.js';
import type { RuleId } from '../../rules/rule.js';
import { lookUp } from '../../util/collections.js';
import { relativePath } from '../../util/paths.js';
import { shorten } from '../../util/text.js';
import { brokenFiles } from '../broken-files.js';
import type { Diagnostic, SuppressedDiagnostic } from '../diagnostic.js';
import { isOwnRule } from '../own-rules.js';
import { structuralPath } from '../structural-paths.js';

/**
 * Findings that are known and not reported: how many there are, by file, rule and place in the structure of the file. What
 * `eblint-suppressions.json` holds. Files are relative to its folder, with forward slashes.
 */
export type Baseline = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, number>>>>>>;

export interface BaselineEntry {
  readonly file: string;
  readonly ruleId: string;
  readonly path: string;
  readonly count: number;
}

/** An entry about a rule that has another id now. */
export interface RenamedEntry extends BaselineEntry {
  /** What a baseline of today would have in its place: several where a rule was split, none where it is fixed. */
  readonly today: readonly BaselineEntry[];
}

/** What a baseline did in a project. */
export interface BaselineUse {
  /** Everything that a baseline of today would hold. */
  readonly found: readonly BaselineEntry[];
  /** The entries of which there is less than they say, each with what there is. */
  readonly stale: readonly BaselineEntry[];
  readonly renamed: readonly RenamedEntry[];
}

export interface Baselined {
  readonly diagnostics: readonly Diagnostic[];
  readonly suppressed: readonly SuppressedDiagnostic[];
  readonly use: BaselineUse;
}

interface BaselineContext {
  readonly project: Project;
  /** What the names of files are relative to. */
  readonly folder: string;
  /** The rules that found all that there is. */
  readonly finished: ReadonlySet<string>;
  readonly known: ReadonlySet<string>;
}

/**
 * Takes away what a baseline holds, also under the former id of a rule. Of more findings than it says it is unknown
 * which are new: all of them are reported.
 */
export function applyBaseline(
  diagnostics: readonly Diagnostic[],
  baseline: Baseline,
  context: BaselineContext,
): Baselined {
  const { folder, finished, known } = context;
  const isKnown = (ruleId: string) => known.has(ruleId) || renamedTo(ruleId).length > 0;
  const judged = judgedEntries(baseline, context);
  const found = new Map<string, { entry: Omit<BaselineEntry, 'count'>; own: Diagnostic[] }>();
  for (const diagnostic of diagnostics) {
    if (!isSuppressible(diagnostic)) continue;
    const { ruleId, at } = diagnostic;
    const entry = { file: relativePath(folder, at.file.path), ruleId, path: structuralPath(at) };
    const key = keyOfEntry(entry);
    const known = found.get(key);
    if (known) known.own.push(diagnostic);
    else found.set(key, { entry, own: [diagnostic] });
  }
  const suppressed = new Set(
    [...found.values()].flatMap(({ entry, own }) => (own.length <= countOf(baseline, entry) ? own : [])),
  );
  const countFound = (entry: BaselineEntry) => found.get(keyOfEntry(entry))?.own.length ?? 0;
  const reduced = (entry: BaselineEntry): BaselineEntry =>
    finished.has(entry.ruleId) ? { ...entry, count: Math.min(entry.count, countFound(entry)) } : entry;
  return {
    diagnostics: suppressed.size === 0 ? diagnostics : diagnostics.filter((one) => !suppressed.has(one)),
    suppressed: [...suppressed].map((diagnostic) => ({
      ...diagnostic,
      suppressions: [{ kind: 'file', justification: '' }],
    })),
    use: {
      found: [...found.values()].map(({ entry, own }) => ({ ...entry, count: own.length })),
      stale: judged
        .filter(({ ruleId }) => finished.has(ruleId) || !isKnown(ruleId))
        .flatMap((entry) =>
          countFound(entry) < entry.count ? [{ ...entry, count: countFound(entry) }] : [],
        ),
      renamed: judged.flatMap((entry) => {
        const today = renamedTo(entry.ruleId).map((ruleId) => ({ ...entry, ruleId }));
        return today.length === 0
          ? []
          : [{ ...entry, today: today.map(reduced).filter(({ count }) => count > 0) }];
      }),
    },
  };
}

/** The entries about files of a project that can be read. */
function judgedEntries(
  baseline: Baseline,
  { project, folder }: Pick<BaselineContext, 'project' | 'folder'>,
): BaselineEntry[] {
  const broken = brokenFiles(project);
  const files = deployedFiles(project).files.flatMap((file) =>
    'source' in file && broken.has(file.source) ? [] : [relativePath(folder, file.path)],
  );
  return entriesIn(baseline, new Set(files));
}

/** The entries of a baseline, of all files or of some. */
export const entriesIn = (
  baseline: Baseline,
  files: Iterable<string> = Object.keys(baseline),
): BaselineEntry[] =>
  [...files].flatMap((file) =>
    Object.entries(lookUp(baseline, file) ?? {}).flatMap(([ruleId, paths]) =>
      Object.entries(paths).map(([path, count]) => ({ file, ruleId, path, count })),
    ),
  );

/** Tells entries apart. */
export const keyOfEntry = ({ file, ruleId, path }: Omit<BaselineEntry, 'count'>): string =>
  JSON.stringify([file, ruleId, path]);

/** A rule of which several were made has what each of them reports. */
function countOf(baseline: Baseline, { file, ruleId, path }: Omit<BaselineEntry, 'count'>): number {
  const rules = lookUp(baseline, file);
  if (!rules) return 0;
  const counts = [ruleId, ...renamedFrom(ruleId as RuleId)].map((id) => {
    const paths = lookUp(rules, id);
    return (paths && lookUp(paths, path)) ?? 0;
  });
  return Math.max(...counts);
}

/** A project that cannot be read is never all right, and neither are findings about the linter's own comments and limits. */
const isSuppressible = ({ ruleId, fatal }: Diagnostic): boolean => !fatal && !isOwnRule(ruleId);

/** Why a value is not a baseline, as a clause. */
export function baselineFault(value: unknown): string | undefined {
  if (!isMap(value)) return 'it is not a JSON object';
  for (const [file, rules] of Object.entries(value)) {
    if (!isMap(rules)) return `"${shorten(file)}" is not an object of rules`;
    for (const [ruleId, paths] of Object.entries(rules)) {
      if (!isMap(paths)) return `"${shorten(ruleId)}" is not an object of places`;
      const [wrong] = Object.entries(paths).filter(([, count]) => !isCount(count));
      if (wrong) return `"${shorten(wrong[0])}" is not the number of findings`;
    }
  }
  return undefined;
}

const isMap = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isCount = (value: unknown): boolean => Number.isInteger(value) && Number(value) > 0;
