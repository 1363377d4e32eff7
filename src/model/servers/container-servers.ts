import { mayBeComposeFile } from '../../knowledge/docker/compose-files.js';
import { isDockerSure } from '../bundle/docker/uses-docker.js';
import type { Project } from '../project.js';
import { composeServersOf } from './compose-servers.js';
import type { ContainerServer } from './container-server.js';
import { serverOfDockerfile } from './dockerfile-server.js';
import { deployedFiles } from '../bundle/deployed-files.js';

/** Those of which the text tells both. */
export function containerServersOf(project: Project): ContainerServer[] {
  if (!isDockerSure(project)) return [];
  if (deployedFiles(project).files.some(({ name }) => mayBeComposeFile(name)))
    return composeServersOf(project);
  const own = serverOfDockerfile(project);
  return own ? [own] : [];
}
