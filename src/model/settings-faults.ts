import type { ConfigFile } from '../parse/config-file.js';
import { entriesOf } from '../parse/node.js';
import type { SettingsFault } from '../parse/settings-fault.js';
import { settingsFaults } from '../parse/settings-shape.js';
import { oncePer } from '../source/index.js';

export type { SettingsFault };

/** What has the wrong form, or is on the wrong level, in the `option_settings` of a file. */
export const settingsFaultsOf = oncePer(({ root }: ConfigFile): readonly SettingsFault[] =>
  entriesOf(root).flatMap(({ key, value }) => (key.text === 'option_settings' ? settingsFaults(value) : [])),
);
