import { proxyFiles, type ProxyFile } from '../../../model/proxy/proxy-files.js';
import type { Project } from '../../../model/project.js';
import { parseNginx, type NginxDirective } from '../../../parse/nginx/nginx.js';
import { fact } from '../../../model/fact.js';
import type { Finding } from '../../rule.js';
import { platform } from '../../../model/platform/find-platform.js';

/**
 * What to do with a file that only passes on the upgrade to WebSockets, for every server: the location of Elastic Beanstalk
 * does so itself, and inherits no `proxy_set_header`, so that moving the file changes nothing. Undefined for any other file.
 * https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_set_header
 */
export function idleHeadersAnswer(file: ProxyFile, project: Project): Pick<Finding, 'help'> | undefined {
  const text = file.program === 'nginx' ? file.content() : undefined;
  if (!text || platform(project).language === 'php' || hasOwnLocations(project)) return undefined;
  const { directives, problem } = parseNginx(text);
  if (problem || !directives.some(setsHeader) || !directives.every(isOfUpgrade)) return undefined;
  return {
    help: 'Delete it: the `location /` of Elastic Beanstalk passes on WebSockets, and inherits no `proxy_set_header`.',
  };
}

/** A location of the project's own may inherit what the file says. */
const hasOwnLocations = fact('hasOwnLocations', (project) =>
  proxyFiles(project).some(({ content }) => content()?.text.includes('location')),
);

const setsHeader = ({ name }: NginxDirective): boolean => name.text === 'proxy_set_header';

const isOfUpgrade = ({ name, args }: NginxDirective): boolean =>
  name.text === 'proxy_http_version' ||
  (name.text === 'proxy_set_header' && /^(?:connection|upgrade)$/i.test(args[0]?.text ?? ''));
