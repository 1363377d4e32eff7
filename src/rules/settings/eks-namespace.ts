import { intendedNamespace } from '../../catalogue/find-intended.js';
import { configFiles } from '../../model/bundle/config-files.js';
import type { ConfigFile } from '../../parse/index.js';
import type { EachRule } from '../rule.js';

export const eksNamespace: EachRule<ConfigFile> = {
  meta: {
    summary: 'A configuration file uses a namespace of Cluster environments',
    why: 'The aws:elasticbeanstalk:eks namespaces configure Cluster environments. These run on Amazon EKS and do not read configuration files. A Standard environment reads configuration files but does not have these namespaces.',
    consequence: 'deploy-fails',
    references: ['guide:command-options-general-eks'],
  },
  each: configFiles,
  *check({ settings }) {
    const firsts = new Map(settings.toReversed().map(({ namespace }) => [namespace.value, namespace]));
    for (const { value, place: at } of firsts.values()) {
      if (!intendedNamespace(value)?.clusterOnly) continue;
      yield {
        at,
        message: `${value} is only for Cluster environments`,
        help: 'Delete it, and set its options with `aws elasticbeanstalk update-environment --option-settings`.',
      };
    }
  },
};
