import type { SourceFile, Value } from '../source/index.js';
import { child } from './yaml/node.js';
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
