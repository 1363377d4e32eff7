import type { SourceFile, Value } from '../source/index.js';
import { oncePer } from '../util/memo.js';
import type { DataFile } from './data-file.js';
import { child, entry, type MapEntry, scalar, type ScalarNode } from './yaml/node.js';
import { valueAt } from './yaml/value.js';
import { parseYaml } from './yaml/yaml.js';

/**
 * What an environment manifest (`env.yaml`) says. Nothing here throws; of a broken file nothing is known.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environment-cfg-manifest.html
 */

/** The platform that it asks for. */
export function parseManifestPlatform(source: SourceFile): Value | undefined {
  const { root } = parseYaml(source);
  return valueAt(child(root, 'Platform'), 'PlatformArn') ?? valueAt(root, 'SolutionStack');
}

/** The tier that it asks for: `Worker` or `WebServer`. */
export const parseManifestTier = (source: SourceFile): Value | undefined =>
  valueAt(child(parseYaml(source).root, 'EnvironmentTier'), 'Name');

/** Whether it has option settings. */
export const hasOptionSettings = (source: SourceFile): boolean =>
  child(parseYaml(source).root, 'OptionSettings') !== undefined;

/** The whole manifest. */
export interface EnvironmentManifest {
  /** In the order of the text. */
  readonly keys: readonly ScalarNode[];
  readonly version: ScalarNode | undefined;
  readonly name: ScalarNode | undefined;
  readonly optionSettings: MapEntry | undefined;
  readonly tierName: ScalarNode | undefined;
  readonly tierType: ScalarNode | undefined;
}

/** Undefined where it is no map. */
export const parseEnvironmentManifest = oncePer(({ root }: DataFile): EnvironmentManifest | undefined => {
  if (root?.kind !== 'map') return undefined;
  const tier = child(root, 'EnvironmentTier');
  return {
    keys: root.entries.map(({ key }) => key),
    version: entry(root, 'AWSConfigurationTemplateVersion')?.key,
    name: scalar(root, 'EnvironmentName'),
    optionSettings: entry(root, 'OptionSettings'),
    tierName: scalar(tier, 'Name'),
    tierType: scalar(tier, 'Type'),
  };
});
