import { groupBy } from '../../util/group-by.js';
import { findNamespace, type NamespaceInfo } from '../find-namespace.js';
import type { DependencyProblem } from './dependency-problem.js';
import { EXCLUSIONS } from './exclusions.js';
import { exclusionProblem } from './exclusion-problem.js';
import type { OptionReference, SettingsLookup } from './option-reference.js';
import { orderProblem } from './order-problem.js';
import { ORDERS } from './orders.js';
import { requirementProblem } from './requirement-problem.js';
import { REQUIREMENTS } from './requirements.js';

/** `requirement`: one option needs another · `order`: two numbers contradict each other · `exclusion`: two options conflict */
export type DependencyKind = 'requirement' | 'order' | 'exclusion';

/**
 * The settings that do not fit together, by one of the tables in this folder. Pure.
 * An option that is not set has its default, unless a client of Elastic Beanstalk sends another value; nothing is
 * reported about what is unknown.
 */
export function* dependencyProblems(
  kind: DependencyKind,
  settings: SettingsLookup,
): Iterable<DependencyProblem> {
  const known = settings.namespaces.flatMap((name) => findNamespace(name) ?? []);
  const subjects = groupBy(known, ({ listedAs }) => [listedAs]);
  for (const { beginnings, ask } of QUESTIONS[kind]) {
    const [subject, ...others] = beginnings.flatMap((listedAs) => subjects.get(listedAs) ?? []);
    if (!subject) continue;
    for (const each of isTemplate(subject) ? [subject, ...others] : [subject]) {
      const problem = ask(each, settings);
      if (problem) yield problem;
    }
  }
}

/** A row of the tables: what to ask of every namespace in use that it can begin with. */
interface Question {
  /** As the catalogue lists them. */
  readonly beginnings: readonly string[];
  readonly ask: (subject: NamespaceInfo, settings: SettingsLookup) => DependencyProblem | undefined;
}

const namespaceOf = (reference: OptionReference): string => reference.slice(0, reference.indexOf(' '));

const question = (references: readonly OptionReference[], ask: Question['ask']): Question => ({
  beginnings: [...new Set(references.map(namespaceOf))],
  ask,
});

const QUESTIONS: Readonly<Record<DependencyKind, readonly Question[]>> = {
  requirement: REQUIREMENTS.map((row) =>
    question([row.option], (...args) => requirementProblem(row, ...args)),
  ),
  order: ORDERS.map((row) => question([row.lesser, row.greater], (...args) => orderProblem(row, ...args))),
  exclusion: EXCLUSIONS.map((row) => question([row.option], (...args) => exclusionProblem(row, ...args))),
};

const isTemplate = ({ name, listedAs }: NamespaceInfo): boolean => name !== listedAs;
