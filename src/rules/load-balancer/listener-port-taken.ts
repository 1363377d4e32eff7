import { ownListenersOf } from '../../model/load-balancer/own-listeners.js';
import { environment, hasListeners } from '../../model/load-balancer/environment.js';
import type { Rule } from '../rule.js';
import { routing } from '../../model/routing/read-routing.js';
import { configFiles } from '../../model/bundle/config-files.js';

export const listenerPortTaken: Rule = {
  meta: {
    id: 'load-balancer/listener-port-taken',
    summary: 'A resource adds a listener on a port that already has one',
    why: 'A load balancer has one listener for each port. Elastic Beanstalk creates one for each aws:elbv2:listener namespace, and one for port 80 unless the default listener is off. CloudFormation then cannot create the listener of the resource: "A listener already exists on this port for this load balancer".',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html',
      'https://github.com/awsdocs/elastic-beanstalk-samples/blob/main/configuration-files/aws-provided/resource-configuration/alb-http-to-https-redirection-full.config',
    ],
    since: '0.1.0',
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
            ? 'Change `AWSEBV2LoadBalancerListener` instead, or set `ListenerEnabled` of `aws:elbv2:listener:default` to `false`.'
            : `Delete the resource, or the settings of \`aws:elbv2:listener:${port}\`.`,
        ...(place && { related: [{ at: place, note: `listener ${port} of the settings` }] }),
      };
    }
  },
};
