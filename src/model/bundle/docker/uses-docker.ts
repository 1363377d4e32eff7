import { COMPOSE_FILE } from '../../../knowledge/docker/compose-files.js';
import type { Project } from '../../project.js';

/** Whether the project runs in containers of the Docker platform for sure; that it has a Dockerfile does not tell. */
export const isDockerSure = ({ platform, files }: Pick<Project, 'files' | 'platform'>): boolean =>
  platform.language === 'docker' &&
  (platform.name !== undefined || files.files.some(({ name }) => name === 'Dockerrun.aws.json'));

/** Whether Docker Compose runs the containers. */
export const usesCompose = ({ files, platform }: Pick<Project, 'files' | 'platform'>): boolean =>
  platform.language === 'docker' && files.files.some(({ name }) => name === COMPOSE_FILE);
