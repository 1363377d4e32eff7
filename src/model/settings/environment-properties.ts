import type { Platform } from '../platform/platform.js';

/** https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-softwaresettings.html */
export const ENVIRONMENT_PROPERTIES = 'aws:elasticbeanstalk:application:environment';

/** Properties with the ARNs of secrets for values. https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/AWSHowTo.secrets.env-vars.html */
export const ENVIRONMENT_SECRETS = 'aws:elasticbeanstalk:application:environmentsecrets';

/**
 * Languages whose programs get an environment property as it is written. Spring expands `${…}` in the properties that it
 * reads, and Docker Compose in the file that it gets them in.
 * https://docs.spring.io/spring-boot/reference/features/external-config.html
 * https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/
 */
const READ_AS_WRITTEN: ReadonlySet<Platform['language']> = new Set([
  'dotnet',
  'go',
  'node',
  'php',
  'python',
  'ruby',
] as const);

/** Whether nothing expands the environment properties of a platform; false where it is not known. */
export const readsPropertiesAsWritten = ({ language }: Platform): boolean => READ_AS_WRITTEN.has(language);
