import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { isReplaced } from '../../model/bundle/may-be-filled-in.js';
import { type Compose, type ComposeService } from '../../model/docker/compose.js';
import { isDockerSure } from '../../model/docker/uses-docker.js';
import { child, entriesOf, itemsOf, type Node, scalar } from '../../parse/yaml/node.js';
import { placeInScalar } from '../../parse/yaml/scalar-text.js';
import type { Place } from '../../source/index.js';
import { firstOfEach } from '../../util/collections.js';
import { MAX_COMPOSE_NAMES } from '../../util/limits.js';
import { nearest } from '../../util/nearest.js';
import { shorten } from '../../util/text.js';
import { file } from '../on.js';
import type { EachRule } from '../rule.js';

export const undeclaredName: EachRule<Compose> = {
  meta: {
    summary: 'A service of docker-compose.yml names a volume, a network or a service that is not declared',
    why: 'Docker Compose starts nothing from a file with a name that the file does not declare: "service \"web\" refers to undefined volume assets: invalid compose project", "service \"web\" depends on undefined service \"cache\": invalid compose project". The deployment fails. Only the network "default" is there by itself.',
    consequence: 'deploy-fails',
    references: [
      'https://docs.docker.com/reference/compose-file/volumes/',
      'https://docs.docker.com/reference/compose-file/networks/',
      'https://docs.docker.com/reference/compose-file/services/#depends_on',
      'https://github.com/thelounge/thelounge-docker/pull/202',
    ],
  },
  each: file('docker-compose.yml'),
  *check(compose, project) {
    if (compose.isOpen) return;
    const declared = new Map(KINDS.map((kind) => [kind, declaredNames(compose, kind)]));
    const missing = namedIn(compose).filter(({ kind, name }) => declared.get(kind)?.has(name) === false);
    for (const { kind, name, place } of firstOfEach(missing, (one) => `${one.kind} ${one.name}`)) {
      if (isReplaced(deployedFiles(project), name)) continue;
      const near = nearest(name, declared.get(kind) ?? []);
      yield {
        at: place,
        message: `docker-compose.yml has no ${kind} "${shorten(name)}"`,
        help: near === undefined ? HELPS[kind](shorten(name)) : `Use \`${near}\`.`,
        ...(!isDockerSure(project) && { warnsBecause: 'may-not-run' as const }),
      };
    }
  },
};

const KINDS = ['service', 'volume', 'network', 'secret', 'config'] as const;

type Kind = (typeof KINDS)[number];

const declareFile = (kind: Kind) => (name: string) =>
  `Delete it, or write \`${name}: {file: ./${name}.txt}\` below \`${kind}s\` at the top level, and add the file.`;

const declareEmpty = (kind: Kind) => (name: string) =>
  `Write \`${name}:\` below \`${kind}s\` at the top level of the file.`;

const HELPS: Readonly<Record<Kind, (name: string) => string>> = {
  service: (name) => `Delete it, or add the service \`${name}\`.`,
  volume: declareEmpty('volume'),
  network: declareEmpty('network'),
  secret: declareFile('secret'),
  config: declareFile('config'),
};

/** Undefined where the text does not tell them all. */
function declaredNames({ root }: Compose, kind: Kind): ReadonlySet<string> | undefined {
  const section = child(root, `${kind}s`);
  if (section && (section.valueKind !== 'literal' || section.kind === 'list')) return undefined;
  const names = entriesOf(section).map(({ key }) => key.text);
  return new Set(kind === 'network' ? [...names, 'default'] : names);
}

interface Named {
  readonly kind: Kind;
  readonly name: string;
  readonly place: Place;
}

/** What the services name, as far as the text tells. */
function namedIn({ services }: Compose): Named[] {
  const all: Named[] = [];
  for (const service of services) {
    if (service.isOptional) continue;
    for (const named of namedBy(service)) {
      if (all.length === MAX_COMPOSE_NAMES) return all;
      all.push(named);
    }
  }
  return all;
}

function* namedBy({ node, volumes }: ComposeService): Generator<Named> {
  const depends = child(node, 'depends_on');
  for (const one of itemsOf(depends)) yield* whole('service', one);
  for (const { key, value } of entriesOf(depends))
    if (scalar(value, 'required')?.text !== 'false') yield* whole('service', key);
  // `SERVICE:ALIAS`, `VOLUME:PATH`: what begins with a dot or a slash is no volume.
  for (const one of itemsOf(child(node, 'links'))) yield* beginning('service', one, /^[\w.-]+/);
  for (const one of volumes)
    if (one.kind === 'scalar') yield* beginning('volume', one, /^[\w-][\w.-]+(?=:)/);
    else if (scalar(one, 'type')?.text === 'volume') yield* whole('volume', child(one, 'source'));
  const networks = child(node, 'networks');
  for (const one of itemsOf(networks)) yield* whole('network', one);
  for (const { key } of entriesOf(networks)) yield* whole('network', key);
  for (const kind of ['secret', 'config'] as const)
    for (const one of itemsOf(child(node, `${kind}s`)))
      yield* whole(kind, one.kind === 'scalar' ? one : child(one, 'source'));
}

const whole = (kind: Kind, node: Node | undefined) => beginning(kind, node, /^[\w.-]+$/);

function* beginning(kind: Kind, node: Node | undefined, pattern: RegExp): Generator<Named> {
  if (node?.kind !== 'scalar' || node.valueKind !== 'literal' || node.text.includes('$')) return;
  const [name] = pattern.exec(node.written) ?? [];
  if (name !== undefined) yield { kind, name, place: placeInScalar(node, 0, name.length) };
}
