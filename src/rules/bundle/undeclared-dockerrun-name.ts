import { LOG_VOLUME } from '../../knowledge/docker/dockerrun.js';
import type { Dockerrun } from '../../model/docker/dockerrun.js';
import { file } from '../on.js';
import type { EachRule } from '../rule.js';

export const undeclaredDockerrunName: EachRule<Dockerrun> = {
  meta: {
    summary: 'A container of Dockerrun.aws.json names a volume or a container that is not declared',
    why: 'Version 2 becomes a task definition of Amazon ECS, which refuses mount points of volumes and links to containers that it does not declare. The deployment fails.',
    consequence: 'deploy-fails',
    references: [
      'guide:create_deploy_docker_v2config',
      'aws:AmazonECS/latest/APIReference/API_ContainerDefinition',
    ],
  },
  each: file('Dockerrun.aws.json'),
  *check(dockerrun) {
    if (dockerrun.version !== '2') return;
    const volumes = new Set(dockerrun.volumes.map(({ name }) => name?.text));
    const containers = new Set(dockerrun.containers.map(({ name }) => name?.text));
    for (const { mounts, links } of dockerrun.containers) {
      for (const { text, place } of mounts)
        if (!volumes.has(text) && !LOG_VOLUME.test(text))
          yield {
            at: place,
            message: `There is no volume "${text}"`,
            help: 'Declare it in `volumes`, or use the name of a declared one.',
          };
      for (const link of links) {
        const [name] = link.kind === 'scalar' ? link.text.split(':') : [];
        if (name && !containers.has(name))
          yield {
            at: link.place,
            message: `There is no container "${name}"`,
            help: 'Use the name of an item of `containerDefinitions`.',
          };
      }
    }
  },
};
