import { isDatabaseImage } from '../../../knowledge/docker/database-images.js';
import { parseDockerfile, variablesIn } from '../../../parse/dockerfile.js';
import { child, itemsOf, scalar, type ScalarNode } from '../../../parse/yaml/node.js';
import type { Value } from '../../../source/index.js';
import type { Project } from '../../project.js';
import { sourceNamed } from '../project-files.js';
import { readCompose, type ComposeService } from './compose.js';
import { containersOf, readDockerrun } from './dockerrun.js';
import { isDockerSure, usesCompose } from './uses-docker.js';

/** A variable that a file of the project sets in a container. */
export interface ContainerVariable {
  readonly name: string;
  readonly value: Value;
  /** Whether it is set for a database or a queue, which runs beside the application. */
  readonly isOfDatabase: boolean;
}

type Containers = Pick<Project, 'dataFiles' | 'files' | 'platform'>;

/** The variables that docker-compose.yml, Dockerrun.aws.json and the Dockerfile set in containers, in this order. */
export const containerVariables = (project: Containers): readonly ContainerVariable[] => [
  ...(usesCompose(project) ? composeVariables(project) : []),
  ...dockerrunVariables(project),
  ...(isDockerSure(project) ? dockerfileVariables(project) : []),
];

const composeVariables = ({ dataFiles }: Containers): ContainerVariable[] =>
  (readCompose(dataFiles)?.services ?? []).flatMap(variablesOfService);

function variablesOfService({ environment, image }: ComposeService): ContainerVariable[] {
  const isOfDatabase = isDatabase(image);
  return Array.from(environment, ([name, value]) => ({ name, value, isOfDatabase }));
}

const isDatabase = (image: ScalarNode | undefined): boolean =>
  image !== undefined && isDatabaseImage(image.text);

/** https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/create_deploy_docker_v2config.html */
function dockerrunVariables({ dataFiles }: Containers): ContainerVariable[] {
  const dockerrun = readDockerrun(dataFiles);
  if (dockerrun?.version !== '2') return [];
  return containersOf(dockerrun).flatMap((container) => {
    const isOfDatabase = isDatabase(scalar(container, 'image'));
    return itemsOf(child(container, 'environment')).flatMap((item) => {
      const [name, value] = [scalar(item, 'name'), scalar(item, 'value')];
      return name && value ? [{ name: name.text, value: valueOf(value), isOfDatabase }] : [];
    });
  });
}

const valueOf = ({ valueKind, text, place }: ScalarNode): Value => ({ kind: valueKind, text, place });

function dockerfileVariables({ files }: Containers): ContainerVariable[] {
  const file = sourceNamed('Dockerfile', files.files);
  const variables = file ? parseDockerfile(file).flatMap(variablesIn) : [];
  return variables.map((variable) => ({ ...variable, isOfDatabase: false }));
}
