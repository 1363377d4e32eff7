import type { ConfigFile } from '../../parse/config-file/config-file.js';
import { textOfProperty } from '../../parse/config-file/template.js';
import { child } from '../../parse/yaml/node.js';
import type { Located } from '../../source/index.js';

/** A listener that the project's `Resources` add to the load balancer of the environment. */
export interface OwnListener {
  readonly id: Located<string>;
  readonly port: number;
}

const LISTENER_TYPE = 'AWS::ElasticLoadBalancingV2::Listener';

/**
 * AWS's sample adds a listener under an id that looks like one of Elastic Beanstalk's, and says that the port must be free.
 * https://github.com/awsdocs/elastic-beanstalk-samples (alb-http-to-https-redirection-full.config)
 */
const ID_OF_SAMPLE = 'AWSEBV2LoadBalancerListenerHTTPS';

/** The listeners with ids of the project's own; one with an id of Elastic Beanstalk changes what is there. */
export const ownListenersOf = (files: readonly ConfigFile[]): OwnListener[] =>
  files
    .flatMap((file) => file.resources)
    .flatMap((resource) => {
      const { id, type, properties } = resource;
      const port = textOfProperty(resource, 'Port')?.trim() ?? '';
      const owner = child(child(properties, 'LoadBalancerArn'), 'Ref');
      const isOwn = type === LISTENER_TYPE && (!id.value.startsWith('AWSEB') || id.value === ID_OF_SAMPLE);
      const isOfEnvironment = owner?.kind === 'scalar' && owner.text === 'AWSEBV2LoadBalancer';
      return isOwn && isOfEnvironment && /^\d{1,5}$/.test(port) ? [{ id, port: Number(port) }] : [];
    });
