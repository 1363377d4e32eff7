import { readFileSync } from 'node:fs';

/** A row: what a program of a version listens on, started by a command line in an environment, with files beside it. */
export function readTable(path) {
  const [, ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
  return lines.map((line, index) => {
    const [version, command, environment, files, sockets] = line.split('\t');
    return {
      line: index + 2,
      version,
      command,
      environment: JSON.parse(environment),
      files: JSON.parse(files),
      sockets,
    };
  });
}

/** `tcp 0.0.0.0 5000, unix /tmp/a.sock` as a list; undefined where the program refused to start. */
export function parseSockets(text) {
  if (text === 'refused') return undefined;
  return text.split(', ').map((socket) => {
    const [kind, ...rest] = socket.split(' ');
    if (kind === 'unix') return { kind, path: rest.join(' ') };
    const [host, port] = rest;
    return { kind, host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
  });
}

const HEADING = 'version\tcommand line\tenvironment\tfiles\tsockets';

export const writtenTable = (rows) =>
  `${[
    HEADING,
    ...rows.map(({ version, command, environment, files, sockets }) =>
      [version, command, JSON.stringify(environment), JSON.stringify(files), sockets].join('\t'),
    ),
  ].join('\n')}\n`;
