import { COMPOSE_FILE } from '../../knowledge/docker/compose-files.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import type { Dockerrun, TaskContainer } from '../../model/docker/dockerrun.js';
import type { Project } from '../../model/project.js';
import type { MapEntry } from '../../parse/yaml/node.js';
import { placeOf } from '../../source/index.js';
import { shorten } from '../../util/text.js';
import { file } from '../on.js';
import type { EachRule, Finding } from '../rule.js';

export const missingDockerrunKey: EachRule<Dockerrun> = {
  meta: {
    summary: 'Dockerrun.aws.json lacks a key that its version needs',
    why: 'Version 1 needs Ports beside Image. Version 2 becomes a task definition of Amazon ECS, which needs a name, an image and memory for each container; without them the deployment fails.',
    consequence: 'deploy-fails',
    references: [
      'guide:single-container-docker-configuration',
      'guide:create_deploy_docker_v2config',
      'aws:AmazonECS/latest/APIReference/API_ContainerDefinition',
    ],
    yieldsTo: ['bundle/wrong-dockerrun-version'],
  },
  each: file('Dockerrun.aws.json'),
  *check(dockerrun, project) {
    if (dockerrun.version === '1') yield* withoutPorts(dockerrun, project);
    if (dockerrun.version !== '2') return;
    if (dockerrun.containers.length === 0)
      yield {
        at: dockerrun.written?.place ?? placeOf(dockerrun.file, 0, 0),
        message: 'Dockerrun.aws.json of version 2 does not define a container',
        help: 'Add `containerDefinitions`.',
      };
    for (const container of dockerrun.containers) yield* inContainer(container);
  },
};

const has = (entries: readonly MapEntry[], name: string): boolean =>
  entries.some(({ key }) => key.text === name);

function* withoutPorts({ entries }: Dockerrun, project: Project): Generator<Finding> {
  const image = entries.find(({ key }) => key.text === 'Image');
  const { files } = deployedFiles(project);
  if (!image || has(entries, 'Ports') || files.some(({ name }) => name === COMPOSE_FILE)) return;
  yield {
    at: image.value.place,
    message: 'Dockerrun.aws.json has Image, but not Ports',
    help: 'Add `"Ports": [{"ContainerPort": PORT}]` with the port on which the container listens.',
  };
}

function* inContainer({ node: { kind, place }, name, entries }: TaskContainer): Generator<Finding> {
  if (kind !== 'map') return;
  const subject = name ? `Container "${shorten(name.text)}"` : 'The container';
  const at = name?.place ?? placeOf(place.file, place.span.start, place.span.start + 1);
  for (const key of ['name', 'image'].filter((required) => !has(entries, required)))
    yield { at, message: `${subject} does not have the key "${key}"`, help: `Add \`${key}\`.` };
  if (has(entries, 'memory') || has(entries, 'memoryReservation')) return;
  yield {
    at,
    message: `${subject} has neither "memory" nor "memoryReservation"`,
    help: 'Add one of the two, in MiB.',
  };
}
