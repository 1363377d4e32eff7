import { intendedOption } from '../../catalogue/find-intended.js';
import type { NamespaceInfo } from '../../catalogue/find-namespace.js';
import { counterpartOf, type Counterpart } from '../../knowledge/settings/option-counterparts.js';
import { suggestionFor } from '../../model/settings/intended-option.js';
import { confusedNamespace } from '../../model/settings/intended-namespaces.js';
import {
  manifestMentions,
  namespaceMentions,
  type NamespaceMention,
} from '../../model/settings/namespace-mentions.js';
import { settings, type Setting, type Settings } from '../../model/settings/settings.js';
import { usableNamespace } from '../../model/settings/namespaces.js';
import { didYouMean } from '../../util/nearest.js';
import { list } from '../../util/text.js';
import { rename } from '../support/rename.js';
import type { Finding, Rule } from '../rule.js';
import { configFiles } from '../../model/bundle/config-files.js';

export const unknownOption: Rule = {
  meta: {
    id: 'settings/unknown-option',
    summary: 'An option does not exist in its namespace',
    why: "Elastic Beanstalk checks the names of all settings before it changes anything, and refuses the whole update: \"Invalid option specification (Namespace: 'aws:elb:loadbalancer', OptionName: 'LoadBalancerType'): Unknown configuration setting\". AWS does not document what it does with such names in env.yaml.",
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-specific.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environment-cfg-manifest.html',
    ],
    since: '0.1.0',
    yieldsTo: ['config/look-alike-character', 'config/typographic-quotes'],
  },
  *check(project) {
    for (const mention of configFiles(project).flatMap(namespaceMentions))
      yield* inMention(mention, settings(project));
    for (const mention of manifestMentions(project))
      for (const finding of inMention(mention, settings(project))) yield { ...finding, severity: 'warning' };
  },
};

function* inMention(mention: NamespaceMention, all: Settings): Generator<Finding> {
  const { name, settings } = mention;
  const namespace = usableNamespace(name);
  if (!namespace) return;
  const confused = confusedNamespace(mention);
  if (confused !== undefined && !settings.some((setting) => all.isKnown(setting)))
    yield inConfused(confused, mention);
  else
    for (const setting of settings)
      if (!intendedOption(namespace, setting.option.value) && !all.isKnown(setting))
        yield unknown(namespace, setting, all);
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

function unknown(namespace: NamespaceInfo, setting: Setting, settings: Settings): Finding {
  const { option } = setting;
  const { name: better, help } =
    counterpartOf(namespace.listedAs, option.value) ?? similarOption(namespace, setting);
  const other = better === undefined ? undefined : settings.effective(namespace.name, better);
  const isFree = better !== undefined && (!other || other.option.value === option.value);
  return {
    at: option.place,
    message: `${namespace.name} has no option "${option.value}"`,
    help,
    ...(isFree && { fix: rename([option.place], better, 'unsafe') }),
  };
}

function similarOption(namespace: NamespaceInfo, setting: Setting): Counterpart {
  const { names, owners } = suggestionFor(namespace, setting);
  if (owners.length > 0) return { name: undefined, help: `Move it to ${oneOf(owners)}${limitOf(owners)}.` };
  if (names.length > 1) return { name: undefined, help: `Use ${oneOf(names)}.` };
  const fallback = `See its options with \`eblint options ${namespace.listedAs}\`.`;
  return { name: names[0], help: didYouMean(names[0], fallback) };
}

/** In the namespaces of another load balancer, a setting would be refused or ignored. */
const limitOf = (owners: readonly string[]): string =>
  owners.every((owner) => owner.startsWith('aws:elb:')) ? ', which only a Classic Load Balancer has' : '';

const oneOf = (names: readonly string[]): string =>
  list(
    names.map((name) => `\`${name}\``),
    'or',
  );
