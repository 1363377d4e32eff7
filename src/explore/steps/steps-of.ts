import {
  DEPLOYMENT_ORDER,
  type DeploymentKind,
  type DeploymentStep,
} from '../../knowledge/instance/deployment-order.js';
import type { Diagnostic } from '../../lint/diagnostic.js';
import { fact } from '../../model/fact.js';
import type { Project } from '../../model/project.js';
import { proxyServer } from '../../model/proxy/proxy-server.js';
import type { RuleId } from '../../rules/rule.js';
import { groupBy, partitionPoint } from '../../util/collections.js';
import { overridesOf } from './overrides.js';
import { type Item, itemOf, type StepItem } from './step-item.js';
import { itemsOf, unpackedItems } from './step-items.js';

/** A step with what the project makes it do. */
export interface ProjectStep extends DeploymentStep {
  readonly items: readonly StepItem[];
}

/** What a kind of deployment runs, with what rules report. */
export interface DeploymentSteps {
  /** Each with what the project makes it do. */
  readonly steps: readonly ProjectStep[];
  /** The files about which rules report something where no step of any kind of deployment does anything. */
  readonly atNoStep: readonly StepItem[];
}

/** The steps of a kind of deployment, and what is reported elsewhere. */
export function stepsOf(
  project: Project,
  kind: DeploymentKind,
  diagnostics: readonly Diagnostic[],
): DeploymentSteps {
  const all = stepsByKind(project);
  const findings = findingsByItem(itemsIn(all[kind]), diagnostics);
  return {
    steps: all[kind].map((step) => ({
      ...step,
      items: step.items.map((item) => ({ ...item, findings: findings.get(item) ?? [] })),
    })),
    atNoStep: filesAtNoStep(itemsIn(Object.values(all).flat()), diagnostics),
  };
}

/** A step before it is known what is reported there. */
interface PlainStep extends DeploymentStep {
  readonly items: readonly Item[];
}

const itemsIn = (steps: readonly PlainStep[]): readonly Item[] => steps.flatMap(({ items }) => items);

const stepsByKind = fact(
  'stepsByKind',
  (project): Readonly<Record<DeploymentKind, readonly PlainStep[]>> => ({
    'new-instance': plainSteps(project, 'new-instance'),
    deployment: plainSteps(project, 'deployment'),
    configuration: plainSteps(project, 'configuration'),
  }),
);

function plainSteps(project: Project, kind: DeploymentKind): readonly PlainStep[] {
  const hasProxy = proxyServer(project).program !== 'none';
  const own = DEPLOYMENT_ORDER.filter(
    ({ id, kinds }) => kinds.includes(kind) && (hasProxy || id !== 'proxy-start'),
  ).map((step) => ({
    ...step,
    items: itemsOf(step.id, project, kind),
  }));
  const steps = own.map((step) =>
    step.id === 'unpack' ? { ...step, items: unpackedItems(itemsIn(own), project) } : step,
  );
  const overrides = overridesOf(steps, project);
  return steps.map((step) => ({
    ...step,
    items: step.items
      .map((item) => ({ ...item, overriddenBy: [...item.overriddenBy, ...(overrides.get(item) ?? [])] }))
      .filter(({ overriddenBy }) => step.id !== 'unpack' || overriddenBy.length > 0),
  }));
}

/** Rules about files that nothing reads. */
const ABOUT_UNREAD_FILES: ReadonlySet<RuleId> = new Set<RuleId>([
  'bundle/wrong-file-name',
  'config/not-read',
  'instance/unread-hook',
  'procfile/unread-procfile',
  'procfile/wrong-file-name',
  'project/misnamed-folder',
]);

/** The files in which something is reported that belongs to no item. */
function filesAtNoStep(items: readonly Item[], diagnostics: readonly Diagnostic[]): readonly StepItem[] {
  const itemAt = itemFinder(items);
  const byFile = groupBy(diagnostics, (diagnostic) => (itemAt(diagnostic) ? [] : [diagnostic.at.file]));
  return [...byFile].flatMap(([{ name }, own]) =>
    own.slice(0, 1).map(({ at }) => ({
      ...itemOf({ title: name, at }),
      details: own.some(({ ruleId }) => ABOUT_UNREAD_FILES.has(ruleId)) ? ['no step reads it'] : [],
      findings: oncePerRule(own),
    })),
  );
}

/** What is reported at each item. */
function findingsByItem(
  items: readonly Item[],
  diagnostics: readonly Diagnostic[],
): ReadonlyMap<Item, StepItem['findings']> {
  const itemAt = itemFinder(items);
  const byItem = groupBy(diagnostics, (diagnostic) => {
    const item = itemAt(diagnostic);
    return item ? [item] : [];
  });
  return new Map([...byItem].map(([item, own]) => [item, oncePerRule(own)]));
}

const oncePerRule = (diagnostics: readonly Diagnostic[]): StepItem['findings'] => [
  ...new Map(diagnostics.map(({ ruleId, severity }) => [ruleId, { ruleId, severity }])).values(),
];

/** The item that a place belongs to: from its beginning, or that of the file, to that of the next one in its file. */
function itemFinder(items: readonly Item[]): (diagnostic: Diagnostic) => Item | undefined {
  const inFiles = groupBy(items, ({ at }) => (at ? [at.file.path] : []));
  const starts = new Map(
    [...inFiles].map(([path, own]) => [path, own.toSorted((a, b) => startOf(a) - startOf(b))] as const),
  );
  return ({ at }) => lastBefore(starts.get(at.file.path) ?? [], at.span.start);
}

const startOf = ({ at }: Item): number => at?.span.start ?? 0;

/** The last item that begins at an offset or before it, else the first one, of those in the order of a file. */
const lastBefore = (items: readonly Item[], offset: number): Item | undefined =>
  items[Math.max(partitionPoint(items, (item) => startOf(item) <= offset) - 1, 0)];
