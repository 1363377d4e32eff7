import { isDatabaseImage } from '../../knowledge/docker/database-images.js';
import { parseDockerfile, variablesIn } from '../../parse/dockerfile.js';
import { child, itemsOf, scalar, valueOfScalar, type ScalarNode } from '../../parse/yaml/node.js';
import type { Value } from '../../source/index.js';
import { splitWords } from '../../util/white-space.js';
import { type Project, sourceNamed } from '../project.js';
import { readCompose, type ComposeService } from './compose.js';
import { containersOf, readDockerrun } from './dockerrun.js';
import { isDockerSure, usesCompose } from './uses-docker.js';
import { dataFiles } from '../platform/data-files.js';
import { deployedFiles } from '../bundle/deployed-files.js';

/** A variable that a file of the project sets in a container. */
export interface ContainerVariable {
  readonly name: string;
  readonly value: Value;
  /** Whether it is set for a database or a queue, which runs beside the application. */
  readonly isOfDatabase: boolean;
}

/** The variables that docker-compose.yml, Dockerrun.aws.json and the Dockerfile set in containers, in this order. */
export const containerVariables = (project: Project): readonly ContainerVariable[] => [
  ...composeVariables(project),
  ...dockerrunVariables(project),
  ...(isDockerSure(project) ? dockerfileVariables(project) : []),
];

/** The values that open the databases and queues which run beside the application: of their variables and commands. */
export function valuesOfDatabases(
  project: Project,
  variables: readonly ContainerVariable[],
): ReadonlySet<string> {
  const databases = servicesOf(project).filter((service) => isDatabaseService(service, project));
  return new Set([
    ...variables.flatMap(({ value, isOfDatabase }) => (isOfDatabase ? value.text : [])),
    ...databases.flatMap(({ command }) =>
      [...itemsOf(command), command].flatMap((node) =>
        node?.kind === 'scalar' ? splitWords(node.text) : [],
      ),
    ),
  ]);
}

const servicesOf = (project: Project): readonly ComposeService[] =>
  usesCompose(project) ? (readCompose(dataFiles(project))?.services ?? []) : [];

const composeVariables = (project: Project): ContainerVariable[] =>
  servicesOf(project).flatMap((service) => {
    const isOfDatabase = isDatabaseService(service, project);
    return Array.from(service.environment, ([name, value]) => ({ name, value, isOfDatabase }));
  });

/** Whether a service runs an image of a database, or one that is built on it. */
function isDatabaseService({ image, build }: ComposeService, project: Project): boolean {
  if (isDatabase(image)) return true;
  const path = build?.dockerfile.path;
  const file = path === undefined ? undefined : sourceNamed(path, deployedFiles(project).files);
  return (
    file !== undefined &&
    parseDockerfile(file).some(
      ({ name, argument }) => name === 'FROM' && splitWords(argument.text).some(isDatabaseImage),
    )
  );
}

const isDatabase = (image: ScalarNode | undefined): boolean =>
  image !== undefined && isDatabaseImage(image.text);

/** https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/create_deploy_docker_v2config.html */
function dockerrunVariables(project: Project): ContainerVariable[] {
  const dockerrun = readDockerrun(dataFiles(project));
  if (dockerrun?.version !== '2') return [];
  return containersOf(dockerrun).flatMap((container) => {
    const isOfDatabase = isDatabase(scalar(container, 'image'));
    return itemsOf(child(container, 'environment')).flatMap((item) => {
      const [name, value] = [scalar(item, 'name'), scalar(item, 'value')];
      return name && value ? [{ name: name.text, value: valueOfScalar(value), isOfDatabase }] : [];
    });
  });
}

function dockerfileVariables(project: Project): ContainerVariable[] {
  const file = sourceNamed('Dockerfile', deployedFiles(project).files);
  const variables = file ? parseDockerfile(file).flatMap(variablesIn) : [];
  return variables.map((variable) => ({ ...variable, isOfDatabase: false }));
}
