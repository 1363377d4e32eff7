import { COMPOSE_FILE, mayBeComposeFile } from '../../knowledge/docker/compose-files.js';
import { DOCKERRUN_KEYS, LOG_VOLUME } from '../../knowledge/docker/dockerrun.js';
import { containersOf, type Dockerrun } from '../../model/docker/dockerrun.js';
import { builderOf } from '../../model/applications/may-be-built.js';
import type { Project } from '../../model/project.js';
import { child, entriesOf, itemsOf, scalar, type MapEntry, type Node } from '../../parse/yaml/node.js';
import { placeOf } from '../../source/index.js';
import { lookUp } from '../../util/collections.js';
import { list, shorten } from '../../util/text.js';
import type { Finding, EachRule } from '../rule.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { file } from '../on.js';
import { isComplete } from '../../model/scripts/completeness.js';

export const invalidDockerrun: EachRule<Dockerrun> = {
  meta: {
    summary: 'Dockerrun.aws.json lacks something that its version needs, or has a value of the wrong type',
    why: 'Without a version the platform does not know how to read the file. Version 1 needs Ports beside Image. Version 3 is only the login to a registry for docker-compose.yml, so without that file nothing says what to run. Version 2 becomes a task definition of Amazon ECS, which needs a name, an image and memory for each container, refuses links to containers and volumes that do not exist, wants an object as host of a volume and an array as command, and takes only strings as values of environment variables and of log options.',
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
    if (!dockerrun.version) yield noVersion(dockerrun);
    else if (dockerrun.version === '1') yield* inVersion1(dockerrun, deployedFiles(project));
    else if (dockerrun.version === '2') yield* inVersion2(dockerrun);
    else yield* inVersion3(dockerrun, project);
  },
};

function noVersion({ file, root }: Dockerrun): Finding {
  const written = child(root, 'AWSEBDockerrunVersion');
  return {
    at: written?.place ?? placeOf(file, 0, 0),
    message: written
      ? 'This version of Dockerrun.aws.json does not exist'
      : 'Dockerrun.aws.json does not have the key AWSEBDockerrunVersion',
    help: 'Set `AWSEBDockerrunVersion` to "1" for one container, to 2 for ECS, or to "3" beside docker-compose.yml.',
  };
}

function* inVersion1({ root }: Dockerrun, { files }: Project['files']): Generator<Finding> {
  const image = child(root, 'Image');
  if (!image || child(root, 'Ports') || files.some(({ name }) => name === COMPOSE_FILE)) return;
  yield {
    at: image.place,
    message: 'Dockerrun.aws.json has Image, but not Ports',
    help: 'Add `"Ports": [{"ContainerPort": PORT}]` with the port on which the container listens.',
    warnsBecause: 'milder',
  };
}

function* inVersion3({ root, entries }: Dockerrun, project: Project): Generator<Finding> {
  const written = child(root, 'AWSEBDockerrunVersion');
  const names = deployedFiles(project).files.map(({ name }) => name);
  if (!written || names.some(mayBeComposeFile)) return;
  const foreign = entries.filter(({ key }) => !DOCKERRUN_KEYS['3'].includes(key.text));
  const ofVersion1 = foreign.filter(({ key }) => DOCKERRUN_KEYS['1'].includes(key.text));
  const hasDockerfile = names.includes('Dockerfile');
  if (ofVersion1.length === 0 && (hasDockerfile || !isComplete(project))) return;
  yield {
    doubt: ofVersion1.length === 0 ? builderOf(COMPOSE_FILE, project) : undefined,
    at: written.place,
    message: 'Version 3 of Dockerrun.aws.json needs docker-compose.yml, which is missing',
    help: helpForVersion3(ofVersion1, root),
    related: foreign.map(({ key }) => ({ at: key.place, note: 'not a key of version 3' })),
    // Elastic Beanstalk may build the Dockerfile all the same.
    ...(hasDockerfile && { warnsBecause: 'milder' }),
  };
}

function helpForVersion3(ofVersion1: readonly MapEntry[], root: Node): string {
  if (child(root, 'containerDefinitions'))
    return 'Describe the containers in `docker-compose.yml`, or use version 2 on the ECS platform.';
  return ofVersion1.length > 0
    ? `Use version "1", which has ${list(ofVersion1.map(({ key }) => `\`${key.text}\``))}.`
    : 'Add `docker-compose.yml`, or describe the container in version "1".';
}

function* inVersion2(dockerrun: Dockerrun): Generator<Finding> {
  const { file, root } = dockerrun;
  const containers = containersOf(dockerrun);
  if (containers.length === 0) {
    yield {
      at: child(root, 'AWSEBDockerrunVersion')?.place ?? placeOf(file, 0, 0),
      message: 'Dockerrun.aws.json of version 2 does not define a container',
      help: 'Add `containerDefinitions`.',
    };
  }
  yield* misshapen(dockerrun, containers);
  const volumes = new Set(itemsOf(child(root, 'volumes')).map((volume) => scalar(volume, 'name')?.text));
  const names = new Set(containers.map((container) => scalar(container, 'name')?.text));
  for (const container of containers) {
    yield* missingParts(container);
    yield* unknownNames(container, { volumes, names });
    yield* valuesThatAreNoTexts(container);
  }
}

function* missingParts(container: Node): Generator<Finding> {
  if (container.kind !== 'map') return;
  const name = scalar(container, 'name');
  const subject = name ? `Container "${shorten(name.text)}"` : 'The container';
  const at =
    name?.place ?? placeOf(container.place.file, container.place.span.start, container.place.span.start + 1);
  for (const key of ['name', 'image'].filter((required) => !child(container, required)))
    yield { at, message: `${subject} does not have the key "${key}"`, help: `Add \`${key}\`.` };
  if (child(container, 'memory') || child(container, 'memoryReservation')) return;
  yield {
    at,
    message: `${subject} has neither "memory" nor "memoryReservation"`,
    help: 'Add one of the two, in MiB.',
  };
}

type Shape = 'list' | 'map';

/** What is below each key. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html */
const SHAPES: Readonly<Record<string, Shape>> = {
  command: 'list',
  dockerLabels: 'map',
  entryPoint: 'list',
  environment: 'list',
  links: 'list',
  logConfiguration: 'map',
  mountPoints: 'list',
  portMappings: 'list',
  volumesFrom: 'list',
};

const TYPES = { list: 'an array', map: 'an object', scalar: 'a single value' } as const;

function* misshapen({ root }: Dockerrun, containers: readonly Node[]): Generator<Finding> {
  for (const { key, value } of containers.flatMap(entriesOf)) {
    const shape = lookUp(SHAPES, key.text);
    if (shape)
      yield* shapeOf(
        { key, value },
        shape,
        `Write it as ${TYPES[shape]}, in ${shape === 'list' ? 'brackets' : 'braces'}.`,
      );
  }
  for (const { key, value } of itemsOf(child(root, 'volumes')).flatMap(entriesOf))
    if (key.text === 'host')
      yield* shapeOf(
        { key, value },
        'map',
        'Write the path as `{"sourcePath": "/PATH"}`, or write `{}` for a folder that Docker chooses.',
      );
}

function* shapeOf(
  { key, value }: Pick<MapEntry, 'key' | 'value'>,
  shape: Shape,
  help: string,
): Generator<Finding> {
  const isUnset = value.kind === 'scalar' && value.type === 'null';
  if (value.kind === shape || value.valueKind !== 'literal' || isUnset) return;
  yield {
    at: value.place,
    message: `"${key.text}" is ${TYPES[value.kind]} instead of ${TYPES[shape]}`,
    help,
  };
}

interface Names {
  readonly volumes: ReadonlySet<string | undefined>;
  readonly names: ReadonlySet<string | undefined>;
}

function* unknownNames(container: Node, { volumes, names }: Names): Generator<Finding> {
  for (const mount of itemsOf(child(container, 'mountPoints'))) {
    const volume = scalar(mount, 'sourceVolume');
    if (volume && !volumes.has(volume.text) && !LOG_VOLUME.test(volume.text)) {
      yield {
        at: volume.place,
        message: `There is no volume "${volume.text}"`,
        help: 'Declare it in `volumes`, or use the name of a declared one.',
      };
    }
  }
  for (const link of itemsOf(child(container, 'links'))) {
    const [name] = link.kind === 'scalar' ? link.text.split(':') : [];
    if (name && !names.has(name)) {
      yield {
        at: link.place,
        message: `There is no container "${name}"`,
        help: 'Use the name of an item of `containerDefinitions`.',
      };
    }
  }
}

/** What Amazon ECS takes for its own numbers and switches is not one of them. */
function* valuesThatAreNoTexts(container: Node): Generator<Finding> {
  const variables = itemsOf(child(container, 'environment')).flatMap((item) => scalar(item, 'value') ?? []);
  const options = entriesOf(child(child(container, 'logConfiguration'), 'options')).map(({ value }) => value);
  for (const value of [...variables, ...options]) {
    if (value.kind !== 'scalar' || value.type === 'string' || value.style !== 'plain') continue;
    yield {
      at: value.place,
      message: 'Amazon ECS accepts only strings here',
      help: 'Put the value in double quotes.',
      warnsBecause: 'milder',
    };
  }
}
