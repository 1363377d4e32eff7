import { meantOption } from '../../catalogue/find-meant.js';
import type { NamespaceInfo } from '../../catalogue/find-namespace.js';
import { namespacesWithAll } from '../../catalogue/namespaces-with-all.js';
import { nearestOption } from '../../catalogue/nearest-name.js';
import { counterpartOf, type Counterpart } from '../../knowledge/option-counterparts.js';
import { namespaceMentions } from '../../model/settings/namespace-mentions.js';
import type { Setting, Settings } from '../../model/settings/settings.js';
import { usableNamespace } from '../../model/settings/usable-namespace.js';
import { didYouMean } from '../../util/did-you-mean.js';
import { list } from '../../util/list.js';
import { rename } from '../rename.js';
import type { Finding, Rule } from '../rule.js';

export const unknownOption: Rule = {
  meta: {
    id: 'settings/unknown-option',
    summary: 'An option does not exist in its namespace',
    why: "Elastic Beanstalk checks the names of all settings before it changes anything, and refuses the whole update: \"Invalid option specification (Namespace: 'aws:elb:loadbalancer', OptionName: 'LoadBalancerType'): Unknown configuration setting\".",
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-specific.html',
    ],
    since: '0.1.0',
  },
  *check({ configFiles, settings: all }) {
    for (const { name, settings } of configFiles.flatMap(namespaceMentions)) {
      const namespace = usableNamespace(name);
      if (!namespace) continue;
      for (const setting of settings)
        if (!meantOption(namespace, setting.option.value)) yield unknown(namespace, setting, all);
    }
  },
};

function unknown(namespace: NamespaceInfo, { option }: Setting, settings: Settings): Finding {
  const { name: better, help } =
    counterpartOf(namespace.listedAs, option.value) ?? similarOption(namespace, option.value);
  const isFree = better !== undefined && !settings.effective(namespace.name, better);
  return {
    at: option.place,
    message: `${namespace.name} has no option "${option.value}"`,
    help,
    ...(isFree && { fix: rename([option.place], better, 'unsafe') }),
  };
}

/** The option with a near name, and the namespaces that have an option of exactly this name. */
function similarOption(namespace: NamespaceInfo, name: string): Counterpart {
  const owners = namespacesWithAll([name], namespace.name).slice(0, 3);
  const nearest = nearestOption(namespace, name);
  const near = owners.length === 0 || isLonger(name, nearest) ? nearest : undefined;
  const move = `Move it to ${list(
    owners.map((owner) => `\`${owner}\``),
    'or',
  )}.`;
  const fallback =
    owners.length > 0 ? move : `See its options with \`eblint options ${namespace.listedAs}\`.`;
  return { name: near, help: didYouMean(near, fallback) };
}

/** `HealthyThresholdCount` beside `HealthyThreshold`: near, even if another namespace has the shorter name. */
const isLonger = (name: string, near = ''): boolean => near.toLowerCase().startsWith(name.toLowerCase());
