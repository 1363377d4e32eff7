import { findOption } from '../../catalogue/find-option.js';
import { configFiles } from '../../model/bundle/config-files.js';
import type { ConfigFile } from '../../parse/index.js';
import type { EachRule } from '../rule.js';

export const apiOnlyOption: EachRule<ConfigFile> = {
  meta: {
    summary: 'An option is not allowed in configuration files',
    why: "Some options can only be sent to the Elastic Beanstalk API. With one of them in a configuration file, Elastic Beanstalk refuses the new environment or the update: \"Invalid option specification (Namespace: 'aws:elasticbeanstalk:environment', OptionName: 'ExternalExtensionsS3Bucket'): External extensions can only be applied from the API\".",
    consequence: 'deploy-fails',
    references: ['https://github.com/classmethod/gradle-aws-plugin/issues/182', 'guide:command-options'],
  },
  each: configFiles,
  *check(file) {
    for (const { namespace, option } of file.settings) {
      if (!findOption(namespace.value, option.value)?.apiOnly) continue;
      yield {
        at: option.place,
        message: `${option.value} is not allowed in configuration files`,
        help: 'Delete it, and set it with `aws elasticbeanstalk update-environment --option-settings`.',
      };
    }
  },
};
