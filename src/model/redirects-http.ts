import type { ConfigFile, Resource } from '../parse/config-file.js';
import { child, itemsOf, scalar, type Node } from '../parse/node.js';
import type { Proxy } from './proxy.js';

/**
 * Whether plain HTTP requests are sent on to HTTPS: by a resource of the load balancer or by the proxy on the instances.
 * An application that does so by itself is not seen.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/configuring-https-httpredirect.html
 */
export const redirectsHttp = (configFiles: readonly ConfigFile[], proxy: Proxy): boolean =>
  configFiles.some(({ resources }) => resources.some(isRedirect)) || proxy.redirectsToHttps();

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
