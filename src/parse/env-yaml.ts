import type { SourceFile } from '../source/index.js';
import { child } from './yaml/node.js';
import { parseYaml } from './yaml/yaml.js';

/**
 * Whether an environment manifest has option settings.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environment-cfg-manifest.html
 */
export const hasOptionSettings = (file: SourceFile): boolean =>
  child(parseYaml(file).root, 'OptionSettings') !== undefined;
