import type { OptionInfo } from '../../../catalogue/find-option.js';
import type { ValueContext } from '../../../catalogue/values/value-context.js';
import { expectedValue } from '../../../catalogue/values/expected-value.js';
import type { Place } from '../../../source/index.js';
import { placeOfWritten } from '../../../parse/tree/place-of-written.js';
import { itemsOfSetting, type Setting } from '../../../model/settings/settings.js';

/** The part of a value that an option does not accept: one item of a list, or all of it. */
export interface RefusedPart {
  /** As Elastic Beanstalk gets it. */
  readonly text: string;
  /** As the file has it: `22:22` where YAML reads 1342. */
  readonly written: string;
  /** Without quotes; of a YAML list that is refused as a whole, all of it. */
  readonly place: Place;
  readonly isItem: boolean;
  /** A fix can replace it. */
  readonly isReplaceable: boolean;
}

/** The part of a literal value because of which an option refuses it. */
export function refusedPart(option: OptionInfo, setting: Setting, context: ValueContext): RefusedPart {
  const { node, value } = setting;
  const item =
    option.type === 'list' &&
    itemsOfSetting(setting).find(({ text }) => expectedValue(option, text, context) !== undefined);
  if (item) {
    const { text, place } = item;
    return { text, written: text, place, isItem: true, isReplaceable: true };
  }
  const { text, place } = value;
  const whole = { text, written: text, place, isItem: false, isReplaceable: false };
  if (node.kind !== 'scalar' || node.written === '') return whole;
  return { ...whole, written: node.written, place: placeOfWritten(node), isReplaceable: true };
}
