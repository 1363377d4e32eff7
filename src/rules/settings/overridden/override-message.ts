import { isSecretName } from '../../../knowledge/secrets/secret-names.js';
import { mayBeShown } from '../../../model/settings/may-be-shown.js';
import type { Setting } from '../../../model/settings/settings.js';
import type { LostSetting } from './lost-settings.js';

export function overrideMessage({ winner, loser }: LostSetting): string {
  const name = loser.option.value;
  if (winner.layer === 'environment') return `${name} is set twice, to different values`;
  return [loser, winner].every(isHarmless)
    ? `${name} is ${shown(loser)} here, but a later setting makes it ${shown(winner)}`
    : `${name} is overridden by a later setting with another value`;
}

/** The value is not needed to see the mistake, so more is left out than in a message about the value. */
const isHarmless = (setting: Setting): boolean =>
  mayBeShown(setting) && !isSecretName(setting.option.value) && !HOLDS_COMMAND.test(setting.option.value);

/** Options such as `NodeCommand` and `JVM Options` take whatever the program takes. */
const HOLDS_COMMAND = /command|options/i;

const shown = ({ value }: Setting): string => value.text.trim() || 'empty';
