import { dependencyProblems, type DependencyKind } from '../../catalogue/dependencies/dependency-problems.js';
import type { OptionAt } from '../../catalogue/dependencies/option-reference.js';
import { whyIgnored } from '../../knowledge/load-balancing/load-balancers.js';
import type { Project } from '../../model/project.js';
import { settingsLookup } from '../../model/settings/settings-lookup.js';
import type { Finding } from '../rule.js';

/** The settings of a project that do not fit together, at the value of one with the other one beside it. */
export function* dependencyFindings(kind: DependencyKind, project: Project): Generator<Finding> {
  const { settings } = project;
  for (const problem of dependencyProblems(kind, settingsLookup(settings))) {
    const { at, severity, message, help, other } = problem;
    const setting = settings.effective(at.namespace, at.option);
    if (!setting || isIgnored(project, at)) continue;
    const otherSetting = other && settings.effective(other.namespace, other.option);
    yield {
      at: setting.value.place,
      message,
      help,
      ...(otherSetting && {
        related: [{ at: otherSetting.value.place, note: `${otherSetting.option.value} is set here` }],
      }),
      ...(severity === 'warning' && { severity }),
    };
  }
}

/** An option that the load balancer does not read depends on nothing. */
const isIgnored = ({ environment }: Project, { namespace, option }: OptionAt): boolean =>
  environment.loadBalancer !== undefined &&
  whyIgnored(environment.loadBalancer, namespace, option) !== undefined;
