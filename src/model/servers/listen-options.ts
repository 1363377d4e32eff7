import type { ServerProgram } from '../../knowledge/servers/servers.js';

const EVERYWHERE = '0.0.0.0';

/** What to add to a server's command line so that it listens on a port. */
export const portOption = (program: ServerProgram, port: number): string =>
  option(program, program.options.port, String(port)) ??
  (program.takesPort ? String(port) : addressOption(program, port));

/** What to add to a server's command line so that it listens on every interface; `port` is the one it listens on. */
export const hostOption = (program: ServerProgram, port: number): string =>
  option(program, program.options.host, EVERYWHERE) ?? addressOption(program, port);

function addressOption(program: ServerProgram, port: number): string {
  const address = `${program.address.needsPrefix ?? ''}${EVERYWHERE}:${port}`;
  return option(program, program.options.bind, address) ?? address;
}

function option(
  { syntax }: ServerProgram,
  names: readonly string[] | undefined,
  value: string,
): string | undefined {
  return names?.[0] && `${names[0]}${syntax.needsEquals ? '=' : ' '}${value}`;
}
