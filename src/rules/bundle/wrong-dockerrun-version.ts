import { COMPOSE_FILE } from '../../knowledge/docker/compose-files.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { type Dockerrun, neededVersion } from '../../model/docker/dockerrun.js';
import { platform } from '../../model/platform/find-platform.js';
import { file } from '../on.js';
import type { EachRule } from '../rule.js';

export const wrongDockerrunVersion: EachRule<Dockerrun> = {
  meta: {
    summary:
      'The platform does not read this version of Dockerrun.aws.json, or docker-compose.yml takes its place',
    why: 'The Docker platform reads versions 1 and 3, the ECS platform only version 2: with another one the deployment fails. On the Docker platform docker-compose.yml takes precedence, and whatever version 1 says about the container is ignored.',
    consequence: 'deploy-fails',
    references: ['guide:single-container-docker-configuration', 'guide:create_deploy_docker_v2config'],
    needsPlatform: true,
  },
  each: file('Dockerrun.aws.json'),
  *check(dockerrun, project) {
    const { files } = deployedFiles(project);
    const { version, written } = dockerrun;
    if (!version || !written) return;
    const { language, place } = platform(project);
    const needed = neededVersion(dockerrun, platform(project));
    if (needed) {
      const [name, otherwise] =
        language === 'docker'
          ? ['Docker', 'Use version 1 or `docker-compose.yml`, or the ECS platform.']
          : ['ECS', 'Use version 2, or the Docker platform.'];
      const help = needed.isOfKeys
        ? `Set \`AWSEBDockerrunVersion\` to ${needed.version}: the other keys are those of version ${needed.version}.`
        : otherwise;
      yield {
        at: written.place,
        message: `The ${name} platform does not read version ${version} of Dockerrun.aws.json`,
        help,
        ...(place && { related: [{ at: place, note: 'the platform is set here' }] }),
      };
    } else if (version === '1' && files.some(({ name }) => name === COMPOSE_FILE)) {
      yield {
        at: written.place,
        message: 'Version 1 of Dockerrun.aws.json has no effect beside docker-compose.yml',
        help: 'Delete one of the two files, or use version 3 for the login to a registry.',
        warnsBecause: 'milder',
      };
    }
  },
};
