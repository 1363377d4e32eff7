import { dockerCompose, type PublishedPort } from '../../model/docker/compose.js';
import { dockerrunFile } from '../../model/docker/dockerrun.js';
import type { Project } from '../../model/project.js';
import { repeats } from '../../util/collections.js';
import { anyOf, file } from '../on.js';
import type { Rule } from '../rule.js';

export const duplicateHostPort: Rule = {
  meta: {
    summary: 'Two containers publish the same port of the instance',
    why: 'Each port of the instance can be published by one container only. The second one does not start: "Bind for 0.0.0.0:80 failed: port is already allocated". The deployment fails.',
    consequence: 'deploy-fails',
    references: [
      'https://docs.docker.com/reference/compose-file/services/#ports',
      'guide:single-container-docker-configuration',
      'guide:create_deploy_docker_v2config',
    ],
  },
  needs: anyOf<object>(file('docker-compose.yml'), file('Dockerrun.aws.json')),
  *check(project) {
    const published = publishersOf(project).flatMap(({ name, ports }) =>
      ports.map((port) => ({ name, port })),
    );
    for (const { first, again } of repeats(published, ({ port }) => `${port.hostPort}/${port.protocol}`))
      if (first.name !== again.name && isShared(first.port, again.port))
        yield {
          at: again.port.place,
          message: `"${again.name}" publishes port ${again.port.hostPort}, as "${first.name}" does`,
          help: dockerCompose(project)
            ? 'Publish it on another port of the instance, or do not publish it: services reach each other by name.'
            : 'Use another `hostPort`, or delete this item of `portMappings`: containers reach each other by `links`.',
          related: [{ at: first.port.place, note: `published by "${first.name}"` }],
        };
  },
};

interface Publisher {
  readonly name: string;
  readonly ports: readonly PublishedPort[];
}

/** Those of the file that tells the platform what to run. */
function publishersOf(project: Project): readonly Publisher[] {
  const compose = dockerCompose(project);
  if (compose)
    return compose.services.flatMap(({ name, ports, isOptional }) =>
      isOptional ? [] : [{ name: name.text, ports }],
    );
  const dockerrun = dockerrunFile(project);
  return dockerrun?.version === '2'
    ? dockerrun.containers.map(({ name, ports }) => ({ name: name?.text ?? '', ports }))
    : [];
}

const isShared = (a: PublishedPort, b: PublishedPort): boolean =>
  a.address === undefined || b.address === undefined || a.address === b.address;
