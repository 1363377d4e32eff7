import { intendedNamespace } from '../../catalogue/find-intended.js';
import type { NamespaceInfo } from '../../catalogue/find-namespace.js';
import { retiredNamespace } from '../../knowledge/platform/retired-settings.js';

/** https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-softwaresettings.html */
export const ENVIRONMENT_PROPERTIES = 'aws:elasticbeanstalk:application:environment';

/** Properties with the ARNs of secrets for values. https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/AWSHowTo.secrets.env-vars.html */
export const ENVIRONMENT_SECRETS = 'aws:elasticbeanstalk:application:environmentsecrets';

/**
 * The namespace of a name, even if case or spaces differ, where an environment that reads configuration files has it today:
 * in any other namespace, the names of the options do not matter.
 */
export function usableNamespace(name: string): NamespaceInfo | undefined {
  const namespace = intendedNamespace(name);
  return namespace?.clusterOnly || retiredNamespace(namespace?.name ?? name) ? undefined : namespace;
}
