import {
  mayNameConfigKey,
  retiredConfigKey,
  type RetiredConfigKey,
} from '../../knowledge/platform/retired-config-keys.js';
import type { Word } from '../../parse/shell/word.js';
import type { InstanceScript } from '../execution/instance-script.js';
import { programRuns, type ProgramRun } from '../execution/program-runs.js';

/** A key of `get-config container` that only Amazon Linux 1 had, where a script asks for it. */
export interface ConfigKeyUse extends RetiredConfigKey {
  /** The word `container`. */
  readonly command: Word;
  readonly key: Word;
}

/** All but those that the script asks for under the name of today as well. */
export const retiredKeysIn = (script: InstanceScript): ConfigKeyUse[] =>
  mayNameConfigKey(script.text)
    ? programRuns(script)
        .flatMap(usesIn)
        .filter(({ successor }) => successor === undefined || !script.text.includes(successor))
    : [];

function usesIn({ program, args: [command, flag, key], isConditional }: ProgramRun): ConfigKeyUse[] {
  if (program.text !== 'get-config' || command?.text !== 'container' || isConditional) return [];
  if (!key || (flag?.text !== '-k' && flag?.text !== '--key')) return [];
  const retired = retiredConfigKey(key.text);
  return retired ? [{ command, key, ...retired }] : [];
}
