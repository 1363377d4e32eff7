import type { Fact } from '../../model/fact.js';
import type { Project } from '../../model/project.js';
import { environments, type KnownEnvironment } from '../../model/settings/environments.js';
import { settings } from '../../model/settings/settings.js';
import { settingsDoubt } from '../../model/settings/settings-elsewhere.js';
import { literalText } from '../../source/index.js';
import { anyOf, option } from '../on.js';
import type { Finding } from '../rule.js';

/** What a control asks of one option. */
export interface Demand {
  readonly namespace: string;
  readonly option: string;
  /** Whether a value is what the control asks for. */
  isMet(value: string): boolean;
  /** What is wrong where it is set to another value. */
  readonly message: string;
  /** What is wrong where nothing sets it; left out where the default is what the control asks for. */
  readonly missing?: string;
  readonly help: string;
}

/** A control on an option has something to judge where one of the two is there. */
export const settingOrEnvironment = (namespace: string, name: string): Fact<readonly object[]> =>
  anyOf<object>(option(namespace, name), environments);

/** Where a project does not do what a control asks for: at a value, or at an environment all of whose settings are known. */
export function* unmet(
  { namespace, option: name, isMet, message, missing, help }: Demand,
  project: Project,
): Iterable<Finding> {
  const setting = settings(project).effective(namespace, name);
  if (!setting && missing !== undefined) {
    const [environment] = wholeEnvironments(project);
    if (environment) yield { at: environment.place, message: missing, help };
  }
  const value = literalText(setting?.value)?.trim();
  if (setting && value !== undefined && !isMet(value)) yield { at: setting.value.place, message, help };
}

/**
 * The environments of which files show every setting. The EB CLI and the console choose settings of their own for what they
 * create.
 */
export const wholeEnvironments = (project: Project): readonly KnownEnvironment[] =>
  settingsDoubt(project) ? [] : environments(project).filter(({ source }) => source !== 'command');

export const isOneOf =
  (...values: readonly string[]) =>
  (value: string): boolean =>
    values.includes(value.toLowerCase());
