import { COMPOSE_FILE, isComposeOverride } from '../../knowledge/docker/compose-files.js';
import { isLoopback } from '../../knowledge/servers/loopback.js';
import { child, itemsOf, type MapEntry, type Node, scalar, type ScalarNode } from '../../parse/yaml/node.js';
import type { Place, Value } from '../../source/index.js';
import { MAX_COMPOSE_PORTS, MAX_PORT_RANGE } from '../../util/limits.js';
import { oncePer } from '../../util/memo.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { fact } from '../fact.js';
import { dataFile, dataFiles } from '../platform/data-files.js';

/** What `docker-compose.yml` says, as far as its text tells. */
export interface Compose {
  readonly root: Node;
  readonly place: Place;
  readonly text: string;
  readonly services: readonly ComposeService[];
  /** Whether other files may add services, or parts of them. */
  readonly isOpen: boolean;
}

export interface ComposeService {
  readonly name: ScalarNode;
  readonly node: Node;
  readonly image: ScalarNode | undefined;
  readonly ports: readonly PublishedPort[];
  /** Whether it may listen on ports of the instance that `ports` does not tell. */
  readonly hasUnknownPorts: boolean;
  readonly envFiles: readonly EnvFile[];
  readonly build: ComposeBuild | undefined;
  /** What it starts in place of the command of its image; a list of words, or one text, which no shell reads. */
  readonly command: Node | undefined;
  /** What runs the command, and gets it as arguments; written as the command is. */
  readonly entrypoint: Node | undefined;
  /** Folders of the instance and of Docker that it has in its own. */
  readonly volumes: readonly Node[];
  readonly workingFolder: ScalarNode | undefined;
  readonly environment: ReadonlyMap<string, Value>;
  /** Whether it starts only when it is asked for. */
  readonly isOptional: boolean;
}

/** A file or folder that a service names; the path is undefined where the text does not tell it. */
interface NamedPath {
  /** Below the folder of `docker-compose.yml`. */
  readonly path: string | undefined;
  readonly place: Place;
}

interface EnvFile extends NamedPath {
  /** Whether Docker Compose stops without it. */
  readonly isRequired: boolean;
}

/** What an image is built from. */
export interface ComposeBuild {
  /** The folder. */
  readonly context: NamedPath;
  readonly dockerfile: NamedPath;
  /** The stage of the Dockerfile that the image ends with. */
  readonly target: ScalarNode | undefined;
}

/** A port of a container that is a port of the instance, too. */
export interface PublishedPort {
  readonly hostPort: number;
  readonly containerPort: number;
  /** The address of the instance; undefined for all. */
  readonly address: string | undefined;
  readonly protocol: string;
  readonly place: Place;
}

/** Undefined where there is none that can be read. */
export const dockerCompose = fact('dockerCompose', (project): Compose | undefined => {
  const found = dataFile(dataFiles(project), COMPOSE_FILE);
  const services = child(found?.root, 'services');
  if (!found?.root || services?.kind !== 'map') return undefined;
  return {
    root: found.root,
    place: services.place,
    text: found.file.text,
    services: servicesOf(services.entries),
    isOpen:
      child(found.root, 'include') !== undefined ||
      services.valueKind !== 'literal' ||
      deployedFiles(project).files.some(({ name }) => isComposeOverride(name)),
  };
});

function servicesOf(entries: readonly MapEntry[]): ComposeService[] {
  let left = MAX_COMPOSE_PORTS;
  return entries.map((entry) => {
    const service = serviceOf(entry, left);
    left -= service.ports.length;
    return service;
  });
}

/** @param limit how many ports are taken; whether there are more is unknown then */
function serviceOf({ key, value }: MapEntry, limit: number): ComposeService {
  const ports = portsWithin(limit, itemsOf(child(value, 'ports')));
  const isOpen =
    value.kind !== 'map' ||
    child(value, 'extends') !== undefined ||
    (child(value, 'ports') !== undefined && child(value, 'ports')?.kind !== 'list');
  return {
    name: key,
    node: value,
    image: scalar(value, 'image'),
    ports: ports.flatMap((own) => own ?? []),
    hasUnknownPorts: isOpen || ports.includes(undefined) || child(value, 'network_mode') !== undefined,
    envFiles: envFilesOf(child(value, 'env_file')),
    build: buildOf(child(value, 'build')),
    command: child(value, 'command'),
    entrypoint: child(value, 'entrypoint'),
    volumes: itemsOf(child(value, 'volumes')),
    workingFolder: scalar(value, 'working_dir'),
    environment: environmentOf(child(value, 'environment')),
    isOptional: child(value, 'profiles') !== undefined,
  };
}

/** What each item publishes; the last is undefined where they are more than a limit. */
function portsWithin(
  limit: number,
  items: readonly Node[],
): readonly (readonly PublishedPort[] | undefined)[] {
  const all: (readonly PublishedPort[] | undefined)[] = [];
  let count = 0;
  for (const item of items) {
    const own = portsOf(item);
    count += own?.length ?? 0;
    if (count > limit) return [...all, undefined];
    all.push(own);
  }
  return all;
}

/**
 * What an item of `ports` publishes: nothing for only a container's port, for which Docker chooses a port of the host.
 * Undefined where the text does not tell.
 * https://docs.docker.com/reference/compose-file/services/#ports
 */
const portsOf = (item: Node): readonly PublishedPort[] | undefined =>
  item.kind === 'scalar' ? shortForm(item) : item.kind === 'map' ? longForm(item) : undefined;

const SHORT_FORM =
  /^(?:(?:(?<address>\d+\.\d+\.\d+\.\d+|\[[\da-fA-F:]+\]):)?(?<host>\d+(?:-\d+)?)?:)?(?<container>\d+(?:-\d+)?)(?:\/(?<protocol>\w+))?$/;

function shortForm({ written, place }: ScalarNode): readonly PublishedPort[] | undefined {
  const { address, host, container, protocol = 'tcp' } = SHORT_FORM.exec(written)?.groups ?? {};
  if (container === undefined) return undefined;
  return host === undefined ? [] : published({ host, container }, { address, protocol, place });
}

function longForm(item: Node): readonly PublishedPort[] | undefined {
  const [host, container] = [scalar(item, 'published'), scalar(item, 'target')];
  if (!container) return undefined;
  if (!host) return child(item, 'published') ? undefined : [];
  return published(
    { host: host.written, container: container.written },
    {
      address: scalar(item, 'host_ip')?.text,
      protocol: scalar(item, 'protocol')?.text ?? 'tcp',
      place: host.place,
    },
  );
}

function published(
  { host, container }: { readonly host: string; readonly container: string },
  rest: Pick<PublishedPort, 'address' | 'protocol' | 'place'>,
): readonly PublishedPort[] | undefined {
  const [hosts, containers] = [rangeOf(host), rangeOf(container)];
  if (!hosts || hosts.length !== containers?.length) return undefined;
  return hosts.map((hostPort, index) => ({
    hostPort,
    containerPort: containers[index] ?? hostPort,
    ...rest,
  }));
}

function rangeOf(text: string): readonly number[] | undefined {
  const [first, last = first] = /^\d{1,5}(?:-\d{1,5})?$/.test(text) ? text.split('-').map(Number) : [];
  if (first === undefined || last === undefined || last < first || last - first >= MAX_PORT_RANGE)
    return undefined;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** https://docs.docker.com/reference/compose-file/services/#env_file */
function envFilesOf(node: Node | undefined): EnvFile[] {
  if (!node) return [];
  const items = node.kind === 'list' ? node.items : [node];
  return items.map((item) => {
    const path = item.kind === 'scalar' ? item : scalar(item, 'path');
    return {
      path: pathOf(path),
      place: (path ?? item).place,
      isRequired: (scalar(item, 'required')?.text ?? 'true') === 'true',
    };
  });
}

/** https://docs.docker.com/reference/compose-file/services/#environment */
function environmentOf(node: Node | undefined): ReadonlyMap<string, Value> {
  const entries =
    node?.kind === 'map'
      ? node.entries.map(({ key, value }) => [key.text, value] as const)
      : itemsOf(node).map(
          (item) => [item.kind === 'scalar' ? item.text.replace(/=.*/s, '') : '', item] as const,
        );
  return new Map(entries.map(([name, value]) => [name, variableOf(value, node?.kind === 'list')]));
}

function variableOf(node: Node, isAssignment: boolean): Value {
  const text = node.kind === 'scalar' ? node.text : '';
  const at = isAssignment ? text.indexOf('=') : -1;
  const isKnown = node.kind === 'scalar' && node.valueKind === 'literal' && !text.includes('$');
  return {
    kind: isKnown && (at >= 0 || !isAssignment) ? 'literal' : 'dynamic',
    text: text.slice(at + 1),
    place: node.place,
  };
}

/** https://docs.docker.com/reference/compose-file/build/ */
function buildOf(node: Node | undefined): ComposeBuild | undefined {
  if (!node) return undefined;
  const context = node.kind === 'scalar' ? node : child(node, 'context');
  const dockerfile = child(node, 'dockerfile');
  const folder = context ? pathOf(context) : '';
  const name = child(node, 'dockerfile_inline') ? undefined : dockerfile ? pathOf(dockerfile) : 'Dockerfile';
  return {
    context: { path: folder, place: (context ?? node).place },
    dockerfile: {
      path: name !== undefined && folder !== undefined ? joined(folder, name) : undefined,
      place: (dockerfile ?? context ?? node).place,
    },
    target: scalar(node, 'target'),
  };
}

const joined = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);

/** A path without `./`, empty for the folder itself: no URL, none outside, and no variables, which Docker Compose replaces. */
function pathOf(node: Node | undefined): string | undefined {
  if (node?.kind !== 'scalar' || node.valueKind !== 'literal') return undefined;
  const path = node.text.replace(/^\.(?:\/|$)|\/$/g, '');
  return /^(?!.*\.\.)[\w.][\w./@ -]*$|^$/.test(path) && !path.startsWith('git@') ? path : undefined;
}

/** Every service's published ports; undefined where the text does not tell them all. */
export const publishedPorts = ({ services, isOpen }: Compose): readonly PublishedPort[] | undefined =>
  isOpen || services.some(({ hasUnknownPorts }) => hasUnknownPorts)
    ? undefined
    : services.flatMap(({ ports }) => ports);

/** Whether a text has a variable of this name: `$NAME`, `${NAME}`, or `NAME` among what a service passes on. */
export const mentionsVariable = (compose: Compose, name: string): boolean => namesIn(compose).has(name);

const namesIn = oncePer(({ text }: Compose): ReadonlySet<string> => new Set(text.split(/[^A-Za-z0-9_]+/)));

/** Whether other machines reach it, and not only the instance itself. */
export const isReachable = ({ address = '' }: PublishedPort): boolean =>
  !isLoopback(address.replace(/^\[|\]$/g, ''));
