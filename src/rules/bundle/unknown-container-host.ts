import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { existingFiles } from '../../model/bundle/existing-files.js';
import { type Compose, type ComposeService } from '../../model/docker/compose.js';
import { type Container, containers, PROJECT_FOLDER } from '../../model/docker/containers.js';
import { isDockerSure } from '../../model/docker/uses-docker.js';
import type { Doubt } from '../../model/doubt.js';
import { readPassTarget } from '../../model/nginx/pass-targets.js';
import { replacedByTool } from '../../model/presence/mentions.js';
import type { Project } from '../../model/project.js';
import { copiedFrom, type DockerInstruction, lastStage, parseDockerfile } from '../../parse/dockerfile.js';
import { type NginxDirective, parseNginx } from '../../parse/nginx/nginx.js';
import type { NginxWord } from '../../parse/nginx/nginx-scanner.js';
import { mappedText, placeOfMapped } from '../../parse/shell/word.js';
import { child, entriesOf, itemsOf, scalar } from '../../parse/yaml/node.js';
import { type SourceFile, textAt } from '../../source/index.js';
import { firstOfEach } from '../../util/collections.js';
import { MAX_LISTED_NAMES, MAX_LOOKED_UP_FILES } from '../../util/limits.js';
import { nearest } from '../../util/nearest.js';
import { list, shorten, splitWords } from '../../util/text.js';
import { file } from '../on.js';
import type { EachRule } from '../rule.js';

export const unknownContainerHost: EachRule<Compose> = {
  meta: {
    summary: 'A container with nginx passes requests to a host that is no service of docker-compose.yml',
    why: 'Containers of Docker Compose find each other by the names of their services. nginx looks up every host when it starts, and ends where it does not find one: "host not found in upstream \"app\"". The container stops, and no request is answered. localhost is the container of nginx itself, where nothing else runs. Only configurations that are mounted or copied as they are get checked.',
    consequence: 'traffic-breaks',
    references: [
      'https://docs.docker.com/compose/how-tos/networking/',
      'nginx:http/ngx_http_upstream_module#server',
      'https://github.com/aschmelyun/docker-compose-laravel/issues/50',
    ],
    claimsAbsence: true,
  },
  each: file('docker-compose.yml'),
  *check(compose, project) {
    if (compose.isOpen) return;
    const known = knownHosts(compose);
    const configurations = known && nginxFiles(compose, project);
    if (!configurations || configurations.length === 0) return;
    const directives = configurations.flatMap(({ source }) => [
      ...directivesIn(parseNginx(mappedText(source)).directives),
    ]);
    const include = directives.find(includesMore);
    const more: Doubt | undefined = include && {
      reason: 'this may read another file of nginx',
      at: include.name.place,
    };
    const changes = new Map(configurations.map(({ source, doubt }) => [source, doubt]));
    const upstreams = new Set(
      directives.flatMap(({ name, args: [own] }) => (name.text === 'upstream' && own ? [own.text] : [])),
    );
    const unknown = directives.flatMap(hostOf).filter(({ host }) => !known.has(host) && !upstreams.has(host));
    const names = compose.services
      .flatMap(({ name, image }) => (isNginx(image?.text) ? [] : `\`${name.text}\``))
      .slice(0, MAX_LISTED_NAMES);
    // An image of nginx has nothing else in it: its own address is that of nginx.
    const isOnlyNginx = compose.services.every(
      ({ image, build, command, node }) =>
        !child(node, 'network_mode') && (!isNginx(image?.text) || !(build ?? command)),
    );
    for (const { word, port } of isOnlyNginx ? toItself(directives) : [])
      yield {
        at: word.place,
        doubt: more ?? changes.get(word.place.file),
        message: `Nothing listens on port ${String(port)} in the container of nginx`,
        help: `Use the name of a service: ${list(names, 'or')}.`,
        related: [{ at: compose.place, note: 'the services' }],
        ...(!isDockerSure(project) && { warnsBecause: 'may-not-run' as const }),
      };
    for (const { host, word } of firstOfEach(unknown, (one) => one.host)) {
      const near = nearest(host, known);
      yield {
        at: word.place,
        doubt: more ?? changes.get(word.place.file) ?? replacedByTool(host, project),
        message: `No service of docker-compose.yml is named "${shorten(host)}"`,
        help: near === undefined ? `Use the name of a service: ${list(names, 'or')}.` : `Use \`${near}\`.`,
        related: [{ at: compose.place, note: 'the services' }],
        ...(!isDockerSure(project) && { warnsBecause: 'may-not-run' as const }),
      };
    }
  },
};

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
function nginxFiles(
  { services }: Compose,
  project: Project,
): (Pick<Configuration, 'doubt'> & { readonly source: SourceFile })[] {
  const byName = new Map(containers(project).map((container) => [container.name, container]));
  const read = services.flatMap((service) => {
    const container = byName.get(service.name.text);
    return container?.mounts && !service.isOptional ? configurationsOf(service, container, project) : [];
  });
  const existing = existingFiles(deployedFiles(project));
  const doubts = new Map(read.map(({ path, doubt }) => [path, doubt]));
  return [...doubts].slice(0, MAX_LOOKED_UP_FILES).flatMap(([path, doubt]) => {
    const source = existing.source(path);
    return source ? [{ source, doubt }] : [];
  });
}

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
  const mounted = mounts.flatMap(({ host, container }) =>
    host.startsWith(`${PROJECT_FOLDER}/`)
      ? configurationsAt(host.slice(PROJECT_FOLDER.length + 1), container, project)
      : [],
  );
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

function* directivesIn(directives: readonly NginxDirective[]): Generator<NginxDirective> {
  for (const directive of directives) {
    yield directive;
    if (directive.name.text === 'upstream') yield* (directive.block ?? []).filter(isServer);
    else yield* directivesIn(directive.block ?? []);
  }
}

/** Whether other files may define upstreams. */
const includesMore = ({ name, args: [path] }: NginxDirective): boolean =>
  name.text === 'include' &&
  !/(?:^|\/)(?:mime\.types|\w+_params|fastcgi\.conf|conf\.d\/\*\.conf)$/.test(path?.text ?? '');

const isServer = ({ name, block }: NginxDirective): boolean => name.text === 'server' && !block;

/** Where nginx passes requests to a port of its own container on which it does not listen. */
function toItself(directives: readonly NginxDirective[]): { word: NginxWord; port: number }[] {
  const listens = new Set(
    directives.flatMap(({ name, args: [own] }) =>
      name.text === 'listen' ? [Number(/(?:^|:)(\d+)$/.exec(own?.text ?? '')?.[1] ?? 80)] : [],
    ),
  );
  return directives.flatMap((directive) => {
    const [word] = directive.args;
    const [, port] =
      /^(?:https?:\/\/)?(?:localhost|127\.0\.0\.1):(\d{1,5})(?:\/|$)/.exec(word?.text ?? '') ?? [];
    const isPassed = PASS.test(directive.name.text) || isServer(directive);
    return word && isPassed && port !== undefined && !listens.has(Number(port))
      ? [{ word, port: Number(port) }]
      : [];
  });
}

const PASS = /^(?:proxy|fastcgi|grpc|uwsgi|scgi)_pass$/;

/** A name without dots that nginx looks up when it starts: one with variables is looked up at each request. */
function hostOf(directive: NginxDirective): { host: string; word: NginxWord }[] {
  const { name, args } = directive;
  const [word] = args;
  const isPass = PASS.test(name.text);
  if (!word || !(isPass || isServer(directive)) || args.some(({ text }) => text === 'resolve')) return [];
  const host = readPassTarget(word.text)?.host ?? word.text.replace(/:\d{1,5}$/, '');
  return /^(?!localhost$|\d+$)[a-z][a-z\d_-]*$/.test(host) && !/[-_]\d+$/.test(host) ? [{ host, word }] : [];
}
