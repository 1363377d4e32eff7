import type { Rule } from '../rule.js';
import { isOneOf, settingOrEnvironment, unmet } from '../support/controls.js';

export const basicHealthReporting: Rule = {
  meta: {
    summary: 'An environment has basic health reporting',
    why: 'Basic health reporting only tells what the load balancer sees. Enhanced health reporting also tells why: requests that fail, processor and memory, and deployments that did not end. Some features, such as rolling deployments that wait for health, need it.',
    consequence: 'hygiene',
    preset: 'controls',
    controls: ['ElasticBeanstalk.1', 'CT.ELASTICBEANSTALK.PR.1'],
    references: [
      'guide:health-enhanced',
      'aws:securityhub/latest/userguide/elasticbeanstalk-controls',
      'aws:controltower/latest/controlreference/ebs-rules',
    ],
  },
  needs: settingOrEnvironment('aws:elasticbeanstalk:healthreporting:system', 'SystemType'),
  check: (project) =>
    unmet(
      {
        namespace: 'aws:elasticbeanstalk:healthreporting:system',
        option: 'SystemType',
        isMet: isOneOf('enhanced'),
        message: 'Health reporting is basic',
        missing: 'The environment has basic health reporting, which is the default',
        help: 'Set `SystemType` of `aws:elasticbeanstalk:healthreporting:system` to `enhanced`.',
      },
      project,
    ),
};
