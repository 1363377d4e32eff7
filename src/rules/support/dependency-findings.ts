import { type DependencyKind, dependencyProblems } from '../../catalogue/dependencies/dependency-problems.js';
import { environment, ignoresOption } from '../../model/load-balancer/environment.js';
import { settingsLookup } from '../../model/platform/settings-lookup.js';
import type { Project } from '../../model/project.js';
import { settings } from '../../model/settings/settings.js';
import { shorten } from '../../util/text.js';
import type { Finding } from '../rule.js';
import { fixOf } from './fix-of.js';
import { replaceValue } from './replace-value.js';

/** The settings of a project that do not fit together, at the value of one with the other one beside it. */
export function* dependencyFindings(kind: DependencyKind, project: Project): Generator<Finding> {
  for (const problem of dependencyProblems(kind, settingsLookup(settings(project)))) {
    const { at, isRefused, message, help, other, raiseTo } = problem;
    const setting = settings(project).effective(at.namespace, at.option);
    // An option that the load balancer does not read depends on nothing.
    if (!setting || ignoresOption(environment(project), at.namespace, at.option)) continue;
    const otherSetting = other && settings(project).effective(other.namespace, other.option);
    yield {
      at: setting.value.place,
      message,
      help,
      ...(otherSetting && {
        related: [{ at: otherSetting.value.place, note: `${otherSetting.option.value} is set here` }],
      }),
      ...(otherSetting &&
        raiseTo !== undefined &&
        fixOf(
          'unsafe',
          `Raise ${otherSetting.option.value} to ${raiseTo}`,
          replaceValue(otherSetting, raiseTo),
        )),
      ...(!isRefused && { warnsBecause: 'milder' as const }),
    };
  }
}

/** The statement that a requirement, as it is written, is too old for the versions of Python that a project may get. */
export const withoutWheel = (requirement: string, python: string): string =>
  `${shorten(requirement)} has no wheel for Python ${python} or later`;
