import { APPLICATION_CONF } from '../../knowledge/nginx/default-files.js';
import type { NginxContext } from '../../knowledge/nginx/directives.js';
import type { Language } from '../../knowledge/platform/platforms.js';
import type { NginxDirective } from '../../parse/nginx/nginx.js';
import { baseName } from '../../util/paths.js';
import { isRootLocation } from './locations.js';

/** Whether directives have a `location /`, which a server has once. */
const hasRootLocation = (directives: readonly NginxDirective[]): boolean => directives.some(isRootLocation);

/** Only Docker has the upstream: it tells the platform where nothing else does. */
const passesToDocker = (directives: readonly NginxDirective[]): boolean =>
  directives.some(
    ({ name, args, block }) =>
      (name.text === 'proxy_pass' && args[0]?.text === 'http://docker') || passesToDocker(block ?? []),
  );

/** Whether directives are for Docker, where the `location /` of Elastic Beanstalk is in the main file. */
export const isForDocker = (directives: readonly NginxDirective[], language: Language | undefined): boolean =>
  language === 'docker' || (language === undefined && passesToDocker(directives));

/** Whether directives have a `location /` that the server block does not take beside its own, in whatever file it is. */
export const repeatsRootLocation = (
  directives: readonly NginxDirective[],
  language: Language | undefined,
): boolean => hasRootLocation(directives) && isForDocker(directives, language);

/** The name that a file with these directives needs in a folder, where its own would not do. On PHP there is no `location /`. */
export const requiredName = (
  directives: readonly NginxDirective[],
  context: NginxContext,
  language: Language | undefined,
): string | undefined =>
  context === 'server' &&
  language !== 'php' &&
  hasRootLocation(directives) &&
  !isForDocker(directives, language)
    ? baseName(APPLICATION_CONF)
    : undefined;
