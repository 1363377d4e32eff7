import { repeatsRootLocation, requiredName } from '../../model/nginx/required-name.js';
import { SERVER_FOLDER } from '../../model/nginx/suitable-folder.js';
import type { Platform } from '../../model/platform/platform.js';
import type { NginxDirective } from '../../parse/nginx/nginx.js';

/** Where directives become a part of Elastic Beanstalk's server, as a help text names it. */
export function fileForServer(directives: readonly NginxDirective[], { language }: Platform): string {
  const name = requiredName(directives, 'server', language);
  if (name !== undefined) return `\`${SERVER_FOLDER}/${name}\``;
  const rest = repeatsRootLocation(directives, language) ? ', without its `location /`' : '';
  return `a file in \`${SERVER_FOLDER}\`${rest}`;
}
