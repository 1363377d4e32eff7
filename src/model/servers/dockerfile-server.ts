import { literalNumber, type Value } from '../../source/index.js';
import { exposedIn, parseDockerfile, variablesIn, type DockerInstruction } from '../../parse/dockerfile.js';
import { parseScript, scriptOfArguments, type ShellScript } from '../../parse/shell/script.js';
import { sliceMapped, type MappedText } from '../../parse/shell/word.js';
import { child, itemsOf, scalar, valueOfScalar } from '../../parse/yaml/node.js';
import { readDockerrun } from '../docker/dockerrun.js';
import { sourceNamed, type Project } from '../project.js';
import { serverStartedBy, type ContainerServer, type UsedPort } from './container-server.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { dataFiles } from '../platform/data-files.js';

/** The server that a Dockerfile starts without Docker Compose; undefined where the text does not tell it, or its port. */
export function serverOfDockerfile(project: Project): ContainerServer | undefined {
  const file = sourceNamed('Dockerfile', deployedFiles(project).files);
  if (!file) return undefined;
  const stage = lastStage(parseDockerfile(file));
  const dockerrun = readDockerrun(dataFiles(project));
  if (!dockerrun && deployedFiles(project).files.some(({ name }) => name === 'Dockerrun.aws.json'))
    return undefined;
  const overrides = ['Command', 'Entrypoint', 'Image'].some((key) => child(dockerrun?.root, key));
  const script = overrides ? undefined : startOf(stage);
  const proxied = portOfDockerrun(dockerrun?.root) ?? firstExposed(stage);
  const server = script && proxied && serverStartedBy(script, project, variablesOf(stage));
  return server && proxied && { server, ports: [proxied], service: undefined };
}

/** What the image is made of in the end. */
export const lastStage = (instructions: readonly DockerInstruction[]): readonly DockerInstruction[] =>
  instructions.slice(
    Math.max(
      0,
      instructions.findLastIndex(({ name }) => name === 'FROM'),
    ),
  );

/** https://docs.docker.com/reference/dockerfile/#understand-how-cmd-and-entrypoint-interact */
export function startOf(stage: readonly DockerInstruction[]): ShellScript | undefined {
  const entrypoint = stage.findLast(({ name }) => name === 'ENTRYPOINT');
  const command = stage.findLast(({ name }) => name === 'CMD');
  if (stage.some(({ name }) => name === 'SHELL')) return undefined;
  const [entry, rest] = [entrypoint && wordsOf(entrypoint.argument), command && wordsOf(command.argument)];
  if (!entrypoint) {
    if (!command) return undefined;
    return rest ? scriptOfArguments(command.argument, rest) : parseScript(command.argument);
  }
  if (!entry) return parseScript(entrypoint.argument);
  return !command || rest ? scriptOfArguments(entrypoint.argument, [...entry, ...(rest ?? [])]) : undefined;
}

/** The list form; undefined for a text that a shell reads. */
function wordsOf(argument: MappedText): MappedText[] | undefined {
  if (!/^\[(?:[ \t]*"[^"\\]*"[ \t]*(?:,|(?=\])))*\]$/.test(argument.text)) return undefined;
  return [...argument.text.matchAll(/"([^"\\]*)"/g)].map(({ index, 1: text = '' }) =>
    sliceMapped(argument, index + 1, index + 1 + text.length),
  );
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
export const variablesOf = (stage: readonly DockerInstruction[]): ReadonlyMap<string, Value> =>
  new Map(stage.flatMap(variablesIn).map(({ name, value }) => [name, value]));
