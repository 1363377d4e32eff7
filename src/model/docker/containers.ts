import { child, itemsOf, type Node, scalar, type ScalarNode } from '../../parse/yaml/node.js';
import type { Place } from '../../source/index.js';
import { groupBy } from '../../util/collections.js';
import { fact } from '../fact.js';
import type { Project } from '../project.js';
import { type ComposeService, dockerCompose, isReachable } from './compose.js';
import { type Dockerrun, dockerrunFile } from './dockerrun.js';

/** What a container is started with, as `docker-compose.yml` or version 2 of `Dockerrun.aws.json` says. */
export interface Container {
  readonly name: string;
  readonly entrypoint: Node | undefined;
  readonly command: Node | undefined;
  readonly workingFolder: ScalarNode | undefined;
  /** The folders of the instance that it has in its own; undefined where the text does not tell them all. */
  readonly mounts: readonly Mount[] | undefined;
}

interface Mount {
  /** An absolute path on the instance. */
  readonly host: string;
  /** An absolute path in the container. */
  readonly container: string;
  readonly place: Place;
}

/** Those of the file that tells the platform what to run. */
export const containers = fact('containers', (project): readonly Container[] => {
  const compose = dockerCompose(project);
  if (compose) return compose.services.map(containerOfService);
  const dockerrun = dockerrunFile(project);
  return dockerrun?.version === '2' ? containersOfDockerrun(dockerrun) : [];
});

const containerOfService = ({
  name,
  entrypoint,
  command,
  workingFolder,
  volumes,
}: ComposeService): Container => ({
  name: name.text,
  entrypoint,
  command,
  workingFolder,
  mounts: allKnown(volumes.map(mountOfVolume)),
});

/** Where Elastic Beanstalk unpacks the source bundle, and Docker Compose begins relative paths. */
export const PROJECT_FOLDER = '/var/app/current';

/** `./app:/srv:ro`; a name in place of a path is a volume of Docker's own. */
function mountOfVolume(volume: Node): Mount | 'other' | undefined {
  if (volume.kind !== 'scalar') return undefined;
  const [host = '', container] = volume.text.split(':');
  if (volume.text.includes('$') || container === undefined) return undefined;
  if (!/^[./]/.test(host)) return 'other';
  const path = host.startsWith('/') ? host : `${PROJECT_FOLDER}/${host.replace(/^\.\/?/, '')}`;
  return path.includes('..')
    ? undefined
    : { host: withoutSlash(path), container: withoutSlash(container), place: volume.place };
}

/** A root keeps its slash. */
const withoutSlash = (path: string): string => path.replace(/(?<=.)\/$/, '');

function containersOfDockerrun(dockerrun: Dockerrun): Container[] {
  const folders = new Map(
    dockerrun.volumes.map(({ node, name }) => [name?.text, scalar(child(node, 'host'), 'sourcePath')?.text]),
  );
  return dockerrun.containers.map(({ node: container, name }) => ({
    name: name?.text ?? '',
    entrypoint: child(container, 'entryPoint'),
    command: child(container, 'command'),
    workingFolder: scalar(container, 'workingDirectory'),
    mounts: child(container, 'volumesFrom')
      ? undefined
      : allKnown(
          itemsOf(child(container, 'mountPoints')).map((mount) => {
            const [volume, path] = [scalar(mount, 'sourceVolume'), scalar(mount, 'containerPath')];
            if (!volume || !path) return undefined;
            const host = folders.get(volume.text);
            return host === undefined
              ? 'other'
              : { host: withoutSlash(host), container: withoutSlash(path.text), place: path.place };
          }),
        ),
  }));
}

const allKnown = (mounts: readonly (Mount | 'other' | undefined)[]): readonly Mount[] | undefined =>
  mounts.includes(undefined)
    ? undefined
    : mounts.filter((mount): mount is Mount => typeof mount === 'object');

/** A container with a port of the instance. */
export interface Publisher {
  readonly name: ScalarNode;
  readonly ports: readonly { readonly hostPort: number; readonly containerPort: number }[];
}

/** The containers of the file that tells the platform what to run, by the ports of the instance that they have. */
export const publishersByPort = fact(
  'publishersByPort',
  (project): ReadonlyMap<number, readonly Publisher[]> =>
    groupBy(publishersOf(project), ({ ports }) => ports.map(({ hostPort }) => hostPort)),
);

function publishersOf(project: Project): readonly Publisher[] {
  const compose = dockerCompose(project);
  if (compose)
    return compose.services.map(({ name, ports }) => ({
      name,
      ports: ports.filter((port) => port.protocol === 'tcp' && isReachable(port)),
    }));
  const dockerrun = dockerrunFile(project);
  if (dockerrun?.version !== '2') return [];
  return dockerrun.containers.flatMap(({ name, ports }) =>
    name ? [{ name, ports: ports.filter(({ protocol }) => protocol !== 'udp') }] : [],
  );
}
