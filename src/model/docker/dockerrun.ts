import { DOCKERRUN_KEYS, type DockerrunVersion, versionsReadOn } from '../../knowledge/docker/dockerrun.js';
import {
  child,
  entriesOf,
  entry,
  itemsOf,
  type MapEntry,
  type Node,
  scalar,
  type ScalarNode,
} from '../../parse/yaml/node.js';
import type { SourceFile } from '../../source/index.js';
import { fact } from '../fact.js';
import { dataFile, dataFiles } from '../platform/data-files.js';
import type { Platform } from '../platform/platform.js';
import type { PublishedPort } from './compose.js';

/** What `Dockerrun.aws.json` says. */
export interface Dockerrun {
  readonly file: SourceFile;
  readonly root: Node;
  /** The value of `AWSEBDockerrunVersion`. */
  readonly written: Node | undefined;
  /** Undefined where it is missing, or none that exists. */
  readonly version: DockerrunVersion | undefined;
  readonly entries: readonly MapEntry[];
  /** The items of `containerDefinitions`. */
  readonly containers: readonly TaskContainer[];
  /** The items of `volumes`. */
  readonly volumes: readonly NamedItem[];
}

/** An item of a list whose items have names. */
interface NamedItem {
  readonly node: Node;
  readonly name: ScalarNode | undefined;
  readonly entries: readonly MapEntry[];
}

/** A container of version 2, as it becomes a part of a task definition of Amazon ECS. */
export interface TaskContainer extends NamedItem {
  /** The volumes that `mountPoints` names. */
  readonly mounts: readonly ScalarNode[];
  /** The items of `links`: `CONTAINER:ALIAS`. */
  readonly links: readonly Node[];
  /** The values of environment variables and of the options of a log driver. */
  readonly texts: readonly Node[];
  /** The ports that are ports of the instance, too: without `hostPort`, Amazon ECS chooses one. */
  readonly ports: readonly PublishedPort[];
}

/** Undefined where there is none that can be read. */
export const dockerrunFile = fact('dockerrunFile', (project): Dockerrun | undefined => {
  const found = dataFile(dataFiles(project), 'Dockerrun.aws.json');
  if (!found?.root) return undefined;
  const { file, root } = found;
  const written = child(root, 'AWSEBDockerrunVersion');
  const text = written?.kind === 'scalar' ? written.text : '';
  return {
    ...{ file, root, written, version: isVersion(text) ? text : undefined, entries: entriesOf(root) },
    containers: itemsOf(child(root, 'containerDefinitions')).map(taskContainer),
    volumes: itemsOf(child(root, 'volumes')).map(namedItem),
  };
});

const namedItem = (node: Node): NamedItem => ({
  node,
  name: scalar(node, 'name'),
  entries: entriesOf(node),
});

const taskContainer = (node: Node): TaskContainer => ({
  ...namedItem(node),
  mounts: itemsOf(child(node, 'mountPoints')).flatMap((mount) => scalar(mount, 'sourceVolume') ?? []),
  links: itemsOf(child(node, 'links')),
  texts: [
    ...itemsOf(child(node, 'environment')).flatMap((variable) => scalar(variable, 'value') ?? []),
    ...entriesOf(child(child(node, 'logConfiguration'), 'options')).map(({ value }) => value),
  ],
  ports: itemsOf(child(node, 'portMappings')).flatMap(portOfMapping),
});

/** https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/create_deploy_docker_v2config.html */
function portOfMapping(mapping: Node): readonly PublishedPort[] {
  const [host, container] = [scalar(mapping, 'hostPort'), scalar(mapping, 'containerPort')];
  const [hostPort, containerPort] = [Number(host?.text ?? 0), Number(container?.text ?? 0)];
  if (!host || !hostPort || !containerPort) return [];
  const protocol = scalar(mapping, 'protocol')?.text ?? 'tcp';
  return [{ hostPort, containerPort, protocol, address: undefined, place: host.place }];
}

/**
 * The version that the file should say where a named platform does not read the one that it says.
 * `isOfKeys` tells whether the file has keys that only this version has.
 */
export function neededVersion(
  { version, entries }: Dockerrun,
  { name, language }: Platform,
): { readonly version: DockerrunVersion; readonly isOfKeys: boolean } | undefined {
  const read = name === undefined ? undefined : versionsReadOn(language);
  const [usual] = read ?? [];
  if (!version || !read || !usual || read.includes(version)) return undefined;
  const isOwn = (key: string, wanted: DockerrunVersion) =>
    DOCKERRUN_KEYS[wanted].includes(key) && !DOCKERRUN_KEYS[version].includes(key);
  const ofKeys = read.find((wanted) => entries.some(({ key }) => isOwn(key.text, wanted)));
  return { version: ofKeys ?? usual, isOfKeys: ofKeys !== undefined };
}

const isVersion = (text: string): text is DockerrunVersion => /^[123]$/.test(text);

/** The names of the images that the file tells the platform to fetch. */
export function imagesOf(dockerrun: Dockerrun): ScalarNode[] {
  const images =
    dockerrun.version === '1'
      ? [entry(child(dockerrun.root, 'Image'), 'Name')?.value]
      : dockerrun.containers.map(({ node }) => child(node, 'image'));
  return images.flatMap((image) => (image?.kind === 'scalar' ? [image] : []));
}
