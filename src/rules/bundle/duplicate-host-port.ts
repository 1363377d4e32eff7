import { type Compose, type PublishedPort } from '../../model/docker/compose.js';
import { repeats } from '../../util/collections.js';
import { file } from '../on.js';
import type { EachRule } from '../rule.js';

export const duplicateHostPort: EachRule<Compose> = {
  meta: {
    summary: 'Two services of docker-compose.yml publish the same port',
    why: 'Each port of the instance can be published by one container only. The second one does not start: "Bind for 0.0.0.0:80 failed: port is already allocated". The deployment fails.',
    consequence: 'deploy-fails',
    references: [
      'https://docs.docker.com/reference/compose-file/services/#ports',
      'guide:single-container-docker-configuration',
    ],
  },
  each: file('docker-compose.yml'),
  *check({ services }) {
    const published = services
      .filter(({ isOptional }) => !isOptional)
      .flatMap(({ name, ports }) => ports.map((port) => ({ service: name.text, port })));
    for (const { first, again } of repeats(published, ({ port }) => `${port.hostPort}/${port.protocol}`))
      if (first.service !== again.service && isShared(first.port, again.port))
        yield {
          at: again.port.place,
          message: `"${again.service}" publishes port ${again.port.hostPort}, as "${first.service}" does`,
          help: 'Publish it on another port of the instance, or do not publish it: services reach each other by name.',
          related: [{ at: first.port.place, note: `published by "${first.service}"` }],
        };
  },
};

const isShared = (a: PublishedPort, b: PublishedPort): boolean =>
  a.address === undefined || b.address === undefined || a.address === b.address;
