import { mayBeComposeFile } from '../../knowledge/docker/compose-files.js';
import { sourceNamed } from '../../model/project.js';
import { parseDockerfile } from '../../parse/dockerfile.js';
import type { Rule } from '../rule.js';
import { platform } from '../../model/platform/find-platform.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';

export const missingExpose: Rule = {
  meta: {
    id: 'bundle/missing-expose',
    summary: 'The Dockerfile does not expose a port',
    why: 'The proxy of the Docker platform sends requests to the first port that the Dockerfile exposes. Without one, the deployment fails: "no EXPOSE directive found in Dockerfile, abort deployment". With docker-compose.yml, or with Ports in Dockerrun.aws.json, the port is named there.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/single-container-docker-configuration.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/troubleshooting-docker.html',
    ],
    since: '0.1.0',
    needsPlatform: true,
    claimsAbsence: true,
  },
  *check(project) {
    const { files } = deployedFiles(project);
    if (platform(project).name === undefined || platform(project).language !== 'docker') return;
    if (files.some(({ name }) => namesPort(name))) return;
    const dockerfile = sourceNamed('Dockerfile', files);
    const instructions = dockerfile ? parseDockerfile(dockerfile) : [];
    const from = instructions.findLast(({ name }) => name === 'FROM');
    if (!from || instructions.some(({ name }) => name === 'EXPOSE')) return;
    yield {
      at: from.place,
      message: 'The Dockerfile does not expose a port',
      help: 'Add `EXPOSE` with the port on which the application listens.',
    };
  },
};

/** Where else the port may be named. */
const namesPort = (name: string): boolean => name === 'Dockerrun.aws.json' || mayBeComposeFile(name);
