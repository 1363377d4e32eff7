import { intendedOption } from '../../catalogue/find-intended.js';
import type { NamespaceInfo } from '../../catalogue/find-namespace.js';
import {
  type Counterpart,
  counterpartOf,
  processOptionFor,
} from '../../knowledge/settings/option-counterparts.js';
import { environment, ignoresOption } from '../../model/load-balancer/environment.js';
import type { Project } from '../../model/project.js';
import { confusedNamespace } from '../../model/settings/intended-namespaces.js';
import { suggestionFor } from '../../model/settings/intended-option.js';
import {
  manifestMentions,
  type NamespaceMention,
  namespaceMentions,
  settingGroups,
} from '../../model/settings/namespace-mentions.js';
import { usableNamespace } from '../../model/settings/namespaces.js';
import { type Setting, settings } from '../../model/settings/settings.js';
import { literalText } from '../../source/index.js';
import { didYouMean } from '../../util/nearest.js';
import { list } from '../../util/text.js';
import type { Finding, Rule } from '../rule.js';
import { rename } from '../support/rename.js';

export const unknownOption: Rule = {
  meta: {
    summary: 'An option does not exist in its namespace',
    why: "Elastic Beanstalk checks the names of all settings before it changes anything, and refuses the whole update: \"Invalid option specification (Namespace: 'aws:elb:loadbalancer', OptionName: 'LoadBalancerType'): Unknown configuration setting\". AWS does not document what it does with such names in env.yaml.",
    consequence: 'deploy-fails',
    references: [
      'guide:command-options-general',
      'guide:command-options-specific',
      'guide:environment-cfg-manifest',
    ],
    yieldsTo: ['config/look-alike-character', 'config/typographic-quotes'],
  },
  *check(project) {
    for (const mention of settingGroups(project).flatMap(namespaceMentions))
      yield* inMention(mention, project);
    for (const mention of manifestMentions(project))
      for (const finding of inMention(mention, project)) yield { ...finding, warnsBecause: 'undocumented' };
  },
};

function* inMention(mention: NamespaceMention, project: Project): Generator<Finding> {
  const { name, settings: mentioned } = mention;
  const all = settings(project);
  const namespace = usableNamespace(name);
  if (!namespace) return;
  const confused = confusedNamespace(mention);
  if (confused !== undefined && !mentioned.some((setting) => all.isKnown(setting)))
    yield inConfused(confused, mention);
  else
    for (const setting of mentioned)
      if (!intendedOption(namespace, setting.option.value) && !all.isKnown(setting))
        yield unknown(namespace, setting, project);
}

/** One namespace that is written for another one is one mistake, however many of its options do not exist there. */
function inConfused(namespace: string, { name, places, settings }: NamespaceMention): Finding {
  return {
    at: places[0],
    message: `Options of ${namespace} are in ${name}`,
    help: `Use \`${namespace}\`, which has ${list(settings.map(({ option }) => option.value))}.`,
    fix: rename(places, namespace, 'unsafe'),
  };
}

function unknown(namespace: NamespaceInfo, setting: Setting, project: Project): Finding {
  const { option } = setting;
  const { name: better, help } =
    ofProcess(namespace, option.value, project) ??
    counterpartOf(namespace.listedAs, option.value) ??
    similarOption(namespace, setting, project);
  const other = better === undefined ? undefined : settings(project).effective(namespace.name, better);
  const isFree = better !== undefined && (!other || other.option.value === option.value);
  return {
    at: option.place,
    message: `${namespace.name} has no option "${option.value}"`,
    help: better === undefined || isFree ? help : `Delete it: \`${better}\` is set already.`,
    ...(isFree && { fix: rename([option.place], better, 'unsafe') }),
  };
}

/** What a listener of a classic load balancer says is said of the process that another listener sends requests to. */
function ofProcess(
  { listedAs, name: listener }: NamespaceInfo,
  written: string,
  project: Project,
): Counterpart | undefined {
  const option = processOptionFor(listedAs, written);
  if (option === undefined) return undefined;
  const process = literalText(settings(project).effective(listener, 'DefaultProcess')?.value) ?? 'default';
  const owner = `aws:elasticbeanstalk:environment:process:${process}`;
  const help = `Move its value to \`${option}\` in \`${owner}\`.`;
  return { name: undefined, help: whereSet(owner, option, project) ?? help };
}

/** The answer where the right namespace has an option already. */
const whereSet = (owner: string, option: string, project: Project): string | undefined =>
  settings(project).effective(owner, option)
    ? `Delete it: \`${option}\` is set in \`${owner}\` already.`
    : undefined;

function similarOption(namespace: NamespaceInfo, setting: Setting, project: Project): Counterpart {
  const { names, owners } = suggestionFor(namespace, setting);
  const { value } = setting.option;
  const [owner] = owners;
  if (owner !== undefined) {
    const isUseless =
      isForClassic(owners) &&
      (namespace.listedAs.startsWith('aws:elbv2:') || isIgnored(owners, value, project));
    const limit = isForClassic(owners) ? ', which only a Classic Load Balancer has' : '';
    const set = owners.length === 1 ? whereSet(owner, value, project) : undefined;
    const help = isUseless
      ? 'Delete it: only a Classic Load Balancer has it.'
      : (set ?? `Move it to ${oneOf(owners)}${limit}.`);
    return { name: undefined, help };
  }
  if (names.length > 1) return { name: undefined, help: `Use ${oneOf(names)}.` };
  const fallback = `Delete it, or use an option that \`eblint options ${namespace.listedAs}\` lists.`;
  return { name: names[0], help: didYouMean(names[0], fallback) };
}

const isForClassic = (owners: readonly string[]): boolean =>
  owners.every((owner) => owner.startsWith('aws:elb:'));

const isIgnored = (owners: readonly string[], option: string, project: Project): boolean =>
  owners.every((owner) => ignoresOption(environment(project), owner, option));

const oneOf = (names: readonly string[]): string =>
  list(
    names.map((name) => `\`${name}\``),
    'or',
  );
