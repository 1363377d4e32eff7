import type { SettingsLookup } from '../../catalogue/dependencies/option-reference.js';
import type { ValueContext } from '../../catalogue/values/limits-of.js';
import { literalText } from '../../source/index.js';
import type { Project } from '../project.js';
import { type Settings, settings } from '../settings/settings.js';
import { platform } from './find-platform.js';

/** The effective settings as the tables of dependencies ask for them. */
export const settingsLookup = (settings: Settings): SettingsLookup => ({
  namespaces: settings.namespaces(),
  get: ({ namespace, option }) => {
    const setting = settings.effective(namespace, option);
    return setting && { text: literalText(setting.value) };
  },
});

/** What other settings and the platform say about a value. A platform that is only guessed is silent. */
export const valueContext = (project: Project): ValueContext => ({
  textOf: (namespace, option) => literalText(settings(project).effective(namespace, option)?.value),
  ...(platform(project).name !== undefined && {
    language: platform(project).language,
    generation: platform(project).generation,
  }),
});
