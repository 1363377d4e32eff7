import type { Rule } from '../rule.js';
import { isOneOf, settingOrEnvironment, unmet } from '../support/controls.js';

export const noLogStreaming: Rule = {
  meta: {
    summary: 'Logs are not streamed to CloudWatch Logs',
    why: 'Logs are only on the instances, and are gone with an instance that is replaced.',
    consequence: 'hygiene',
    preset: 'controls',
    controls: ['ElasticBeanstalk.3', 'CT.ELASTICBEANSTALK.PR.3'],
    references: [
      'guide:AWSHowTo.cloudwatchlogs',
      'aws:securityhub/latest/userguide/elasticbeanstalk-controls',
      'aws:controltower/latest/controlreference/ebs-rules',
    ],
  },
  needs: settingOrEnvironment('aws:elasticbeanstalk:cloudwatch:logs', 'StreamLogs'),
  check: (project) =>
    unmet(
      {
        namespace: 'aws:elasticbeanstalk:cloudwatch:logs',
        option: 'StreamLogs',
        isMet: isOneOf('true'),
        message: 'Logs are not streamed to CloudWatch Logs',
        missing: 'Logs are not streamed to CloudWatch Logs, which is the default',
        help: 'Set `StreamLogs` of `aws:elasticbeanstalk:cloudwatch:logs` to `true`.',
      },
      project,
    ),
};
