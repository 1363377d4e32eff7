import type { ShellScript } from '../../parse/shell/script.js';
import type { Place, Value } from '../../source/index.js';
import type { Project } from '../project.js';
import type { Server } from './server.js';
import { contextOfProject } from './server-context.js';
import { serversOf } from './servers.js';

/** A server in a container, and the ports of the container that are used from outside. */
export interface ContainerServer {
  readonly server: Server;
  readonly ports: readonly [UsedPort, ...UsedPort[]];
  /** The service of Docker Compose that publishes the ports; undefined where the proxy uses the one. */
  readonly service: string | undefined;
}

export interface UsedPort {
  readonly port: number;
  /** Where that port is named. */
  readonly place: Place;
  /** The file that names it. */
  readonly file: string;
}

/** The only server that a command starts for sure. */
export function serverStartedBy(
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
