import { groupBy } from '../../util/collections.js';
import { findNamespace, type NamespaceInfo } from '../find-namespace.js';
import { type Exclusion, EXCLUSIONS } from './exclusions.js';
import {
  factsOf,
  hasText,
  type OptionAt,
  type OptionReference,
  resolveReference,
  type SettingsLookup,
} from './option-reference.js';
import { type DependencyProblem, requirementProblem } from './requirement-problem.js';
import { REQUIREMENTS } from './requirements.js';

/** Two numbers, of which one must not be greater than the other. */
interface Order {
  readonly lesser: OptionReference;
  readonly greater: OptionReference;
  /** Equal ones are wrong too. */
  readonly strictly?: true;
  /** `lesser` may be this many times `greater`. */
  readonly factor?: number;
  /** Checked only where files set both: a number that no file sets is often set elsewhere. */
  readonly bothSet?: true;
  /** Elastic Beanstalk refuses the configuration. */
  readonly refused?: true;
  /** Checked only where this option is set to this value, in lowercase. */
  readonly where?: readonly [OptionReference, string];
  /** Not checked where this option is set to this value, in lowercase. */
  readonly unless?: readonly [OptionReference, string];
  /** The lesser one stays; a fix raises the other one to it. */
  readonly raises?: true;
}

const ASG = 'aws:autoscaling:asg';
const LAUNCH = 'aws:autoscaling:launchconfiguration';
const TRIGGER = 'aws:autoscaling:trigger';
const COMMAND = 'aws:elasticbeanstalk:command';
const PROCESS = 'aws:elasticbeanstalk:environment:process:NAME';

/**
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-alb.html
 */
export const ORDERS: readonly Order[] = [
  { lesser: `${ASG} MinSize`, greater: `${ASG} MaxSize`, refused: true, raises: true },
  { lesser: `${TRIGGER} LowerThreshold`, greater: `${TRIGGER} UpperThreshold`, strictly: true },
  {
    lesser: `${PROCESS} HealthCheckTimeout`,
    greater: `${PROCESS} HealthCheckInterval`,
    strictly: true,
    refused: true,
    unless: ['aws:elasticbeanstalk:environment LoadBalancerType', 'network'],
  },
  {
    lesser: 'aws:elb:healthcheck Timeout',
    greater: 'aws:elb:healthcheck Interval',
    strictly: true,
    refused: true,
  },
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html
  {
    lesser: 'aws:autoscaling:updatepolicy:rollingupdate MinInstancesInService',
    greater: `${ASG} MaxSize`,
    strictly: true,
    bothSet: true,
  },
  {
    lesser: 'aws:autoscaling:updatepolicy:rollingupdate MaxBatchSize',
    greater: `${ASG} MaxSize`,
    bothSet: true,
  },
  { lesser: 'aws:ec2:instances SpotFleetOnDemandBase', greater: `${ASG} MaxSize`, bothSet: true },
  {
    lesser: `${COMMAND} BatchSize`,
    greater: `${ASG} MaxSize`,
    bothSet: true,
    where: [`${COMMAND} BatchSizeType`, 'fixed'],
  },
  { lesser: `${LAUNCH} RootVolumeIOPS`, greater: `${LAUNCH} RootVolumeSize`, factor: 500 },
];

interface Amount {
  readonly at: OptionAt;
  readonly value: number;
  readonly isSet: boolean;
}

/** Which of two numbers is too great, where `subject` is the namespace in use. */
function orderProblem(
  order: Order,
  subject: NamespaceInfo,
  settings: SettingsLookup,
): DependencyProblem | undefined {
  const lesser = amountOf(resolveReference(order.lesser, subject), settings);
  const greater = amountOf(resolveReference(order.greater, subject), settings);
  if (!lesser || !greater || isInOrder(order, lesser.value, greater.value)) return undefined;
  const [set, other] = lesser.isSet ? [lesser, greater] : [greater, lesser];
  if (!set.isSet || (order.bothSet && !other.isSet) || !isInForce(order, settings)) return undefined;
  return {
    at: set.at,
    isRefused: order.refused === true && other.isSet,
    message: messageOf(order, lesser, greater),
    help: `Lower \`${lesser.at.option}\` or raise \`${greater.at.option}\`.`,
    other: other.isSet ? other.at : undefined,
    ...(order.raises && other.isSet && { raiseTo: String(lesser.value) }),
  };
}

function isInOrder({ strictly, factor = 1 }: Order, lesser: number, greater: number): boolean {
  return strictly ? lesser < greater * factor : lesser <= greater * factor;
}

const isInForce = ({ where, unless }: Order, settings: SettingsLookup): boolean =>
  (!where || hasText(settings, ...where)) && (!unless || !hasText(settings, ...unless));

/** The number that an option is set to, or its default; undefined where that is unknown. */
function amountOf(at: OptionAt, settings: SettingsLookup): Amount | undefined {
  const setting = settings.get(at);
  const text = setting ? setting.text : factsOf(at).default;
  if (text === undefined || !/^\s*-?\d+(?:\.\d+)?\s*$/.test(text)) return undefined;
  return { at, value: Number(text), isSet: setting !== undefined };
}

function messageOf({ strictly, factor }: Order, lesser: Amount, greater: Amount): string {
  const relation = factor ? `more than ${factor} times` : strictly ? 'not less than' : 'greater than';
  return `${shown(lesser)} is ${relation} ${shown(greater)}`;
}

const shown = ({ at, value, isSet }: Amount): string =>
  `${at.option} (${value}${isSet ? '' : ' by default'})`;

/** Two options that conflict, where `subject` is the namespace in use of the first. */
function exclusionProblem(
  exclusion: Exclusion,
  subject: NamespaceInfo,
  settings: SettingsLookup,
): DependencyProblem | undefined {
  const ats = [exclusion.option, ...(exclusion.likewise ?? [])].map((option) =>
    resolveReference(option, subject),
  );
  const at = ats.find((candidate) => isOneOf(settings.get(candidate)?.text?.trim(), exclusion.being));
  if (!at) return undefined;
  const other = resolveReference(exclusion.with, subject);
  const text = settings.get(at)?.text?.trim();
  const otherText = settings.get(other)?.text?.trim();
  if (!isOneOf(otherText, exclusion.withBeing)) return undefined;
  if (exclusion.unlessEqual && text === otherText) return undefined;
  return {
    at,
    isRefused: exclusion.refused === true,
    message: `${at.option} is ${text}, but ${other.option} is ${otherText}`,
    help: exclusion.help,
    other,
  };
}

const isOneOf = (text: string | undefined, values: readonly string[] | undefined): text is string =>
  text !== undefined && text !== '' && (values?.includes(text.toLowerCase()) ?? true);

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
