import type { Project } from '../../model/project.js';
import { settings } from '../../model/settings/settings.js';
import { literalText } from '../../source/index.js';
import type { Rule } from '../rule.js';
import { isOneOf, settingOrEnvironment, unmet } from '../support/controls.js';

export const allAtOnceDeployment: Rule = {
  meta: {
    summary: 'A deployment to several instances replaces the application on all of them at once',
    why: 'With `AllAtOnce`, every instance is out of service for a short time at each deployment, in all availability zones, and a version that does not start leaves none that works.',
    consequence: 'hygiene',
    preset: 'controls',
    controls: ['EBL001', 'EBL019'],
    references: ['guide:using-features.rolling-version-deploy', 'guide:command-options-general'],
  },
  needs: settingOrEnvironment('aws:elasticbeanstalk:command', 'DeploymentPolicy'),
  *check(project) {
    if (numberOf('MaxSize', project) > 1)
      yield* unmet(
        {
          namespace: 'aws:elasticbeanstalk:command',
          option: 'DeploymentPolicy',
          isMet: (value) => !isOneOf('allatonce')(value),
          message: 'A deployment takes all instances out of service at once',
          missing: 'A deployment takes all instances out of service at once, which is the default',
          help: 'Set `DeploymentPolicy` of `aws:elasticbeanstalk:command` to `RollingWithAdditionalBatch`.',
        },
        project,
      );
  },
};

const numberOf = (option: string, project: Project): number =>
  Number(literalText(settings(project).effective('aws:autoscaling:asg', option)?.value) ?? NaN);
