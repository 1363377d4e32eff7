import { writtenEnvironments } from '../../model/settings/environments.js';
import type { DescribedEnvironment } from '../../parse/index.js';
import type { EachRule } from '../rule.js';

export const ignoredChanges: EachRule<DescribedEnvironment> = {
  meta: {
    summary: 'Terraform ignores all changes of option settings',
    why: 'With setting or all in ignore_changes, Terraform sets the options when it creates the environment, and never again. Whatever is changed in the setting blocks later does not arrive, and no plan shows it.',
    consequence: 'silently-ignored',
    preset: 'strict',
    references: [
      'https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle',
      'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/elastic_beanstalk_environment',
    ],
  },
  each: writtenEnvironments,
  *check({ ignoredChanges: at, settings }) {
    if (!at || settings.length === 0) return;
    yield {
      at,
      message: 'Terraform ignores all changes of the option settings',
      help: 'Delete it from `ignore_changes`.',
    };
  },
};
