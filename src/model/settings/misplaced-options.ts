import { findNamespace } from '../../catalogue/find-namespace.js';
import { findOption } from '../../catalogue/find-option.js';
import { ownerOfDistinctive, takesAnyName } from '../../knowledge/settings/distinctive-options.js';
import { expectedValue } from '../../catalogue/values/expected-value.js';
import { trimmedText } from '../../source/index.js';
import type { EffectiveSetting, Settings } from './settings.js';

/** An option in a namespace where Elastic Beanstalk does not read it. */
export interface MisplacedOption {
  readonly setting: EffectiveSetting;
  /** The namespace that the option belongs to, as the catalogue lists it. */
  readonly owner: string;
  /** It is an item of a list that names no namespace. */
  readonly lacksNamespace: boolean;
}

/**
 * Options with names that hardly mean anything else, in namespaces that accept any name. Those whose values do not fit the
 * option, and those that are also set where they belong, may be variables of the application.
 */
export const misplacedOptions = (settings: Settings): MisplacedOption[] =>
  [...settings.effectiveSettings()].flatMap((setting) => {
    const { namespace, option } = setting;
    const owner = takesAnyName(namespace.value) ? ownerOfDistinctive(option.value) : undefined;
    if (owner === undefined || !fitsOption(owner, setting)) return [];
    if (isSetIn(owner, option.value, settings)) return [];
    const { start, end } = namespace.place.span;
    return [{ setting, owner, lacksNamespace: start === end }];
  });

function fitsOption(owner: string, { option, value }: EffectiveSetting): boolean {
  const known = findOption(owner.replace('PORT', '443'), option.value);
  const text = trimmedText(value);
  return known !== undefined && !!text && expectedValue(known, text) === undefined;
}

const isSetIn = (owner: string, option: string, settings: Settings): boolean =>
  settings
    .namespaces()
    .some(
      (name) => findNamespace(name)?.listedAs === owner && settings.effective(name, option) !== undefined,
    );
