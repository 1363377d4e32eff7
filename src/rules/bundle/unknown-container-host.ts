import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { existingFiles } from '../../model/bundle/existing-files.js';
import { type Compose, type ComposeService, dockerCompose } from '../../model/docker/compose.js';
import { type Container, containers, PROJECT_FOLDER } from '../../model/docker/containers.js';
import { type Dockerrun, dockerrunFile, type TaskContainer } from '../../model/docker/dockerrun.js';
import { isDockerSure } from '../../model/docker/uses-docker.js';
import type { Doubt } from '../../model/doubt.js';
import { fact } from '../../model/fact.js';
import { directivesIn, hostOf, includesMore, toItself } from '../../model/nginx/passed-hosts.js';
import { replacedByTool } from '../../model/presence/mentions.js';
import type { Project } from '../../model/project.js';
import { copiedFrom, type DockerInstruction, lastStage, parseDockerfile } from '../../parse/dockerfile.js';
import { parseNginx } from '../../parse/nginx/nginx.js';
import { mappedText, placeOfMapped } from '../../parse/shell/word.js';
import { child, entriesOf, itemsOf, scalar } from '../../parse/yaml/node.js';
import { type Place, type SourceFile, textAt } from '../../source/index.js';
import { firstOfEach } from '../../util/collections.js';
import { MAX_LISTED_NAMES, MAX_LOOKED_UP_FILES } from '../../util/limits.js';
import { nearest } from '../../util/nearest.js';
import { list, shorten, splitWords } from '../../util/text.js';
import type { EachRule } from '../rule.js';

/** Containers that find each other, as far as nginx in one of them is concerned. */
interface Network {
  readonly place: Place;
  /** The names that nginx may look up. */
  readonly known: ReadonlySet<string>;
  /** Names to use. */
  readonly names: readonly string[];
  readonly files: readonly (Pick<Configuration, 'doubt'> & { readonly source: SourceFile })[];
  /** An image of nginx has nothing else in it: its own address is that of nginx. */
  readonly isOnlyNginx: boolean;
  /** The container of version 2 whose links these are; undefined where all services find each other. */
  readonly container?: string;
}

const networks = fact('networks', (project): readonly Network[] => {
  const compose = dockerCompose(project);
  if (compose) return networkOfServices(compose, project);
  const dockerrun = dockerrunFile(project);
  return dockerrun?.version === '2' && !child(dockerrun.root, 'networkMode')
    ? dockerrun.containers.flatMap((one) => networkOfLinks(one, dockerrun, project))
    : [];
});

export const unknownContainerHost: EachRule<Network> = {
  meta: {
    summary: 'A container with nginx passes requests to a host that it cannot find',
    why: 'Containers of Docker Compose find each other by the names of their services, those of version 2 of Dockerrun.aws.json only by their links. nginx looks up every host when it starts, and ends where it does not find one: "host not found in upstream \"app\"". The container stops, and no request is answered. localhost is the container of nginx itself, where nothing else runs. Only configurations that are mounted or copied as they are get checked.',
    consequence: 'traffic-breaks',
    references: [
      'https://docs.docker.com/compose/how-tos/networking/',
      'guide:create_deploy_docker_v2config',
      'nginx:http/ngx_http_upstream_module#server',
      'https://github.com/aschmelyun/docker-compose-laravel/issues/50',
      'https://github.com/aws-samples/eb-docker-nginx-proxy/issues/6',
    ],
    claimsAbsence: true,
  },
  each: networks,
  *check({ place, known, names, files, isOnlyNginx, container }, project) {
    const directives = files.flatMap(({ source }) => [
      ...directivesIn(parseNginx(mappedText(source)).directives),
    ]);
    const include = directives.find(includesMore);
    const more: Doubt | undefined = include && {
      reason: 'this may read another file of nginx',
      at: include.name.place,
    };
    const changes = new Map(files.map(({ source, doubt }) => [source, doubt]));
    const upstreams = new Set(
      directives.flatMap(({ name, args: [own] }) => (name.text === 'upstream' && own ? [own.text] : [])),
    );
    const unknown = directives.flatMap(hostOf).filter(({ host }) => !known.has(host) && !upstreams.has(host));
    const isSure = container !== undefined || isDockerSure(project);
    const useNames =
      container === undefined
        ? `Use the name of a service: ${list(names, 'or')}.`
        : `Add ${list(names, 'or')} to the \`links\` of "${container}", and use its name.`;
    for (const { word, port } of isOnlyNginx ? toItself(directives) : [])
      yield {
        at: word.place,
        doubt: more ?? changes.get(word.place.file),
        message: `Nothing listens on port ${String(port)} in the container of nginx`,
        help: useNames,
        related: [{ at: place, note: container === undefined ? 'the services' : 'the container' }],
        ...(!isSure && { warnsBecause: 'may-not-run' as const }),
      };
    for (const { host, word } of firstOfEach(unknown, (one) => one.host)) {
      const near = nearest(host, known);
      yield {
        at: word.place,
        doubt: more ?? changes.get(word.place.file) ?? replacedByTool(host, project),
        message:
          container === undefined
            ? `No service of docker-compose.yml is named "${shorten(host)}"`
            : `Container "${container}" has no link to "${shorten(host)}"`,
        help:
          container !== undefined && names.includes(`\`${host}\``)
            ? `Add \`${host}\` to the \`links\` of "${container}".`
            : near === undefined
              ? useNames
              : `Use \`${near}\`.`,
        related: [{ at: place, note: container === undefined ? 'the services' : 'the container' }],
        ...(!isSure && { warnsBecause: 'may-not-run' as const }),
      };
    }
  },
};

function networkOfServices(compose: Compose, project: Project): Network[] {
  const known = compose.isOpen ? undefined : knownHosts(compose);
  const files = known ? nginxFiles(compose, project) : [];
  const names = compose.services
    .flatMap(({ name, image }) => (isNginx(image?.text) ? [] : `\`${name.text}\``))
    .slice(0, MAX_LISTED_NAMES);
  const isOnlyNginx = compose.services.every(
    ({ image, build, command, node }) =>
      !child(node, 'network_mode') && (!isNginx(image?.text) || !(build ?? command)),
  );
  return known && files.length > 0 ? [{ place: compose.place, known, names, files, isOnlyNginx }] : [];
}

const mountsByName = fact(
  'mountsByName',
  (project) => new Map(containers(project).map(({ name, mounts }) => [name, mounts])),
);

/** https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/create_deploy_docker_v2config.html */
function networkOfLinks(
  { node, name, links }: TaskContainer,
  { containers: all }: Dockerrun,
  project: Project,
): Network[] {
  const mounts = name && mountsByName(project).get(name.text);
  const isRunAsIs = !child(node, 'command') && !child(node, 'entryPoint') && !child(node, 'extraHosts');
  if (!name || !mounts || !isRunAsIs || !isNginx(scalar(node, 'image')?.text)) return [];
  const known = new Set(links.flatMap((link) => (link.kind === 'scalar' ? link.text.split(':') : [])));
  const names = all
    .slice(0, MAX_LISTED_NAMES)
    .flatMap((one) => (one.name && one.name !== name ? `\`${one.name.text}\`` : []));
  const files = sourcesOf(
    mountedConfigurations(mounts, project).map((path) => ({ path, doubt: undefined })),
    project,
  );
  return files.length > 0 && names.length > 0
    ? [
        {
          place: name.place,
          known,
          names,
          files,
          isOnlyNginx: true,
          container: name.text,
        },
      ]
    : [];
}

/** All names that a container may look up; undefined where a network has others, or the text does not tell them. */
function knownHosts({ root, services }: Compose): ReadonlySet<string> | undefined {
  if (entriesOf(child(root, 'networks')).some(({ value }) => child(value, 'external'))) return undefined;
  const names = services.flatMap(({ name, node }) => [
    name.text,
    ...['container_name', 'hostname'].map((key) => scalar(node, key)?.text ?? ''),
    ...entriesOf(child(node, 'networks')).flatMap(({ value }) =>
      itemsOf(child(value, 'aliases')).map((alias) => (alias.kind === 'scalar' ? alias.text : '')),
    ),
    ...['links', 'external_links', 'extra_hosts'].flatMap((key) => [
      ...itemsOf(child(node, key)).flatMap((one) => (one.kind === 'scalar' ? one.text.split(/[:=]/) : [])),
      ...entriesOf(child(node, key)).map(({ key: host }) => host.text),
    ]),
  ]);
  return names.some((name) => name.includes('$')) ? undefined : new Set(names);
}

/** A file that nginx reads, unless something changes it in the container. */
interface Configuration {
  readonly path: string;
  readonly doubt: Doubt | undefined;
}

/** The files that containers of nginx read. */
function nginxFiles({ services }: Compose, project: Project): Network['files'] {
  const byName = new Map(containers(project).map((container) => [container.name, container]));
  const read = services.flatMap((service) => {
    const container = byName.get(service.name.text);
    return container?.mounts && !service.isOptional ? configurationsOf(service, container, project) : [];
  });
  return sourcesOf(read, project);
}

function sourcesOf(read: readonly Configuration[], project: Project): Network['files'] {
  const existing = existingFiles(deployedFiles(project));
  const doubts = new Map(read.map(({ path, doubt }) => [path, doubt]));
  return [...doubts].slice(0, MAX_LOOKED_UP_FILES).flatMap(([path, doubt]) => {
    const source = existing.source(path);
    return source ? [{ source, doubt }] : [];
  });
}

const mountedConfigurations = (mounts: NonNullable<Container['mounts']>, project: Project): string[] =>
  mounts.flatMap(({ host, container }) =>
    host.startsWith(`${PROJECT_FOLDER}/`)
      ? configurationsAt(host.slice(PROJECT_FOLDER.length + 1), container, project)
      : [],
  );

/** Why it may read other names than those in its files: it fills them in, or has another network. */
function changeBy({ name, node, command, entrypoint }: ComposeService): Doubt | undefined {
  if (child(node, 'network_mode')) return { reason: 'the service has another network', at: name.place };
  const isFilling = command !== undefined && /envsubst|sed|\.sh\b/.test(textAt(command.place));
  return entrypoint !== undefined || isFilling
    ? { reason: 'the service may fill in its configuration when it starts', at: name.place }
    : undefined;
}

const isNginx = (image = ''): boolean => /^(?:[\w.-]+\/)*nginx(?:-unprivileged)?(?:[:@]|$)/.test(image);

function configurationsOf(
  service: ComposeService,
  { mounts = [] }: Container,
  project: Project,
): readonly Configuration[] {
  const own = changeBy(service);
  const built = service.build ? builtImage(service.build, project) : undefined;
  if (!isNginx(service.build ? built?.image : service.image?.text)) return [];
  const mounted = mountedConfigurations(mounts, project);
  // What is mounted is in the place of what the image has there.
  const paths = mounted.length > 0 ? mounted : (built?.configurations ?? []);
  return paths.map((path) => ({ path, doubt: own ?? built?.doubt }));
}

/** A file in the place of one that nginx reads, or the files of such a folder. */
function configurationsAt(path: string, target: string, project: Project): string[] {
  if (target === '/etc/nginx/nginx.conf' || /^\/etc\/nginx\/conf\.d\/[^/]+\.conf$/.test(target))
    return [path];
  if (target !== '/etc/nginx/conf.d') return [];
  const found = existingFiles(deployedFiles(project)).in(path) ?? [];
  return [...found].flatMap(([name, kind]) =>
    kind === 'file' && name.endsWith('.conf') ? [`${path}/${name}`] : [],
  );
}

interface BuiltImage {
  readonly image: string;
  readonly configurations: readonly string[];
  readonly doubt: Doubt | undefined;
}

function builtImage(
  { context, dockerfile }: NonNullable<ComposeService['build']>,
  project: Project,
): BuiltImage | undefined {
  const source =
    dockerfile.path === undefined ? undefined : existingFiles(deployedFiles(project)).source(dockerfile.path);
  if (!source || context.path === undefined) return undefined;
  const [from, ...instructions] = lastStage(parseDockerfile(source));
  if (!from) return undefined;
  const change = instructions.find(changes);
  const folder = context.path === '' ? '' : `${context.path}/`;
  return {
    doubt: change && {
      reason: 'this may change the configuration in the image',
      at: placeOfMapped(change.argument),
    },
    image: splitWords(from.argument.text).find((word) => !word.startsWith('--')) ?? '',
    configurations: instructions.flatMap((instruction) => {
      const target = instruction.argument.text.split(/[\s"\]]+/).findLast((word) => word !== '') ?? '';
      return copiedFrom(instruction).flatMap(({ text }) => {
        const path = text.replace(/^\.?\/|\/$/g, '');
        const inFolder = target.replace(/\/$/, '');
        const to =
          /\.conf$/.test(path) && !target.endsWith('.conf')
            ? `${inFolder}/${path.replace(/^.*\//, '')}`
            : inFolder;
        return configurationsAt(`${folder}${path}`, to, project);
      });
    }),
  };
}

const changes = ({ name, argument: { text } }: DockerInstruction): boolean =>
  name === 'ENTRYPOINT' ||
  (name === 'CMD' && /envsubst|sed|\.sh\b/.test(text)) ||
  (name === 'RUN' &&
    /envsubst|\bsed\b|\/etc\/nginx/.test(text) &&
    !/^rm\s+(?:-\w+\s+)?\/etc\/nginx\/[\w./*-]+$/.test(text));
