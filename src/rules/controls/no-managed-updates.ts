import type { Rule } from '../rule.js';
import { isOneOf, settingOrEnvironment, unmet } from '../support/controls.js';

export const noManagedUpdates: Rule = {
  meta: {
    summary: 'Managed platform updates are off',
    why: 'Without managed updates, an environment keeps its version of the platform, with all its known vulnerabilities, until somebody updates it.',
    consequence: 'security',
    preset: 'controls',
    controls: ['ElasticBeanstalk.2', 'CT.ELASTICBEANSTALK.PR.2', 'EBL017'],
    references: [
      'guide:environment-platform-update-managed',
      'aws:securityhub/latest/userguide/elasticbeanstalk-controls',
      'aws:controltower/latest/controlreference/ebs-rules',
    ],
  },
  needs: settingOrEnvironment('aws:elasticbeanstalk:managedactions', 'ManagedActionsEnabled'),
  check: (project) =>
    unmet(
      {
        namespace: 'aws:elasticbeanstalk:managedactions',
        option: 'ManagedActionsEnabled',
        isMet: isOneOf('true'),
        message: 'Managed platform updates are off',
        missing: 'Managed platform updates are off, which is the default',
        help: 'Set `ManagedActionsEnabled` of `aws:elasticbeanstalk:managedactions` to `true`, with a `PreferredStartTime`, and `UpdateLevel` of `aws:elasticbeanstalk:managedactions:platformupdate` to `minor`.',
      },
      project,
    ),
};
