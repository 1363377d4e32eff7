import { readCompose, type PublishedPort } from '../../model/bundle/docker/compose.js';
import type { Rule } from '../rule.js';

export const duplicateHostPort: Rule = {
  meta: {
    id: 'bundle/duplicate-host-port',
    summary: 'Two services of docker-compose.yml publish the same port',
    why: 'Each port of the instance can be published by one container only. The second one does not start: "Bind for 0.0.0.0:80 failed: port is already allocated". The deployment fails.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.docker.com/reference/compose-file/services/#ports',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/single-container-docker-configuration.html',
    ],
    since: '0.1.0',
  },
  *check({ dataFiles }) {
    const taken = new Map<string, { readonly service: string; readonly port: PublishedPort }>();
    for (const { name, ports, isOptional } of readCompose(dataFiles)?.services ?? []) {
      if (isOptional) continue;
      for (const port of ports) {
        const key = `${port.hostPort}/${port.protocol}`;
        const first = taken.get(key);
        if (!first) taken.set(key, { service: name.text, port });
        else if (first.service !== name.text && isShared(first.port, port))
          yield {
            at: port.place,
            message: `"${name.text}" publishes port ${port.hostPort}, as "${first.service}" does`,
            help: 'Publish it on another port of the instance, or do not publish it: services reach each other by name.',
            related: [{ at: first.port.place, note: `published by "${first.service}"` }],
          };
      }
    }
  },
};

const isShared = (a: PublishedPort, b: PublishedPort): boolean =>
  a.address === undefined || b.address === undefined || a.address === b.address;
