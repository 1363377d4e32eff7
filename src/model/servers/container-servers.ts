import { mayBeComposeFile } from '../../knowledge/docker/compose-files.js';
import { isDockerSure } from '../docker/uses-docker.js';
import { composeServersOf } from './compose-servers.js';
import type { ContainerServer } from './container-server.js';
import { serverOfDockerfile } from './dockerfile-server.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { fact } from '../fact.js';

/** Those of which the text tells both. */
export const containerServersOf = fact('containerServersOf', (project): readonly ContainerServer[] => {
  if (!isDockerSure(project)) return [];
  if (deployedFiles(project).files.some(({ name }) => mayBeComposeFile(name)))
    return composeServersOf(project);
  const own = serverOfDockerfile(project);
  return own ? [own] : [];
});
