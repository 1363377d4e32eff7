import { argparse, click } from './option-syntaxes.js';
import {
  dotnet,
  flask,
  goApplication,
  httpServer,
  javaJar,
  nextServer,
  nodeScript,
  phpServer,
  pythonScript,
  reactScripts,
  streamlit,
} from './other-servers.js';
import { passenger, puma, railsServer, unicorn } from './ruby-servers.js';
import type { ServerProgram } from './server-program.js';
import { granian, gunicorn, runserver, uwsgi, waitress } from './wsgi-servers.js';

const daphne: ServerProgram = {
  id: 'daphne',
  name: 'daphne',
  commands: ['daphne'],
  source: 'https://github.com/django/daphne/blob/main/daphne/cli.py',
  syntax: argparse,
  options: {
    host: ['-b', '--bind'],
    port: ['-p', '--port'],
    unix: ['-u', '--unix-socket', '--fd'],
    endpoint: ['-e', '--endpoint'],
    value: [
      ...['--websocket_timeout', '--websocket_connect_timeout', '-v', '--verbosity', '-t', '--http-timeout'],
      ...['--access-log', '--log-fmt', '--ping-interval', '--ping-timeout', '--application-close-timeout'],
      ...['--root-path', '--proxy-headers-host', '--proxy-headers-port', '-s', '--server-name', '--threads'],
      ...['--websocket-max-message-size', '--ws-protocol'],
    ],
    switch: ['--proxy-headers', '--no-server-name'],
    exits: ['-h', '--help', '--version'],
  },
  address: { checksRange: true },
  emptyHost: 'default',
  application: { needsAttribute: true, isLast: true },
  opensEachOnce: true,
  hasEveryOption: true,
  defaults: { host: '127.0.0.1', port: 8000 },
  interface: 'asgi',
  webSockets: true,
};

const uvicorn: ServerProgram = {
  id: 'uvicorn',
  name: 'uvicorn',
  commands: ['uvicorn'],
  source: 'https://github.com/Kludex/uvicorn/blob/main/uvicorn/main.py',
  syntax: click,
  options: {
    host: ['--host'],
    port: ['--port'],
    unix: ['--uds', '--fd'],
    webSocketProtocol: ['--ws', '--interface'],
    value: [
      ...['--reload-dir', '--reload-include', '--reload-exclude', '--reload-delay', '--workers', '--loop'],
      ...['--http', '--ws-max-size', '--ws-max-queue', '--ws-ping-interval', '--ws-ping-timeout'],
      ...['--ws-per-message-deflate', '--lifespan', '--env-file', '--log-config', '--log-level'],
      ...['--forwarded-allow-ips', '--root-path', '--limit-concurrency', '--backlog', '--limit-max-requests'],
      ...['--limit-max-requests-jitter', '--timeout-keep-alive', '--timeout-graceful-shutdown'],
      ...['--timeout-worker-healthcheck', '--ssl-keyfile', '--ssl-certfile', '--ssl-keyfile-password'],
      ...['--ssl-version', '--ssl-cert-reqs', '--ssl-ca-certs', '--ssl-ciphers', '--header', '--app-dir'],
      '--h11-max-incomplete-event-size',
    ],
    switch: [
      ...[
        '--reload',
        '--access-log',
        '--no-access-log',
        '--use-colors',
        '--no-use-colors',
        '--proxy-headers',
      ],
      ...['--no-proxy-headers', '--server-header', '--no-server-header', '--date-header', '--no-date-header'],
      ...['--http2', '--reset-contextvars', '--factory'],
    ],
    exits: ['--version', '--help'],
  },
  address: { takesStar: true },
  application: { needsAttribute: true, isLast: true, variable: 'UVICORN_APP' },
  hasEveryOption: true,
  // https://github.com/Kludex/uvicorn/blob/main/docs/release-notes.md
  versions: [{ since: '0.37', flags: ['--timeout-worker-healthcheck'] }],
  unixReplacesTcp: true,
  isIpv6Apart: true,
  wrapsPorts: true,
  // By itself it never takes an application for WSGI: `load` in uvicorn/config.py.
  interface: 'asgi',
  defaults: { host: '127.0.0.1', port: 8000 },
  variables: { host: 'UVICORN_HOST', port: 'UVICORN_PORT', unix: ['UVICORN_UDS', 'UVICORN_FD'] },
  webSockets: true,
};

const hypercorn: ServerProgram = {
  id: 'hypercorn',
  name: 'hypercorn',
  commands: ['hypercorn'],
  source: 'https://github.com/pgjones/hypercorn/blob/main/src/hypercorn/__main__.py',
  syntax: argparse,
  options: {
    bind: ['-b', '--bind'],
    insecureBind: ['--insecure-bind'],
    certificate: ['--certfile', '--keyfile'],
    config: ['-c', '--config'],
    value: [
      ...['--access-log', '--access-logfile', '--access-logformat', '--backlog', '--ca-certs'],
      ...['--cert-reqs', '--ciphers', '--error-log', '--error-logfile', '--log-file', '--graceful-timeout'],
      ...[
        '--read-timeout',
        '--max-requests',
        '--max-requests-jitter',
        '-g',
        '--group',
        '-k',
        '--worker-class',
      ],
      ...['--keep-alive', '--keyfile-password', '--log-config', '--log-level'],
      ...['-p', '--pid', '--quic-bind', '--root-path', '--server-name', '--statsd-host', '--statsd-prefix'],
      ...['-m', '--umask', '-u', '--user', '--verify-mode', '--websocket-ping-interval', '-w', '--workers'],
    ],
    switch: ['--debug', '--reload'],
    exits: ['-h', '--help', '--version'],
  },
  address: { unix: /^(?:unix:|fd:\/\/)/, bareIpv6: true, checksRange: true },
  application: { isLast: true },
  opensEachOnce: true,
  hasEveryOption: true,
  configFormat: 'hypercorn',
  defaults: { host: '127.0.0.1', port: 8000 },
  webSockets: true,
};

export { click } from './option-syntaxes.js';
export type {
  AddressSyntax,
  ByWorkerClass,
  ConfigFormat,
  FlagVersions,
  OptionRole,
  ServerId,
  ServerProgram,
} from './server-program.js';

/** The server programs that eblint knows, read in November 2026. */
export const SERVER_PROGRAMS: readonly ServerProgram[] = [
  ...[daphne, uvicorn, hypercorn, gunicorn, waitress, uwsgi],
  ...[puma, railsServer, runserver, javaJar, phpServer, dotnet, flask, httpServer, nodeScript, pythonScript],
  nextServer,
  reactScripts,
  streamlit,
  goApplication,
  ...[granian, unicorn, passenger],
];

/** The programs that a name on a command line may mean; the arguments decide which one it is. */
export const serverProgramsNamed = (command: string): readonly ServerProgram[] =>
  SERVER_PROGRAMS.filter(
    ({ commands, ending }) =>
      commands.includes(command) || (ending !== undefined && command.endsWith(ending)),
  );
