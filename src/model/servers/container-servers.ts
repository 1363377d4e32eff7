import { COMPOSE_FILE, isComposeOverride, mayBeComposeFile } from '../../knowledge/docker/compose-files.js';
import {
  type DockerInstruction,
  exposedIn,
  lastStage,
  listedWords,
  parseDockerfile,
  variablesIn,
} from '../../parse/dockerfile.js';
import { parseScript, scriptOfArguments, type ShellScript } from '../../parse/shell/script.js';
import { child, itemsOf, type Node, scalar, valueOfScalar } from '../../parse/yaml/node.js';
import { mapScalar } from '../../parse/yaml/scalar-text.js';
import { literalNumber, type Place, type Value } from '../../source/index.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { type ComposeService, dockerCompose } from '../docker/compose.js';
import { dockerrunFile } from '../docker/dockerrun.js';
import { isDockerSure } from '../docker/uses-docker.js';
import { contextOfProject } from '../entry/server-context.js';
import { fact } from '../fact.js';
import { type Project, sourceNamed } from '../project.js';
import type { Server } from './server.js';
import { serversOf } from './servers.js';

/** Those of which the text tells both. */
export const containerServersOf = fact('containerServersOf', (project): readonly ContainerServer[] => {
  if (!isDockerSure(project)) return [];
  if (deployedFiles(project).files.some(({ name }) => mayBeComposeFile(name)))
    return composeServersOf(project);
  const own = serverOfDockerfile(project);
  return own ? [own] : [];
});

/** The servers that `command` of a service starts, where the service publishes ports. */
function composeServersOf(project: Project): ContainerServer[] {
  if (deployedFiles(project).files.some(({ name }) => isComposeOverride(name))) return [];
  return (dockerCompose(project)?.services ?? []).flatMap((service) => {
    const { name, ports, hasUnknownPorts } = service;
    const used = ports
      .filter(({ protocol }) => protocol === 'tcp')
      .map(({ containerPort, place }) => ({ port: containerPort, place, file: COMPOSE_FILE }));
    const [first, ...others] = used;
    if (!first || hasUnknownPorts) return [];
    const server = serverOf(service, project);
    return server ? [{ server, ports: [first, ...others], service: name.text }] : [];
  });
}

/** What another image sets is not known: there only the command itself is considered. */
function serverOf(service: ComposeService, project: Project): Server | undefined {
  const { build, envFiles, environment } = service;
  const dockerfile =
    build?.context.path === ''
      ? sourceNamed(build.dockerfile.path ?? '', deployedFiles(project).files)
      : undefined;
  const stage = dockerfile && lastStage(parseDockerfile(dockerfile));
  const script = startOfService(service, stage);
  if (!script) return undefined;
  const server = serverStartedBy(script, project, new Map([...variablesOf(stage ?? []), ...environment]));
  const isKnown = stage !== undefined && envFiles.length === 0;
  return server && (isKnown || isStated(server)) ? server : undefined;
}

/** Its own command, else that of the image; a command beside an entrypoint is only the arguments of that. */
function startOfService(
  { command, entrypoint }: ComposeService,
  stage: readonly DockerInstruction[] | undefined,
): ShellScript | undefined {
  if (entrypoint) return undefined;
  if (!command) return stage && startOf(stage);
  return stage?.some(({ name }) => name === 'ENTRYPOINT') ? undefined : scriptOf(command);
}

/** No shell reads it, so that signs of one are words; Docker Compose replaces variables. */
function scriptOf(command: Node): ShellScript | undefined {
  if (command.kind === 'scalar') {
    const script = command.text.includes('$') ? undefined : parseScript(mapScalar(command));
    return script?.commands.length === 1 && script.redirections.length === 0 ? script : undefined;
  }
  const items = itemsOf(command);
  const words = items.flatMap((item) =>
    item.kind === 'scalar' && !item.text.includes('$') ? [mapScalar(item)] : [],
  );
  const [first] = words;
  return first && words.length === items.length ? scriptOfArguments(first, words) : undefined;
}

const isStated = ({ endpoints }: Server): boolean =>
  endpoints.every((one) => one.kind === 'tcp' && !one.host.byDefault && !one.port.byDefault);

/** The server that a Dockerfile starts without Docker Compose; undefined where the text does not tell it, or its port. */
function serverOfDockerfile(project: Project): ContainerServer | undefined {
  const file = sourceNamed('Dockerfile', deployedFiles(project).files);
  if (!file) return undefined;
  const stage = lastStage(parseDockerfile(file));
  const dockerrun = dockerrunFile(project);
  if (!dockerrun && deployedFiles(project).files.some(({ name }) => name === 'Dockerrun.aws.json'))
    return undefined;
  const overrides = ['Command', 'Entrypoint', 'Image'].some((key) => child(dockerrun?.root, key));
  const script = overrides ? undefined : startOf(stage);
  const proxied = portOfDockerrun(dockerrun?.root) ?? firstExposed(stage);
  const server = script && proxied && serverStartedBy(script, project, variablesOf(stage));
  return server && proxied && { server, ports: [proxied], service: undefined };
}

/** https://docs.docker.com/reference/dockerfile/#understand-how-cmd-and-entrypoint-interact */
function startOf(stage: readonly DockerInstruction[]): ShellScript | undefined {
  const entrypoint = stage.findLast(({ name }) => name === 'ENTRYPOINT');
  const command = stage.findLast(({ name }) => name === 'CMD');
  if (stage.some(({ name }) => name === 'SHELL')) return undefined;
  const [entry, rest] = [
    entrypoint && listedWords(entrypoint.argument),
    command && listedWords(command.argument),
  ];
  if (!entrypoint) {
    if (!command) return undefined;
    return rest ? scriptOfArguments(command.argument, rest) : parseScript(command.argument);
  }
  if (!entry) return parseScript(entrypoint.argument);
  return !command || rest ? scriptOfArguments(entrypoint.argument, [...entry, ...(rest ?? [])]) : undefined;
}

function firstExposed(stage: readonly DockerInstruction[]): UsedPort | undefined {
  const expose = stage.find(({ name }) => name === 'EXPOSE');
  const [port] = expose ? exposedIn(expose) : [];
  return expose && port !== undefined && /^\d{1,5}$/.test(port)
    ? { port: Number(port), place: expose.place, file: 'the Dockerfile' }
    : undefined;
}

function portOfDockerrun(root: Parameters<typeof child>[0]): UsedPort | undefined {
  const [first] = itemsOf(child(root, 'Ports'));
  const value = scalar(first, 'ContainerPort');
  const port = value && literalNumber(valueOfScalar(value));
  return value && port !== undefined ? { port, place: value.place, file: 'Dockerrun.aws.json' } : undefined;
}

/** The variables that `ENV` sets; another image may set more, so a server that looks for one has an unknown port. */
const variablesOf = (stage: readonly DockerInstruction[]): ReadonlyMap<string, Value> =>
  new Map(stage.flatMap(variablesIn).map(({ name, value }) => [name, value]));

/** A server in a container, and the ports of the container that are used from outside. */
interface ContainerServer {
  readonly server: Server;
  readonly ports: readonly [UsedPort, ...UsedPort[]];
  /** The service of Docker Compose that publishes the ports; undefined where the proxy uses the one. */
  readonly service: string | undefined;
}

interface UsedPort {
  readonly port: number;
  /** Where that port is named. */
  readonly place: Place;
  /** The file that names it. */
  readonly file: string;
}

/** The only server that a command starts for sure. */
function serverStartedBy(
  script: ShellScript,
  project: Project,
  variables: ReadonlyMap<string, Value>,
): Server | undefined {
  const context = contextOfProject(project);
  const [first] = script.commands;
  if (!first) return undefined;
  const name = { value: 'CMD', place: first.place };
  const entry = { name, command: script.source, commands: script.commands, place: first.place };
  const [server, ...others] = serversOf(
    { file: script.source.file, entries: [entry], lines: [] },
    {
      ...context,
      environmentProperty: (variable) => context.environmentProperty(variable) ?? variables.get(variable),
    },
  );
  return server?.isCertain && others.length === 0 ? server : undefined;
}
