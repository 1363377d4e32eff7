import type { ConfigFile } from '../parse/config-file.js';
import type { Misshapen } from '../parse/misshapen-value.js';
import { entriesOf } from '../parse/node.js';
import { misshapenSettings } from '../parse/settings-shape.js';

/** What stands in the `option_settings` of a file in the wrong form or on the wrong level. */
export const misshapenSettingsOf = ({ root }: ConfigFile): Misshapen[] =>
  entriesOf(root).flatMap(({ key, value }) =>
    key.text === 'option_settings' ? misshapenSettings(value) : [],
  );
