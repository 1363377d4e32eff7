import { COMPOSE_FILE } from '../../knowledge/docker/compose-files.js';
import type { Project } from '../project.js';
import { platform } from '../platform/find-platform.js';
import { deployedFiles } from '../bundle/deployed-files.js';

/** Whether the project runs in containers of the Docker platform for sure; that it has a Dockerfile does not tell. */
export const isDockerSure = (project: Project): boolean =>
  platform(project).language === 'docker' &&
  (platform(project).name !== undefined ||
    deployedFiles(project).files.some(({ name }) => name === 'Dockerrun.aws.json'));

/** Whether Docker Compose runs the containers. */
export const usesCompose = (project: Project): boolean =>
  platform(project).language === 'docker' &&
  deployedFiles(project).files.some(({ name }) => name === COMPOSE_FILE);
