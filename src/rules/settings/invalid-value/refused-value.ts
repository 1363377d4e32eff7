import { meantNamespace, meantOption } from '../../../catalogue/find-meant.js';
import type { OptionInfo } from '../../../catalogue/find-option.js';
import { expectedValue } from '../../../catalogue/values/expected-value.js';
import { suggestedValue, type SuggestedValue } from '../../../catalogue/values/suggested-value.js';
import type { ValueContext } from '../../../catalogue/values/value-context.js';
import { isRetired } from '../../../knowledge/platform/retired-settings.js';
import { decidingSettings } from './deciding-settings.js';
import { mayAwaitFiller } from '../../../model/bundle/may-be-filled-in.js';
import type { Project } from '../../../model/project.js';
import { refusedPart, type RefusedPart } from './refused-part.js';
import { settings, type EffectiveSetting } from '../../../model/settings/settings.js';
import { valueContext } from '../../../model/platform/settings-lookup.js';
import { deployedFiles } from '../../../model/bundle/deployed-files.js';

/** A value that its option does not accept. */
export interface RefusedValue {
  readonly setting: EffectiveSetting;
  readonly option: OptionInfo;
  readonly part: RefusedPart;
  /** What the option accepts: a noun phrase. */
  readonly expected: string;
  /** The other settings because of which it is not accepted. */
  readonly deciding: readonly EffectiveSetting[];
  readonly suggested: SuggestedValue | undefined;
}

/** The effective values that Elastic Beanstalk refuses. */
export function* refusedValues(project: Project): Iterable<RefusedValue> {
  const context = valueContext(project);
  for (const setting of settings(project).effectiveSettings()) {
    const refusal = refusalOf(setting, context);
    if (!refusal || mayAwaitFiller(deployedFiles(project), setting.value.text.trim())) continue;
    const { option, expected } = refusal;
    const part = refusedPart(option, setting, context);
    const suggested = part.isReplaceable ? suggestedValue(option, part.text, context) : undefined;
    const deciding = decidingSettings(option, setting, project);
    yield { setting, option, part, expected, deciding, suggested };
  }
}

function refusalOf(
  setting: EffectiveSetting,
  context: ValueContext,
): Pick<RefusedValue, 'option' | 'expected'> | undefined {
  const { kind, text } = setting.value;
  const namespace = meantNamespace(setting.namespace.value);
  const option = namespace && meantOption(namespace, setting.option.value);
  // What existed only on Amazon Linux 1 is refused by its name, whatever its value.
  if (kind !== 'literal' || !option || isRetired(namespace.name, option.name)) return undefined;
  const expected = expectedValue(option, text, context);
  return expected === undefined ? undefined : { option, expected };
}
