import type { Dockerrun } from '../../model/docker/dockerrun.js';
import type { MapEntry } from '../../parse/yaml/node.js';
import { lookUp } from '../../util/collections.js';
import { file } from '../on.js';
import type { EachRule, Finding } from '../rule.js';

export const wrongDockerrunType: EachRule<Dockerrun> = {
  meta: {
    summary:
      'A value of Dockerrun.aws.json is an array, an object or a single value where another of these belongs',
    why: 'Version 2 becomes a task definition of Amazon ECS, which refuses a value of another type, such as a text as command or as host of a volume. The deployment fails.',
    consequence: 'deploy-fails',
    references: [
      'guide:create_deploy_docker_v2config',
      'aws:AmazonECS/latest/APIReference/API_ContainerDefinition',
    ],
    yieldsTo: ['bundle/wrong-dockerrun-version'],
  },
  each: file('Dockerrun.aws.json'),
  *check({ version, containers, volumes }) {
    if (version !== '2') return;
    for (const { key, value } of containers.flatMap(({ entries }) => entries)) {
      const type = lookUp(CONTAINER_TYPES, key.text);
      const brackets = type === 'list' ? 'brackets' : 'braces';
      if (type) yield* ofType(type, { key, value }, `Write it as ${TYPES[type]}, in ${brackets}.`);
    }
    for (const { key, value } of volumes.flatMap(({ entries }) => entries))
      if (key.text === 'host')
        yield* ofType(
          'map',
          { key, value },
          'Write the path as `{"sourcePath": "/PATH"}`, or write `{}` for a folder that Docker chooses.',
        );
  },
};

const TYPES = { list: 'an array', map: 'an object', scalar: 'a single value' } as const;

/** What is below each key. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html */
const CONTAINER_TYPES: Readonly<Record<string, 'list' | 'map'>> = {
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

function* ofType(
  type: 'list' | 'map',
  { key, value }: Pick<MapEntry, 'key' | 'value'>,
  help: string,
): Generator<Finding> {
  const isUnset = value.kind === 'scalar' && value.type === 'null';
  if (value.kind === type || value.valueKind !== 'literal' || isUnset) return;
  yield {
    at: value.place,
    message: `"${key.text}" is ${TYPES[value.kind]} instead of ${TYPES[type]}`,
    help,
  };
}
