import { writesNginxFile } from '../../../knowledge/nginx/default-files.js';
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
    project.proxyFiles.some(
      (other) => other.origin === 'platform' && other.program === program && other.path === path,
    )
  );
}
