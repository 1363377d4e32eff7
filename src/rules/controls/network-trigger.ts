import type { Project } from '../../model/project.js';
import { settings } from '../../model/settings/settings.js';
import { literalText } from '../../source/index.js';
import type { Rule } from '../rule.js';
import { isOneOf, settingOrEnvironment, unmet } from '../support/controls.js';

export const networkTrigger: Rule = {
  meta: {
    summary: 'The number of instances follows how many bytes they send',
    why: 'The size of responses says little about the load: a group that is busy with its processors grows late, and one that serves larger files grows without need.',
    consequence: 'hygiene',
    preset: 'controls',
    controls: ['EBL014'],
    references: ['guide:environments-cfg-autoscaling-triggers'],
  },
  needs: settingOrEnvironment('aws:autoscaling:trigger', 'MeasureName'),
  *check(project) {
    if (sizeOf('MinSize', project) < sizeOf('MaxSize', project))
      yield* unmet(
        {
          namespace: 'aws:autoscaling:trigger',
          option: 'MeasureName',
          isMet: (value) => !isOneOf('networkin', 'networkout')(value),
          message: 'The number of instances follows the network traffic',
          missing: 'The number of instances follows the network traffic, which is the default',
          help: 'Set `MeasureName` of `aws:autoscaling:trigger` to `CPUUtilization`, with `Unit: Percent`, `UpperThreshold: 70` and `LowerThreshold: 30`.',
        },
        project,
      );
  },
};

const sizeOf = (option: string, project: Project): number =>
  Number(literalText(settings(project).effective('aws:autoscaling:asg', option)?.value) ?? NaN);
