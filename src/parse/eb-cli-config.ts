import type { SourceFile, Value } from '../source/index.js';
import { child } from './yaml/node.js';
import { valueAt } from './yaml/value.js';
import { parseYaml } from './yaml/yaml.js';

/**
 * What the EB CLI's `.elasticbeanstalk/config.yml` (or `config.global.yml`) says; undefined for what it leaves out or
 * sets to null.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/eb-cli3-configuration.html
 */
export interface EbCliConfig {
  /** The name of a platform in any form that the EB CLI takes. */
  readonly defaultPlatform: Value | undefined;
  /** What `eb deploy` uploads in the place of the project. */
  readonly artifact: Value | undefined;
  /** Where `eb create` makes environments. */
  readonly defaultRegion: Value | undefined;
  /** The custom platform that is made here; only in a workspace of type `Platform`. */
  readonly platformName: Value | undefined;
  /** `Application` or `Platform`. */
  readonly workspaceType: Value | undefined;
}

/** Reads an EB CLI configuration. Never throws; of a broken file nothing is known. */
export function parseEbCliConfig(source: SourceFile): EbCliConfig {
  const { root } = parseYaml(source);
  const global = child(root, 'global');
  return {
    artifact: valueAt(child(root, 'deploy'), 'artifact'),
    defaultPlatform: valueAt(global, 'default_platform'),
    defaultRegion: valueAt(global, 'default_region'),
    platformName: valueAt(global, 'platform_name'),
    workspaceType: valueAt(global, 'workspace_type'),
  };
}
