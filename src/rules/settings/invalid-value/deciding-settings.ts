import type { OptionInfo } from '../../../catalogue/find-option.js';
import { decidingOptions } from '../../../catalogue/values/limits-of.js';
import { expectedValue } from '../../../catalogue/values/expected-value.js';
import type { Project } from '../../../model/project.js';
import { settings, type EffectiveSetting } from '../../../model/settings/settings.js';
import { valueContext } from '../../../model/platform/settings-lookup.js';

/** The other settings because of which an option does not accept a value; none where it never accepts it. */
export function decidingSettings(
  option: OptionInfo,
  { value }: EffectiveSetting,
  project: Project,
): EffectiveSetting[] {
  const context = valueContext(project);
  const { language, generation } = context;
  if (expectedValue(option, value.text, { language, generation }) !== undefined) return [];
  return decidingOptions(option, context).flatMap(
    ([namespace, name]) => settings(project).effective(namespace, name) ?? [],
  );
}
