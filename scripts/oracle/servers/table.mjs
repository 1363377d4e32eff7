import { readFileSync } from 'node:fs';

const HEADING = 'version\tcommand line\tenvironment\tfiles\tsockets';

/**
 * A row: what a program of a version listens on, started by a command line in an environment, with files beside it. One
 * of a corrected line has the port of the process for which eblint corrected it as well.
 */
export function readTable(path) {
  const [, ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
  return lines.map((line, index) => {
    const [version, command, environment, files, sockets, port] = line.split('\t');
    return {
      line: index + 2,
      version,
      command,
      environment: JSON.parse(environment),
      files: JSON.parse(files),
      sockets,
      ...(port && { port: Number(port) }),
    };
  });
}

export const writtenTable = (rows) =>
  [rows.some(({ port }) => port) ? `${HEADING}\tport of the process` : HEADING, ...rows.map(writtenRow)]
    .map((line) => `${line}\n`)
    .join('');

const writtenRow = ({ version, command, environment, files, sockets, port }) =>
  [
    version,
    command,
    JSON.stringify(environment),
    JSON.stringify(files),
    sockets,
    ...(port ? [port] : []),
  ].join('\t');

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
