import type { ConfigFile } from '../parse/config-file/config-file.js';
import { groupBy } from '../util/group-by.js';
import type { Project } from '../model/project.js';
import type { Edit } from '../rules/rule.js';
import type { SourceFile, Span } from '../source/index.js';
import { oncePer } from '../util/once-per.js';
import { partitionPoint } from '../util/partition-point.js';
import type { Candidate } from './fix-candidate.js';
import { configFiles } from '../model/bundle/config-files.js';

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
