import { meantNamespace, meantOption } from '../../knowledge/catalogue/find-meant.js';
import type { NamespaceInfo } from '../../knowledge/catalogue/find-namespace.js';
import { namespacesWithAll } from '../../knowledge/catalogue/namespaces-with-all.js';
import { nearestOption } from '../../knowledge/catalogue/nearest-name.js';
import { retiredNamespace } from '../../knowledge/retired.js';
import { twinOf, type Twin } from '../../knowledge/twin-options.js';
import { namespaceMentions } from '../../model/namespace-mentions.js';
import type { Setting, Settings } from '../../model/settings.js';
import { rename } from '../rename.js';
import type { Finding, Rule } from '../rule.js';

export const unknownOption: Rule = {
  meta: {
    id: 'settings/unknown-option',
    summary: 'An option that its namespace does not have',
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
      const namespace = meantNamespace(name);
      // Of these, platform/retired-namespace and settings/eks-namespace speak.
      if (!namespace || namespace.clusterOnly || retiredNamespace(namespace.name)) continue;
      for (const setting of settings)
        if (!meantOption(namespace, setting.option.value)) yield unknown(namespace, setting, all);
    }
  },
};

function unknown(namespace: NamespaceInfo, { option }: Setting, settings: Settings): Finding {
  const twin = twinOf(namespace.listedAs, option.value);
  const { name: better, advice } = twin ?? similar(namespace, option.value);
  const isFree = better !== undefined && !settings.effective(namespace.name, better);
  return {
    at: option.place,
    message: `${namespace.name} has no option "${option.value}", and Elastic Beanstalk refuses the whole update because of it. ${advice || `Run "eblint options ${namespace.name}" to see those that it has.`}`,
    ...(isFree && { fix: rename([option.place], better, 'unsafe') }),
  };
}

/** The option of a near name, and the namespaces that have one of this very name. */
function similar(namespace: NamespaceInfo, name: string): Twin {
  const owners = namespacesWithAll([name], namespace.name);
  const nearest = nearestOption(namespace, name);
  const near = owners.length === 0 || isLonger(name, nearest) ? nearest : undefined;
  const advice = [
    ...(near === undefined ? [] : [`Did you mean "${near}"?`]),
    ...(owners.length === 0 ? [] : [`${name} belongs in ${owners.slice(0, 3).join(' or ')}.`]),
  ];
  return { name: near, advice: advice.join(' ') };
}

/** `HealthyThresholdCount` beside `HealthyThreshold`: near, even if another namespace has the shorter name. */
const isLonger = (name: string, near = ''): boolean => near.toLowerCase().startsWith(name.toLowerCase());
