import type { OptionInfo } from '../knowledge/catalogue/find-option.js';
import { decidingOptions } from '../knowledge/option-value/limits-of.js';
import { expectedValue } from '../knowledge/option-value/expected-value.js';
import type { Project } from './project.js';
import type { EffectiveSetting } from './settings.js';
import { valueContext } from './settings-lookup.js';

/** The other settings because of which an option does not accept a value; none where it never accepts it. */
export function decidingSettings(
  option: OptionInfo,
  { value }: EffectiveSetting,
  project: Pick<Project, 'settings' | 'platform'>,
): EffectiveSetting[] {
  const context = valueContext(project);
  const { language, generation } = context;
  if (expectedValue(option, value.text, { language, generation }) !== undefined) return [];
  return decidingOptions(option, context).flatMap(
    ([namespace, name]) => project.settings.effective(namespace, name) ?? [],
  );
}
