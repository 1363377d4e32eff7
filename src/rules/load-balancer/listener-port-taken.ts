import { configFiles } from '../../model/bundle/config-files.js';
import { environment, hasListeners } from '../../model/load-balancer/environment.js';
import { LISTENER_ID, LISTENER_TYPE } from '../../model/load-balancer/listener-resources.js';
import { routing } from '../../model/routing/read-routing.js';
import type { ConfigFile } from '../../parse/config-file/config-file.js';
import { refOfProperty, textOfProperty, typeOf } from '../../parse/config-file/resources.js';
import { entriesIn, nameOf } from '../../parse/config-file/sections.js';
import type { Located } from '../../source/index.js';
import type { Rule } from '../rule.js';

export const listenerPortTaken: Rule = {
  meta: {
    summary: 'A resource adds a listener on a port that already has one',
    why: 'A load balancer has one listener for each port. Elastic Beanstalk creates one for each aws:elbv2:listener namespace, and one for port 80 unless the default listener is off. CloudFormation then cannot create the listener of the resource: "A listener already exists on this port for this load balancer".',
    consequence: 'deploy-fails',
    references: [
      'aws:elasticloadbalancing/latest/APIReference/API_CreateListener',
      'https://github.com/awsdocs/elastic-beanstalk-samples/blob/main/configuration-files/aws-provided/resource-configuration/alb-http-to-https-redirection-full.config',
    ],
  },
  *check(project) {
    if (!hasListeners(environment(project)) || environment(project).sharedLoadBalancer) return;
    for (const { id, port } of ownListenersOf(configFiles(project))) {
      const listener = routing(project).listeners.find((candidate) => candidate.port === port);
      const isTaken = listener ? listener.enabled === true : port === 80;
      if (!isTaken) continue;
      const place = listener?.place;
      yield {
        at: id.place,
        message: `Resource "${id.value}" adds a listener on port ${port}, which already has one`,
        help:
          port === 80
            ? `Rename the resource to \`AWSEBV2LoadBalancerListener\`, which is this listener, or set \`ListenerEnabled\` of \`${listener?.namespace ?? 'aws:elbv2:listener:default'}\` to \`false\`.`
            : `Delete the resource, or the settings of \`aws:elbv2:listener:${port}\`.`,
        ...(place && { related: [{ at: place, note: `listener ${port} of the settings` }] }),
      };
    }
  },
};

/** A listener that the project's `Resources` add to the load balancer of the environment. */
interface OwnListener {
  readonly id: Located<string>;
  readonly port: number;
}

/**
 * The listeners with ids of the project's own; one with an id of Elastic Beanstalk changes what is there. AWS's sample has one
 * that only looks like those, `AWSEBV2LoadBalancerListenerHTTPS`, and says that the port must be free.
 * https://github.com/awsdocs/elastic-beanstalk-samples (alb-http-to-https-redirection-full.config)
 */
const ownListenersOf = (files: readonly ConfigFile[]): OwnListener[] =>
  files
    .flatMap((file) => entriesIn(file, 'Resources'))
    .flatMap((resource) => {
      const id = nameOf(resource);
      const port = textOfProperty(resource, 'Port')?.trim() ?? '';
      const owner = refOfProperty(resource, 'LoadBalancerArn');
      const isOwn = typeOf(resource) === LISTENER_TYPE && !LISTENER_ID.test(id.value);
      const isOfEnvironment = owner === 'AWSEBV2LoadBalancer';
      return isOwn && isOfEnvironment && /^\d{1,5}$/.test(port) ? [{ id, port: Number(port) }] : [];
    });
