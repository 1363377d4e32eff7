import { writesNginxFile } from '../../knowledge/nginx/default-files.js';
import { oncePer } from '../../util/memo.js';
import { platform } from '../platform/find-platform.js';
import type { Project } from '../project.js';
import type { ProxyFile } from './proxy-file.js';
import { proxyFiles } from './proxy-files.js';

/**
 * Whether Elastic Beanstalk puts a file of that name there when it starts the proxy, its own or one of the bundle, whatever
 * was written before.
 */
export function isReplaced({ program, path }: ProxyFile, project: Project): boolean {
  return (
    (program === 'nginx' ? writesNginxFile(path, platform(project).language) : path === 'conf/httpd.conf') ||
    bundledFiles(proxyFiles(project)).has(`${program}/${path}`)
  );
}

/** Those of `.platform`. */
const bundledFiles = oncePer(
  (files: readonly ProxyFile[]): ReadonlySet<string> =>
    new Set(
      files.flatMap(({ origin, program, path }) => (origin === 'platform' ? [`${program}/${path}`] : [])),
    ),
);
