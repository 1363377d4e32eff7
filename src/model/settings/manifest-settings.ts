import { readOptionSettings, type Setting } from '../../parse/config-file/option-settings.js';
import { child } from '../../parse/yaml/node.js';
import { parseYaml } from '../../parse/yaml/yaml.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { fact } from '../fact.js';

/**
 * The option settings of `env.yaml`, which only apply when the environment is created.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environment-cfg-manifest.html
 */
export const manifestSettings = fact('manifestSettings', (project): readonly Setting[] =>
  deployedFiles(project).files.flatMap((file) => {
    if (file.name !== 'env.yaml' || !('source' in file)) return [];
    const { root } = parseYaml(file.source);
    const settings = child(root, 'OptionSettings');
    return settings ? readOptionSettings(settings) : [];
  }),
);
