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

/** The listeners with ids of the project's own; one with an id of Elastic Beanstalk changes what is there. */
export const ownListenersOf = (files: readonly ConfigFile[]): OwnListener[] =>
  files
    .flatMap((file) => file.resources)
    .flatMap((resource) => {
      const { id, type, properties } = resource;
      const port = textOfProperty(resource, 'Port')?.trim() ?? '';
      const owner = child(child(properties, 'LoadBalancerArn'), 'Ref');
      const isOwn = type === LISTENER_TYPE && !id.value.startsWith('AWSEB');
      const isOfEnvironment = owner?.kind === 'scalar' && owner.text === 'AWSEBV2LoadBalancer';
      return isOwn && isOfEnvironment && /^\d{1,5}$/.test(port) ? [{ id, port: Number(port) }] : [];
    });
