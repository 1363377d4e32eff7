import { dependencyProblems } from '../../knowledge/dependencies/dependency-problems.js';
import type { OptionAt } from '../../knowledge/dependencies/option-reference.js';
import { whyIgnored } from '../../knowledge/load-balancers.js';
import type { Project } from '../../model/project.js';
import { isRefused } from '../../model/refused-value.js';
import { settingsLookup } from '../../model/settings-lookup.js';
import type { Rule } from '../rule.js';

export const dependency: Rule = {
  meta: {
    id: 'settings/dependency',
    summary: 'A setting that needs another one, or that does not go together with it',
    why: 'Some options count only beside others, and some pairs contradict each other. Where Elastic Beanstalk checks the pair it refuses the update, as with a MinSize over MaxSize or managed updates without a time for them; elsewhere the update succeeds, and the setting does nothing.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environment-platform-update-managed.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-alb-shared.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/troubleshooting-configuration.html',
    ],
    since: '0.1.0',
    claimsAbsence: true,
  },
  *check(project) {
    const { settings } = project;
    for (const { at, severity, message, other } of dependencyProblems(settingsLookup(settings))) {
      const setting = settings.effective(at.namespace, at.option);
      const otherSetting = other && settings.effective(other.namespace, other.option);
      // Of these, load-balancer/option-ignored speaks.
      if (!setting || isIgnored(project, at)) continue;
      // Of a value that is refused, settings/invalid-value speaks.
      if (otherSetting && isRefused(otherSetting, project)) continue;
      yield {
        at: setting.value.place,
        message,
        ...(otherSetting && {
          related: [
            {
              at: otherSetting.value.place,
              note: `${otherSetting.option.value} is set here`,
            },
          ],
        }),
        ...(severity === 'warning' && { severity }),
      };
    }
  },
};

const isIgnored = ({ environment }: Project, { namespace, option }: OptionAt): boolean =>
  environment.loadBalancer !== undefined &&
  whyIgnored(environment.loadBalancer, namespace, option) !== undefined;
