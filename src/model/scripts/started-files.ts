import type { SourceFile } from '../../source/index.js';
import { baseName, folderOf } from '../../util/paths.js';
import { isConfigFile } from '../bundle/config-file-name.js';
import { procfile } from '../platform/procfile.js';
import type { Project } from '../project.js';
import { scriptsNaming } from './named-files.js';
import { scripts } from './scripts.js';

/**
 * Whether something reads what a file in a folder of configuration says: Elastic Beanstalk itself, a shell that runs it, or a
 * script that names it or its folder. A configuration of supervisord that nothing starts is dead.
 */
export function isStarted(file: SourceFile, project: Project): boolean {
  if (!/^\.(?:ebextensions|platform)\//.test(file.name) || isConfigFile(file.name) || PROXY.test(file.name))
    return true;
  const all = scripts(project);
  const folder = baseName(folderOf(file.name).replace(/\/$/, ''));
  return (
    all.some(({ name }) => name.place.file === file) ||
    scriptsNaming(all).mayName(file.name) ||
    (!/^\.(?:ebextensions|platform)$/.test(folder) && scriptsNaming(all).mayName(folder)) ||
    procfile(project)?.file.text.includes(baseName(file.name)) === true
  );
}

const PROXY = /^\.(?:ebextensions|platform)\/(?:nginx|httpd)\//;
