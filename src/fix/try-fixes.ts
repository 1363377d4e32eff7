import { filesOf } from '../lint/edit-text.js';
import { keyOf } from '../lint/suppressions/surplus.js';
import { configFiles } from '../model/bundle/config-files.js';
import type { Project } from '../model/project.js';
import type { ConfigFile } from '../parse/config-file/config-file.js';
import type { Edit } from '../rules/rule.js';
import type { SourceFile, Span } from '../source/index.js';
import { groupBy, partitionPoint } from '../util/collections.js';
import { oncePer } from '../util/memo.js';
import type { Candidate, RefusedFix } from './fix-candidate.js';
import { NO_SUSPECTS, type State, type Suspects, type Verdict } from './verify-fixes.js';

export interface Round {
  readonly state: State;
  readonly fixed: readonly Candidate[];
  readonly refused: readonly RefusedFix[];
}

type Failure = Exclude<Verdict, { state: State }>;

/**
 * Proves that fixes can be made together; undefined where no more may be tried. A finding whose key is feared counts also
 * while it is in doubt.
 */
export type Verify = (
  before: State,
  candidates: readonly Candidate[],
  feared: ReadonlySet<string>,
) => Verdict | undefined;

/**
 * Makes as many as possible of some fixes that do not overlap: all at once, and where that fails, those that are suspected
 * apart from the others, or one half after the other. A fix that is refused costs about as many proofs as the number of
 * fixes has digits in base two.
 */
export function tryFixes(before: State, candidates: readonly Candidate[], verify: Verify): Round {
  const fixed = new Set<Candidate>();
  const refused = new Map<Candidate, Omit<RefusedFix, 'diagnostic'>>();
  // What fixes brought together is laid to the fix that brings it, also where another one makes the rule speak.
  const feared = new Set<string>();
  let state = before;

  /** Why these cannot be made together beside those that were made; undefined where they were. */
  const attempt = (batch: readonly Candidate[]): Failure | undefined => {
    const verdict: Verdict = verify(before, [...fixed, ...batch], feared) ?? NOT_TRIED;
    if (!('state' in verdict)) {
      for (const brought of verdict.brought ?? []) feared.add(keyOf(brought));
      return verdict;
    }
    state = verdict.state;
    for (const candidate of batch) {
      fixed.add(candidate);
      refused.delete(candidate);
    }
    return undefined;
  };

  const solve = (batch: readonly Candidate[]): void => {
    const failure = attempt(batch);
    if (!failure) return;
    const parts = partsOf(batch, failure.suspects);
    if (parts.length > 1 && failure !== NOT_TRIED) parts.forEach(solve);
    else for (const candidate of batch) refused.set(candidate, refusalOf(candidate, batch, failure));
  };

  if (candidates.length > 0) solve(candidates);
  // What is refused one by one may work together.
  for (const group of relatedFixes([...refused.keys()], before.project))
    if (group.length > 1 && group.length < candidates.length) attempt(group);
  return {
    state,
    fixed: [...fixed],
    refused: [...refused].map(([diagnostic, refusal]) => ({ diagnostic, ...refusal })),
  };
}

/** Of several fixes that fail together, each is given only what would be found in its own files. */
function refusalOf(
  { fix }: Candidate,
  { length }: readonly Candidate[],
  { reason, brought = [] }: Failure,
): Omit<RefusedFix, 'diagnostic'> {
  const names = new Set([
    ...fix.edits.map(({ file }) => file.name),
    ...filesOf(fix, 'create').map(({ name }) => name),
  ]);
  const cause = brought.find(({ at }) => names.has(at.file.name)) ?? (length === 1 ? brought[0] : undefined);
  return cause ? { reason, cause } : { reason };
}

const NOT_TRIED = { reason: 'not-tried', suspects: NO_SUSPECTS } as const;

/** What to try instead of a batch that failed; a single part where each of its fixes fails for itself. */
function partsOf(batch: readonly Candidate[], { certain, all }: Suspects): (readonly Candidate[])[] {
  const blamed = batch.filter((candidate) => all.has(candidate));
  const others = batch.filter((candidate) => !all.has(candidate));
  if (blamed.length > 0 && others.length > 0) return [others, blamed];
  const unclear = batch.filter((candidate) => !certain.has(candidate));
  if (unclear.length === 0) return [batch];
  if (unclear.length < batch.length) return [unclear, batch.filter((candidate) => certain.has(candidate))];
  return halvesOf(batch);
}

const halvesOf = (batch: readonly Candidate[]): (readonly Candidate[])[] =>
  batch.length === 1 ? [batch] : [batch.slice(0, batch.length >> 1), batch.slice(batch.length >> 1)];

/**
 * Fixes by the namespaces that they touch: those of one namespace, also where one moves settings into it, may work only
 * together. A fix that touches no setting is in no group.
 */
export function relatedFixes(candidates: readonly Candidate[], project: Project): Candidate[][] {
  const configs = new Map(configFiles(project).map((config) => [config.file, config]));
  const next = new Map<string, string>();
  const lastOf = (name: string): string => {
    let last = name;
    for (let after = next.get(last); after !== undefined; after = next.get(last)) last = after;
    if (last !== name) next.set(name, last);
    return last;
  };
  const touched = candidates.flatMap((candidate) => {
    const [first, ...others] = candidate.fix.edits.flatMap((edit) => namespacesOf(edit, configs));
    if (first === undefined) return [];
    for (const other of others) if (lastOf(other) !== lastOf(first)) next.set(lastOf(other), lastOf(first));
    return [{ candidate, namespace: first }];
  });
  const groups = groupBy(touched, ({ namespace }) => [lastOf(namespace)]);
  return [...groups.values()].map((group) => group.map(({ candidate }) => candidate));
}

/** The namespace that an edit is in, and the one that it makes of its name. */
function namespacesOf({ file, span, text }: Edit, configs: ReadonlyMap<SourceFile, ConfigFile>): string[] {
  const config = configs.get(file);
  const marks = config ? marksOf(config) : [];
  const mark = marks[partitionPoint(marks, (candidate) => candidate.span.start <= span.start) - 1];
  if (!mark || mark.span.end < span.start) return [];
  return mark.isName ? [mark.namespace, text] : [mark.namespace];
}

/** A stretch of a file that belongs to a namespace; `isName` where it is the name itself. */
interface Mark {
  readonly span: Span;
  readonly namespace: string;
  readonly isName: boolean;
}

const marksOf = oncePer(({ settings }: ConfigFile): readonly Mark[] =>
  settings
    .flatMap(({ namespace, place }) => [
      { span: namespace.place.span, namespace: namespace.value, isName: true },
      { span: place.span, namespace: namespace.value, isName: false },
    ])
    .sort((a, b) => a.span.start - b.span.start),
);
