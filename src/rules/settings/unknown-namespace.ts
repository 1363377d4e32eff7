import { meantNamespace } from '../../knowledge/catalogue/find-meant.js';
import { isTemplate } from '../../knowledge/catalogue/is-template.js';
import { suggestNamespaces } from '../../knowledge/catalogue/suggest-namespaces.js';
import { retiredNamespace } from '../../knowledge/retired.js';
import { isForeignNamespace } from '../../model/is-foreign-namespace.js';
import { namespaceMentions, type NamespaceMention } from '../../model/namespace-mentions.js';
import type { Platform } from '../../model/platform.js';
import { rename } from '../rename.js';
import type { Finding, Rule } from '../rule.js';

export const unknownNamespace: Rule = {
  meta: {
    id: 'settings/unknown-namespace',
    summary: 'A namespace that Elastic Beanstalk does not have, or that another platform has',
    why: "Elastic Beanstalk checks the names of all settings before it changes anything, and refuses the whole update: \"Invalid option specification (Namespace: 'aws:elasticbeanstalk:environment:proxy:proxy', OptionName: 'ProxyServer'): Unknown configuration setting\".",
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-specific.html',
    ],
    since: '0.1.0',
  },
  *check({ configFiles, platform }) {
    for (const mention of configFiles.flatMap(namespaceMentions)) {
      // Of these, platform/retired-namespace speaks.
      if (retiredNamespace(mention.name)) continue;
      const namespace = meantNamespace(mention.name);
      if (!namespace) yield unknown(mention);
      else if (isForeignNamespace(namespace, platform)) yield foreign(mention, platform);
    }
  },
};

function unknown({ name, places, settings }: NamespaceMention): Finding {
  const options = settings.map(({ option }) => option.value);
  const { names, isNear } = suggestNamespaces(name, options);
  const [only, ...others] = names;
  const advice = isNear
    ? `Did you mean "${only}"?`
    : only === undefined
      ? 'Run "eblint options" to see all namespaces.'
      : `${inWords(options)} ${options.length === 1 ? 'belongs' : 'belong'} in ${names.join(' or ')}.`;
  const isCertain = only !== undefined && others.length === 0 && !isTemplate(only);
  return {
    at: places[0],
    message: `Elastic Beanstalk has no namespace "${name}" and refuses the whole update because of it. ${advice}`,
    ...(isCertain && { fix: rename(places, only, 'unsafe') }),
  };
}

const foreign = ({ name, places }: NamespaceMention, platform: Platform): Finding => ({
  at: places[0],
  message: `The namespace ${name} is for another platform than ${platform.name!}, which refuses the whole update because of it; take it out.`,
  ...(platform.place && { related: [{ at: platform.place, note: 'the platform is named here' }] }),
});

const inWords = (names: readonly string[]): string =>
  names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}` : names.join();
