import { lookUp } from '../../util/collections.js';
import type { Language } from '../platform/platforms.js';

/**
 * `Dockerrun.aws.json`: version 1 describes one container, version 2 a task of Amazon ECS, version 3 only the login to a
 * registry beside `docker-compose.yml`.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/single-container-docker-configuration.html
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/create_deploy_docker_v2config.html
 */
export type DockerrunVersion = '1' | '2' | '3';

const VERSION = 'AWSEBDockerrunVersion';

export const DOCKERRUN_KEYS: Readonly<Record<DockerrunVersion, readonly string[]>> = {
  '1': [VERSION, 'Authentication', 'Command', 'Entrypoint', 'Image', 'Logging', 'Ports', 'Volumes'],
  '2': [VERSION, 'authentication', 'containerDefinitions', 'volumes'],
  '3': [VERSION, 'Authentication'],
};

/** The versions that a platform reads; undefined for one that reads none. */
export const versionsReadOn = (language: Language | undefined): readonly DockerrunVersion[] | undefined =>
  language === 'docker' ? ['1', '3'] : language === 'ecs' ? ['2'] : undefined;

/** Keys of a container in version 2, for those who put them at the top. */
const CONTAINER_KEYS: ReadonlySet<string> = new Set([
  ...[
    'command',
    'cpu',
    'entryPoint',
    'environment',
    'essential',
    'image',
    'links',
    'logConfiguration',
    'memory',
  ],
  ...['memoryReservation', 'mountPoints', 'name', 'portMappings', 'volumesFrom'],
]);

/** What has the same purpose in version 1. */
const IN_VERSION_1: Readonly<Record<string, string>> = {
  image: 'Image',
  portMappings: 'Ports',
  ports: 'Ports',
  volumes: 'Volumes',
  mountPoints: 'Volumes',
  logging: 'Logging',
  command: 'Command',
  entryPoint: 'Entrypoint',
  authentication: 'Authentication',
};

/** What to do about a key that a version does not have: a sentence. Undefined where nothing is known. */
export function helpForKey(key: string, version: DockerrunVersion): string | undefined {
  // Version 1 writes its own keys with a capital: so do those who bring others along.
  const own = key.charAt(0).toLowerCase() + key.slice(1);
  if (version === '1' && own === 'environment') return PROPERTIES;
  if (version === '1' && IN_VERSION_1[key] === 'Volumes')
    return 'Use `Volumes`, whose items have a `HostDirectory` and a `ContainerDirectory`.';
  if (version === '1' && IN_VERSION_1[key] === 'Ports')
    return 'Use `Ports`, whose items have a `ContainerPort`.';
  if (version === '1' && IN_VERSION_1[key] === 'Image') return 'Use `Image`, an object with a `Name`.';
  if (version === '1' && Object.hasOwn(IN_VERSION_1, key)) return `Use \`${IN_VERSION_1[key]}\`.`;
  const isOfContainer = CONTAINER_KEYS.has(own);
  const isOfTasks = key === 'containerDefinitions' || key === 'volumes' || isOfContainer;
  if (version === '3' && (isOfTasks || DOCKERRUN_KEYS['1'].includes(key)))
    return 'Describe the containers in `docker-compose.yml`.';
  if (version === '2' && isOfContainer)
    return `Put it into an item of \`containerDefinitions\`${own === key ? '' : `, as \`${own}\``}.`;
  if (version === '1' && isOfTasks) return 'Delete it, or use version 2 on the ECS platform.';
  return undefined;
}

/** https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/create_deploy_docker.container.console.html */
const PROPERTIES =
  'Set the variables in `aws:elasticbeanstalk:application:environment`, or with `eb setenv`: the container gets them.';

/** What a container of version 2 has instead of a key of docker-compose.yml; undefined for any other key. */
export const containerKeyFor = (key: string): string | undefined => lookUp(IN_CONTAINERS, key);

const IN_CONTAINERS: Readonly<Record<string, string>> = {
  ports: 'portMappings',
  volumes: 'mountPoints',
  volumes_from: 'volumesFrom',
};

/** The volumes of logs that the ECS platform makes for each container. */
export const LOG_VOLUME = /^awseb-logs-/;
