import { intendedNamespace } from '../../catalogue/find-intended.js';
import { isTemplate } from '../../catalogue/find-namespace.js';
import { suggestNamespaces } from '../../catalogue/suggest-namespaces.js';
import {
  manifestMentions,
  type NamespaceMention,
  namespaceMentions,
  settingGroups,
} from '../../model/settings/namespace-mentions.js';
import { settings } from '../../model/settings/settings.js';
import { didYouMean } from '../../util/nearest.js';
import { list } from '../../util/text.js';
import type { Finding, Rule } from '../rule.js';
import { rename } from '../support/rename.js';

export const unknownNamespace: Rule = {
  meta: {
    summary: 'A namespace does not exist',
    why: "Elastic Beanstalk checks the names of all settings before it changes anything, and refuses the whole update: \"Invalid option specification (Namespace: 'aws:elasticbeanstalk:environment:proxy:proxy', OptionName: 'ProxyServer'): Unknown configuration setting\". AWS does not document what it does with such names in env.yaml.",
    consequence: 'deploy-fails',
    references: [
      'guide:command-options-general',
      'guide:command-options-specific',
      'guide:environment-cfg-manifest',
    ],
    yieldsTo: ['config/look-alike-character', 'config/typographic-quotes'],
  },
  *check(project) {
    const isUnknown = ({ name }: NamespaceMention): boolean =>
      !intendedNamespace(name) && !settings(project).known?.isKnownOption(name);
    for (const mention of settingGroups(project).flatMap(namespaceMentions).filter(isUnknown))
      yield unknown(mention);
    for (const mention of manifestMentions(project).filter(isUnknown))
      yield { ...unknown(mention), warnsBecause: 'undocumented' };
  },
};

function unknown({ name, places, settings }: NamespaceMention): Finding {
  const options = settings.map(({ option }) => option.value);
  const { names, isNear } = suggestNamespaces(name, options);
  const [only, ...others] = names;
  const isCertain = only !== undefined && others.length === 0 && !isTemplate(only);
  return {
    at: places[0],
    message: `There is no namespace "${name}"`,
    help: didYouMean(isNear ? only : undefined, helpFor(name, names, options)),
    ...(isCertain && { fix: rename(places, only, 'unsafe') }),
  };
}

const DOCKER = 'aws:elasticbeanstalk:container:docker';

function helpFor(name: string, owners: readonly string[], options: readonly string[]): string {
  if (owners.length === 0)
    return name === DOCKER || name.startsWith(`${DOCKER}:`)
      ? 'Delete it, and describe the container in `Dockerfile`, `Dockerrun.aws.json`, or `docker-compose.yml`.'
      : 'Delete it, or use a namespace that `eblint options` lists.';
  return `Use ${list(
    owners.map((owner) => `\`${owner}\``),
    'or',
  )}, which has ${list(options)}.`;
}
