import type { Dockerrun } from '../../model/docker/dockerrun.js';
import { placeOf } from '../../source/index.js';
import { file } from '../on.js';
import type { EachRule } from '../rule.js';

export const missingDockerrunVersion: EachRule<Dockerrun> = {
  meta: {
    summary: 'Dockerrun.aws.json does not say its version, or says one that does not exist',
    why: 'Each version of Dockerrun.aws.json is another format. Without a version that exists the platform does not know how to read the file, and the deployment fails.',
    consequence: 'deploy-fails',
    references: ['guide:single-container-docker-configuration', 'guide:create_deploy_docker_v2config'],
  },
  each: file('Dockerrun.aws.json'),
  *check({ file: dockerrun, written, version }) {
    if (version) return;
    yield {
      at: written?.place ?? placeOf(dockerrun, 0, 0),
      message: written
        ? 'This version of Dockerrun.aws.json does not exist'
        : 'Dockerrun.aws.json does not have the key AWSEBDockerrunVersion',
      help: 'Set `AWSEBDockerrunVersion` to "1" for one container, to 2 for ECS, or to "3" beside docker-compose.yml.',
    };
  },
};
