import { writesNginxFile } from '../../../knowledge/nginx/default-files.js';
import { oncePer } from '../../../util/once-per.js';
import type { Platform } from '../../platform/platform.js';
import type { ProxyFile } from './proxy-files.js';

/**
 * Whether Elastic Beanstalk puts a file of that name there when it starts the proxy, its own or one of the bundle, whatever
 * was written before.
 */
export function isReplaced(
  { program, path }: ProxyFile,
  project: { readonly platform: Platform; readonly proxyFiles: readonly ProxyFile[] },
): boolean {
  return (
    (program === 'nginx' ? writesNginxFile(path, project.platform.language) : path === 'conf/httpd.conf') ||
    bundledFiles(project.proxyFiles).has(`${program}/${path}`)
  );
}

/** Those of `.platform`. */
const bundledFiles = oncePer(
  (files: readonly ProxyFile[]): ReadonlySet<string> =>
    new Set(
      files.flatMap(({ origin, program, path }) => (origin === 'platform' ? [`${program}/${path}`] : [])),
    ),
);
