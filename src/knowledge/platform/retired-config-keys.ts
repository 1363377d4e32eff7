import { lookUp } from '../../util/look-up.js';

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
export interface RetiredConfigKey {
  /** The key of `get-config platformconfig`. */
  readonly successor?: string;
}

export const retiredConfigKey = (key: string): RetiredConfigKey | undefined => lookUp(KEYS, key);

/** A fast check before a script is parsed. */
export const mayNameConfigKey = (text: string): boolean => /get-config\s+container/.test(text);
