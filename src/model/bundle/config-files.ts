import { parseConfigFile, type ConfigFile } from '../../parse/config-file/config-file.js';
import { compareBytes } from '../../util/compare-bytes.js';
import { fact } from '../fact.js';
import { isConfigFile } from './config-file-name.js';
import { deployedFiles } from './deployed-files.js';
import { isMacosJunk } from './macos-junk.js';

/** The `.config` files in the order in which Elastic Beanstalk reads them. */
export const configFiles = fact('configFiles', (project): readonly ConfigFile[] =>
  deployedFiles(project)
    .files.flatMap((file) =>
      'source' in file && isConfigFile(file.name) && !isMacosJunk(file) ? [file.source] : [],
    )
    .sort((a, b) => compareBytes(a.name, b.name))
    .map(parseConfigFile),
);
