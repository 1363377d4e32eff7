import { findOption } from '../../knowledge/catalogue/find-option.js';
import type { Rule } from '../rule.js';

export const refusedInFiles: Rule = {
  meta: {
    id: 'settings/refused-in-files',
    summary: 'An option that Elastic Beanstalk does not take from configuration files',
    why: "Some options may only be sent to the API of Elastic Beanstalk. In a configuration file they make it refuse the new environment or the update: \"Invalid option specification (Namespace: 'aws:elasticbeanstalk:environment', OptionName: 'ExternalExtensionsS3Bucket'): External extensions can only be applied from the API\".",
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://github.com/classmethod/gradle-aws-plugin/issues/182',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options.html',
    ],
    since: '0.1.0',
  },
  *check({ configFiles }) {
    for (const { namespace, option } of configFiles.flatMap((file) => file.settings)) {
      if (!findOption(namespace.value, option.value)?.apiOnly) continue;
      yield {
        at: option.place,
        message: `Elastic Beanstalk refuses ${option.value} of ${namespace.value} in a configuration file; take it out, and send it with the request that creates or updates the environment.`,
      };
    }
  },
};
