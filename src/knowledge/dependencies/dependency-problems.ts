import { findNamespace, type NamespaceInfo } from '../catalogue/find-namespace.js';
import type { DependencyProblem } from './dependency-problem.js';
import { EXCLUSIONS } from './exclusions.js';
import { exclusionProblem } from './exclusion-problem.js';
import type { OptionReference, SettingsLookup } from './option-reference.js';
import { orderProblem } from './order-problem.js';
import { ORDERS } from './orders.js';
import { requirementProblem } from './requirement-problem.js';
import { REQUIREMENTS } from './requirements.js';

/**
 * All settings that do not go together, by the tables beside this file. Pure.
 * What is not set counts with its default, unless a client of Elastic Beanstalk sends something else by itself; what is
 * not known is silent.
 */
export function* dependencyProblems(settings: SettingsLookup): Iterable<DependencyProblem> {
  const subjects = new Map<string, NamespaceInfo[]>();
  for (const subject of settings.namespaces.flatMap((name) => findNamespace(name) ?? []))
    subjects.set(subject.listedAs, [...(subjects.get(subject.listedAs) ?? []), subject]);
  yield* problems(REQUIREMENTS, ({ option }) => [option], requirementProblem);
  yield* problems(ORDERS, ({ lesser, greater }) => [lesser, greater], orderProblem);
  yield* problems(EXCLUSIONS, ({ option }) => [option], exclusionProblem);

  /** Asks once for every namespace in use that a row can begin with. */
  function* problems<Row>(
    rows: readonly Row[],
    beginnings: (row: Row) => readonly OptionReference[],
    ask: (row: Row, subject: NamespaceInfo, settings: SettingsLookup) => DependencyProblem | undefined,
  ): Iterable<DependencyProblem> {
    for (const row of rows) {
      const listed = new Set(beginnings(row).map(namespaceOf));
      const [subject, ...others] = [...listed].flatMap((listedAs) => subjects.get(listedAs) ?? []);
      if (!subject) continue;
      for (const each of isTemplate(subject) ? [subject, ...others] : [subject]) {
        const problem = ask(row, each, settings);
        if (problem) yield problem;
      }
    }
  }
}

const namespaceOf = (reference: OptionReference): string => reference.slice(0, reference.indexOf(' '));

const isTemplate = ({ name, listedAs }: NamespaceInfo): boolean => name !== listedAs;
