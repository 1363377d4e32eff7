import { COMPOSE_FILE } from '../../knowledge/docker/compose-files.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { deploysArtifact } from '../bundle/shipped-files.js';
import { fact } from '../fact.js';
import { platform } from '../platform/find-platform.js';
import type { Project } from '../project.js';

/**
 * Whether the project runs in containers of the Docker platform for sure. That it has a Dockerfile does not tell, unless no other
 * platform finds anything in the root that it could start or build.
 */
export const isDockerSure = fact('isDockerSure', (project): boolean => {
  const { language, name } = platform(project);
  if (language !== 'docker') return false;
  const { files } = deployedFiles(project);
  return (
    name !== undefined ||
    files.some((file) => file.name === 'Dockerrun.aws.json') ||
    (!deploysArtifact(project) && !files.some((file) => FOR_OTHER_PLATFORMS.test(file.name)))
  );
});

/** What another platform starts or builds, or what a build outside makes a bundle for it of. */
const FOR_OTHER_PLATFORMS =
  /^(?:[^/]+\.(?:dll|exe|go|gradle|html?|jar|jspx?|kts|php|ru|sbt|sln|war|zip|(?:cs|fs|vb)proj)|(?:app|server)\.js|application\.py|Buildfile|Gemfile|Pipfile|build\.xml|buildspec\.ya?ml|composer\.json|go\.mod|package\.json|pom\.xml|pyproject\.toml|requirements\.txt|setup\.py|(?:web|app)\.config|aws-windows-deployment-manifest\.json)$/i;

/** Whether Docker Compose runs the containers. */
export const usesCompose = (project: Project): boolean =>
  platform(project).language === 'docker' &&
  deployedFiles(project).files.some(({ name }) => name === COMPOSE_FILE);

/** Whether the platform runs the application in containers: Docker or ECS. */
export const usesDocker = (project: Project): boolean =>
  isDockerSure(project) || platform(project).language === 'ecs';
