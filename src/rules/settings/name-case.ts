import { findNamespace } from '../../knowledge/catalogue/find-namespace.js';
import { respelledNamespace, respelledOption } from '../../knowledge/catalogue/respell.js';
import { retiredNamespace } from '../../knowledge/retired.js';
import { namespaceMentions, type NamespaceMention } from '../../model/namespace-mentions.js';
import { rename } from '../rename.js';
import type { Finding, Rule } from '../rule.js';

export const nameCase: Rule = {
  meta: {
    id: 'settings/name-case',
    summary: 'A namespace or option that is spelt in another case, or with other blanks, than its name',
    why: "Elastic Beanstalk refuses a name that it does not know, and the whole update with it; a blank in front is enough: \"Invalid option specification (Namespace: 'aws:autoscaling:trigger', OptionName: ' LowerThreshold'): Unknown configuration setting\". Whether a name in another case is known is documented nowhere; a sample of the guide writes rules for Rules.",
    severity: 'warning',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-alb-shared.html',
      'https://github.com/hashicorp/terraform-provider-aws/issues/7475',
    ],
    since: '0.1.0',
  },
  *check({ configFiles }) {
    for (const mention of configFiles.flatMap(namespaceMentions)) {
      const respelled = respelledNamespace(mention.name);
      if (retiredNamespace(respelled ?? mention.name)) continue;
      if (respelled !== undefined) yield inNamespace(mention, respelled);
      yield* inOptions(mention, respelled ?? mention.name);
    }
  },
};

const inNamespace = ({ name, places }: NamespaceMention, respelled: string): Finding => ({
  at: places[0],
  message: `The namespace "${name}" differs from "${respelled}" in ${differenceOf(name, respelled)}; write it as Elastic Beanstalk spells it.`,
  fix: rename(places, respelled, 'safe'),
});

function* inOptions({ settings }: NamespaceMention, namespace: string): Generator<Finding> {
  const info = findNamespace(namespace);
  for (const { option } of info ? settings : []) {
    const respelled = respelledOption(info!, option.value);
    if (respelled === undefined) continue;
    yield {
      at: option.place,
      message: `The option "${option.value}" of ${namespace} differs from "${respelled}" in ${differenceOf(option.value, respelled)}; write it as Elastic Beanstalk spells it.`,
      fix: rename([option.place], respelled, 'safe'),
    };
  }
}

const differenceOf = (name: string, respelled: string): string =>
  name.toLowerCase() === respelled.toLowerCase() ? 'case' : 'its blanks';
