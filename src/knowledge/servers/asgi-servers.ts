import { argparse, click } from './option-syntaxes.js';
import type { ServerProgram } from './server-program.js';

export const daphne: ServerProgram = {
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
    ],
    switch: ['-h', '--help', '--ws-protocol', '--proxy-headers', '--no-server-name'],
  },
  address: {},
  defaults: { host: '127.0.0.1', port: 8000 },
  webSockets: true,
};

export const uvicorn: ServerProgram = {
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
      ...['--http2', '--reset-contextvars', '--factory', '--version', '--help'],
    ],
  },
  address: {},
  unixReplacesTcp: true,
  defaults: { host: '127.0.0.1', port: 8000 },
  variables: { host: 'UVICORN_HOST', port: 'UVICORN_PORT', others: ['UVICORN_UDS', 'UVICORN_FD'] },
  webSockets: true,
};

export const hypercorn: ServerProgram = {
  id: 'hypercorn',
  name: 'hypercorn',
  commands: ['hypercorn'],
  source: 'https://github.com/pgjones/hypercorn/blob/main/src/hypercorn/__main__.py',
  syntax: argparse,
  options: {
    bind: ['-b', '--bind', '--insecure-bind'],
    config: ['-c', '--config'],
    value: [
      ...['--access-log', '--access-logfile', '--access-logformat', '--backlog', '--ca-certs', '--certfile'],
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
      ...['--keep-alive', '--keyfile', '--keyfile-password', '--log-config', '--log-level'],
      ...['-p', '--pid', '--quic-bind', '--root-path', '--server-name', '--statsd-host', '--statsd-prefix'],
      ...['-m', '--umask', '-u', '--user', '--verify-mode', '--websocket-ping-interval', '-w', '--workers'],
    ],
    switch: ['-h', '--help', '--debug', '--reload'],
  },
  address: { unix: /^(?:unix:|fd:\/\/)/ },
  defaults: { host: '127.0.0.1', port: 8000 },
  webSockets: true,
};
