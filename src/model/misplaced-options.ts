import { findNamespace } from '../knowledge/catalogue/find-namespace.js';
import { findOption } from '../knowledge/catalogue/find-option.js';
import { homeOfDistinctive, takesAnyName } from '../knowledge/distinctive-options.js';
import { valueProblem } from '../knowledge/option-value/value-problem.js';
import { literalText } from '../source/index.js';
import type { EffectiveSetting, Settings } from './settings.js';

/** An option of Elastic Beanstalk where nothing of it reads the option. */
export interface MisplacedOption {
  readonly setting: EffectiveSetting;
  /** The namespace that the option belongs to, as the catalogue lists it. */
  readonly home: string;
}

/**
 * Options with names that hardly mean anything else, in namespaces that take any name. Those whose values do not fit the
 * option, and those that are set where they belong as well, may be meant to stand there.
 */
export const misplacedOptions = (settings: Settings): MisplacedOption[] =>
  [...settings.effectiveSettings()].flatMap((setting) => {
    const { namespace, option } = setting;
    const home = takesAnyName(namespace.value) ? homeOfDistinctive(option.value) : undefined;
    if (home === undefined || !fitsOption(home, setting)) return [];
    return isSetIn(home, option.value, settings) ? [] : [{ setting, home }];
  });

function fitsOption(home: string, { option, value }: EffectiveSetting): boolean {
  const known = findOption(home.replace('PORT', '443'), option.value);
  const text = literalText(value)?.trim();
  return known !== undefined && !!text && valueProblem(known, text) === undefined;
}

const isSetIn = (home: string, option: string, settings: Settings): boolean =>
  settings
    .namespaces()
    .some((name) => findNamespace(name)?.listedAs === home && settings.effective(name, option) !== undefined);
