import { findNamespace } from '../../knowledge/catalogue/find-namespace.js';
import type { Rule } from '../rule.js';

export const eksNamespace: Rule = {
  meta: {
    id: 'settings/eks-namespace',
    summary: 'A namespace of Cluster environments stands in a configuration file',
    why: 'The aws:elasticbeanstalk:eks namespaces configure Cluster environments, which run on Amazon EKS and read no configuration files; a Standard environment, which does read them, does not have these namespaces.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: ['https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general-eks.html'],
    since: '0.1.0',
  },
  *check({ configFiles }) {
    for (const { settings } of configFiles) {
      const firsts = new Map(settings.toReversed().map(({ namespace }) => [namespace.value, namespace]));
      for (const { value, place: at } of firsts.values()) {
        if (!findNamespace(value)?.clusterOnly) continue;
        yield {
          at,
          message: `${value} is for Cluster environments on Amazon EKS, which read no configuration files; take it out, and send its options with the request that creates or updates the environment.`,
        };
      }
    }
  },
};
