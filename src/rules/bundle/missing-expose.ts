import { mayBeComposeFile } from '../../knowledge/docker/compose-files.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { platform } from '../../model/platform/find-platform.js';
import { sourceNamed } from '../../model/project.js';
import { parseDockerfile } from '../../parse/dockerfile.js';
import { source } from '../on.js';
import type { Rule } from '../rule.js';

export const missingExpose: Rule = {
  meta: {
    summary: 'The Dockerfile does not expose a port',
    why: 'The proxy of the Docker platform sends requests to the first port that the Dockerfile exposes. Without one, the deployment fails: "no EXPOSE directive found in Dockerfile, abort deployment". With docker-compose.yml, or with Ports in Dockerrun.aws.json, the port is named there.',
    consequence: 'deploy-fails',
    references: ['guide:single-container-docker-configuration', 'guide:troubleshooting-docker'],
    needsPlatform: true,
    claimsAbsence: true,
  },
  needs: source('Dockerfile'),
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
