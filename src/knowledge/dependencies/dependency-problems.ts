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
  for (const { beginnings, ask } of QUESTIONS) {
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

const QUESTIONS: readonly Question[] = [
  ...REQUIREMENTS.map((row) => question([row.option], (...args) => requirementProblem(row, ...args))),
  ...ORDERS.map((row) => question([row.lesser, row.greater], (...args) => orderProblem(row, ...args))),
  ...EXCLUSIONS.map((row) => question([row.option], (...args) => exclusionProblem(row, ...args))),
];

const isTemplate = ({ name, listedAs }: NamespaceInfo): boolean => name !== listedAs;
