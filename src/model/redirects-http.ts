import type { Resource } from '../parse/config-file.js';
import { child, itemsOf, scalar, type Node } from '../parse/node.js';
import { ENVIRONMENT_PROPERTIES } from './environment-properties.js';
import type { Project } from './project.js';
import type { Setting } from './settings.js';

/**
 * Whether plain HTTP requests are sent on to HTTPS: by a resource of the load balancer, by the proxy on the instances, or
 * by the application, if an environment property tells it to. One that does so unasked is not seen.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/configuring-https-httpredirect.html
 */
export const redirectsHttp = ({ configFiles, proxy, settings }: RedirectSources): boolean =>
  configFiles.some(({ resources }) => resources.some(isRedirect)) ||
  proxy.redirectsToHttps() ||
  settings.of(ENVIRONMENT_PROPERTIES).some(demandsHttps);

type RedirectSources = Pick<Project, 'configFiles' | 'proxy' | 'settings'>;

/** `SECURE_SSL_REDIRECT` of Django, `FORCE_SSL` and `FORCE_HTTPS` of many. */
const demandsHttps = ({ option, value }: Setting): boolean =>
  /SSL|HTTPS/i.test(option.value) &&
  /FORCE|ONLY|REDIRECT|REQUIRE/i.test(option.value) &&
  !/^(?:0|false|no|off|)$/i.test(value.text.trim());

/** `DefaultActions` of a listener, `Actions` of a listener rule. */
function isRedirect({ properties }: Resource): boolean {
  const actions = [child(properties, 'DefaultActions'), child(properties, 'Actions')];
  return actions.flatMap(asItems).some((action) => {
    const config = child(action, 'RedirectConfig');
    return (
      scalar(config, 'Protocol')?.text.toUpperCase() === 'HTTPS' || scalar(config, 'Port')?.text === '443'
    );
  });
}

const asItems = (node: Node | undefined): readonly Node[] => (node?.kind === 'map' ? [node] : itemsOf(node));
