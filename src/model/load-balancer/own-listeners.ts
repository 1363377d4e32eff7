import type { ConfigFile } from '../../parse/config-file/config-file.js';
import { propertyOf, textOfProperty, typeOf } from '../../parse/config-file/resources.js';
import { entriesIn, nameOf } from '../../parse/config-file/sections.js';
import { scalar } from '../../parse/yaml/node.js';
import type { Located } from '../../source/index.js';
import { LISTENER_ID, LISTENER_TYPE } from './listener-resources.js';

/** A listener that the project's `Resources` add to the load balancer of the environment. */
export interface OwnListener {
  readonly id: Located<string>;
  readonly port: number;
}

/**
 * The listeners with ids of the project's own; one with an id of Elastic Beanstalk changes what is there. AWS's sample has one
 * that only looks like those, `AWSEBV2LoadBalancerListenerHTTPS`, and says that the port must be free.
 * https://github.com/awsdocs/elastic-beanstalk-samples (alb-http-to-https-redirection-full.config)
 */
export const ownListenersOf = (files: readonly ConfigFile[]): OwnListener[] =>
  files
    .flatMap((file) => entriesIn(file, 'Resources'))
    .flatMap((resource) => {
      const id = nameOf(resource);
      const port = textOfProperty(resource, 'Port')?.trim() ?? '';
      const owner = scalar(propertyOf(resource, 'LoadBalancerArn')?.value, 'Ref');
      const isOwn = typeOf(resource) === LISTENER_TYPE && !LISTENER_ID.test(id.value);
      const isOfEnvironment = owner?.text === 'AWSEBV2LoadBalancer';
      return isOwn && isOfEnvironment && /^\d{1,5}$/.test(port) ? [{ id, port: Number(port) }] : [];
    });
