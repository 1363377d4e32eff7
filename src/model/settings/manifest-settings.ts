import { readOptionSettings, type Setting } from '../../parse/config-file/option-settings.js';
import { child } from '../../parse/yaml/node.js';
import { parseYaml } from '../../parse/yaml/yaml.js';
import { oncePer } from '../../util/once-per.js';
import type { ProjectFiles } from '../project.js';

/**
 * The option settings of `env.yaml`, which only count when the environment is created.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environment-cfg-manifest.html
 */
export const manifestSettings = oncePer(({ files }: ProjectFiles): readonly Setting[] =>
  files.flatMap((file) => {
    if (file.name !== 'env.yaml' || !('source' in file)) return [];
    const { root } = parseYaml(file.source);
    const settings = child(root, 'OptionSettings');
    return settings ? readOptionSettings(settings) : [];
  }),
);
