import { isPlainCredential } from '../../knowledge/secrets/credential-names.js';
import { containerVariables, valuesOfDatabases } from '../../model/docker/container-variables.js';
import { literalText } from '../../source/index.js';
import type { Rule } from '../rule.js';

export const plainTextInContainer: Rule = {
  meta: {
    id: 'secrets/plain-text-in-container',
    summary: 'A variable of a container is set to a credential in plain text',
    why: 'Everyone who can read the source bundle, the version control or the image can read the value. Elastic Beanstalk can fetch it from AWS Secrets Manager or Systems Manager Parameter Store instead, and set it as an environment property.',
    severity: 'warning',
    consequence: 'security',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/AWSHowTo.secrets.env-vars.html',
      'https://docs.docker.com/compose/how-tos/use-secrets/',
    ],
    since: '0.1.0',
    needsPlatform: true,
  },
  *check(project) {
    const variables = containerVariables(project);
    // What opens the database beside the application is of no use to anyone else.
    const local = valuesOfDatabases(project, variables);
    for (const { name, value } of variables) {
      const text = literalText(value);
      if (text === undefined || local.has(text) || !isPlainCredential(name, text)) continue;
      yield {
        at: value.place,
        message: `${name} is set to a credential in plain text`,
        help: 'Store it in AWS Secrets Manager, and set its ARN in `aws:elasticbeanstalk:application:environmentsecrets`.',
      };
    }
  },
};
