import type { Word } from '../../parse/shell/word.js';
import { lookUp } from '../../util/collections.js';
import type { InstanceScript } from '../execution/instance-script.js';
import { type ProgramRun, programRuns } from '../execution/program-runs.js';

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

/**
 * Keys of `get-config container` on Amazon Linux 1. Later platforms keep the constants of the platform under
 * `get-config platformconfig`, with other names, and have no counterpart of the rest.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/custom-platforms-scripts.html
 */
const KEYS: Readonly<Record<string, RetiredConfigKey>> = {
  app_deploy_dir: { successor: 'AppDeployDir' },
  app_staging_dir: { successor: 'AppStagingDir' },
  app_user: { successor: 'AppUser' },
  app_asset_dir: {},
  app_base_dir: {},
  app_log_dir: {},
  app_pid_dir: {},
  script_dir: {},
  source_bundle: {},
  support_dir: {},
  support_files_dir: {},
};

/** What became of a key. */
interface RetiredConfigKey {
  /** The key of `get-config platformconfig`. */
  readonly successor?: string;
}

const retiredConfigKey = (key: string): RetiredConfigKey | undefined => lookUp(KEYS, key);

/** A fast check before a script is parsed. */
const mayNameConfigKey = (text: string): boolean => /get-config\s+container/.test(text);
