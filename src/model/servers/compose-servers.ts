import { COMPOSE_FILE } from '../../knowledge/docker/compose-files.js';
import { parseDockerfile, type DockerInstruction } from '../../parse/dockerfile.js';
import { parseScript, scriptOfArguments, type ShellScript } from '../../parse/shell/script.js';
import { itemsOf, type Node } from '../../parse/yaml/node.js';
import { mapScalar } from '../../parse/yaml/scalar-text.js';
import { readCompose, type ComposeService } from '../docker/compose.js';
import { sourceNamed, type Project } from '../project.js';
import { serverStartedBy, type ContainerServer } from './container-server.js';
import { lastStage, startOf, variablesOf } from './dockerfile-server.js';
import type { Server } from './server.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { dataFiles } from '../platform/data-files.js';

/** Another file of Docker Compose's that it reads by itself beside the first. */
const OVERRIDE = /^docker-compose\.override\.ya?ml$/;

/** The servers that `command` of a service starts, where the service publishes ports. */
export function composeServersOf(project: Project): ContainerServer[] {
  if (deployedFiles(project).files.some(({ name }) => OVERRIDE.test(name))) return [];
  return (readCompose(dataFiles(project))?.services ?? []).flatMap((service) => {
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

/** What another image sets is not known: there it only counts what the command itself says. */
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
  { command, hasEntrypoint }: ComposeService,
  stage: readonly DockerInstruction[] | undefined,
): ShellScript | undefined {
  if (hasEntrypoint) return undefined;
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
