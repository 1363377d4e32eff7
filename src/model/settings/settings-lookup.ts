import type { SettingsLookup } from '../../catalogue/dependencies/option-reference.js';
import type { ValueContext } from '../../catalogue/values/value-context.js';
import { literalText } from '../../source/index.js';
import type { Project } from '../project.js';
import type { Settings } from './settings.js';

/** The effective settings as the tables of dependencies ask for them. */
export const settingsLookup = (settings: Settings): SettingsLookup => ({
  namespaces: settings.namespaces(),
  get: ({ namespace, option }) => {
    const setting = settings.effective(namespace, option);
    return setting && { text: literalText(setting.value) };
  },
});

/** What other settings and the platform say about a value. A platform that is only guessed is silent. */
export const valueContext = ({
  settings,
  platform,
}: Pick<Project, 'settings' | 'platform'>): ValueContext => ({
  textOf: (namespace, option) => literalText(settings.effective(namespace, option)?.value),
  ...(platform.name !== undefined && { language: platform.language, generation: platform.generation }),
});
