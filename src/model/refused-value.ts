import { meantNamespace, meantOption } from '../knowledge/catalogue/find-meant.js';
import type { OptionInfo } from '../knowledge/catalogue/find-option.js';
import { suggestedValue, type SuggestedValue } from '../knowledge/option-value/suggested-value.js';
import type { ValueContext } from '../knowledge/option-value/value-context.js';
import { valueProblem } from '../knowledge/option-value/value-problem.js';
import { decidingSettings } from './deciding-settings.js';
import { isCheckedElsewhere } from './is-checked-elsewhere.js';
import type { Project } from './project.js';
import { refusedPart, type RefusedPart } from './refused-part.js';
import type { EffectiveSetting } from './settings.js';
import { valueContext } from './settings-lookup.js';

/** A value that its option does not take. */
export interface RefusedValue {
  readonly setting: EffectiveSetting;
  readonly option: OptionInfo;
  readonly part: RefusedPart;
  /** What is allowed: a clause that begins with "must". */
  readonly problem: string;
  /** The other settings because of which it is not allowed. */
  readonly deciding: readonly EffectiveSetting[];
  readonly suggested: SuggestedValue | undefined;
}

/** The values that count and that Elastic Beanstalk refuses, except those that rules of their own speak of. */
export function* refusedValues(project: Project): Iterable<RefusedValue> {
  const context = valueContext(project);
  for (const setting of project.settings.effectiveSettings()) {
    const refusal = refusalOf(setting, context);
    if (!refusal) continue;
    const { option, problem } = refusal;
    const part = refusedPart(option, setting, context);
    const suggested = part.isReplaceable ? suggestedValue(option, part.text, context) : undefined;
    const deciding = decidingSettings(option, setting, project);
    yield { setting, option, part, problem, deciding, suggested };
  }
}

/** Whether Elastic Beanstalk refuses a value by itself: what it would mean to other settings does not matter then. */
export const isRefused = (setting: EffectiveSetting, project: Project): boolean =>
  refusalOf(setting, valueContext(project)) !== undefined;

function refusalOf(
  setting: EffectiveSetting,
  context: ValueContext,
): Pick<RefusedValue, 'option' | 'problem'> | undefined {
  if (setting.value.kind !== 'literal' || isCheckedElsewhere(setting)) return undefined;
  const namespace = meantNamespace(setting.namespace.value);
  const option = namespace && meantOption(namespace, setting.option.value);
  const problem = option && valueProblem(option, setting.value.text, context);
  return problem === undefined ? undefined : { option: option!, problem };
}
