import { argparse, getopt } from './option-syntaxes.js';
import type { ServerProgram } from './server-program.js';

export const gunicorn: ServerProgram = {
  id: 'gunicorn',
  name: 'gunicorn',
  commands: ['gunicorn', 'gunicorn3', 'gunicorn.app.wsgiapp'],
  source: 'https://github.com/benoitc/gunicorn/blob/master/gunicorn/config.py',
  syntax: argparse,
  options: {
    bind: ['-b', '--bind'],
    config: ['-c', '--config'],
    workerClass: ['-k', '--worker-class'],
    threads: ['--threads'],
    value: [
      ...['--backlog', '-w', '--workers', '--worker-connections', '--max-requests', '--max-requests-jitter'],
      ...['-t', '--timeout', '--graceful-timeout', '--keep-alive', '--limit-request-line'],
      ...['--limit-request-fields', '--limit-request-field_size', '--reload-engine', '--reload-extra-file'],
      ...['--chdir', '-e', '--env', '-p', '--pid', '--worker-tmp-dir', '-u', '--user', '-g', '--group'],
      ...['-m', '--umask', '--forwarded-allow-ips', '--access-logfile', '--access-logformat'],
      ...['--error-logfile', '--log-file', '--log-level', '--logger-class', '--log-config'],
      ...['--log-config-json', '--log-syslog-to', '--log-syslog-prefix', '--log-syslog-facility'],
      ...['--statsd-host', '--dogstatsd-tags', '--statsd-prefix', '-n', '--name', '--pythonpath', '--paste'],
      ...['--paster', '--proxy-allow-from', '--keyfile', '--certfile', '--ssl-version', '--cert-reqs'],
      ...['--ca-certs', '--ciphers', '--paste-global', '--forwarder-headers', '--header-map', '--protocol'],
      ...['--uwsgi-allow-from', '--http-protocols', '--http2-cleartext', '--http2-max-concurrent-streams'],
      ...['--http2-initial-window-size', '--http2-max-frame-size', '--http2-max-header-list-size'],
      ...['--asgi-loop', '--asgi-lifespan', '--asgi-disconnect-grace-period', '--http-parser', '--root-path'],
      ...['--dirty-app', '--dirty-workers', '--dirty-timeout', '--dirty-threads', '--dirty-graceful-timeout'],
      ...['--control-socket', '--control-socket-mode'],
    ],
    switch: [
      ...['-h', '--help', '-v', '--version', '--reload', '--spew', '--check-config', '--print-config'],
      ...['--preload', '--no-sendfile', '--reuse-port', '-D', '--daemon', '--initgroups'],
      ...['--disable-redirect-access-to-syslog', '--capture-output', '--log-syslog', '-R'],
      ...['--enable-stdio-inheritance', '--enable-backlog-metric', '--proxy-protocol'],
      ...['--suppress-ragged-eofs', '--do-handshake-on-connect', '--permit-obsolete-folding'],
      ...['--strip-header-spaces', '--permit-unconventional-http-method', '--no-control-socket'],
      ...['--permit-unconventional-http-version', '--casefold-http-method'],
    ],
  },
  address: { unix: /^(?:unix:|fd:\/\/)/, prefix: /^tcp:\/\// },
  defaults: { host: '127.0.0.1', port: 8000 },
  variables: { port: 'PORT', hostBesidePort: '0.0.0.0', others: ['GUNICORN_CMD_ARGS'] },
  configFiles: ['gunicorn.conf.py'],
  webSockets: {
    workerClass: 'sync',
    classes: {
      sync: false,
      'uvicorn.workers.UvicornWorker': true,
      'uvicorn.workers.UvicornH11Worker': true,
      'uvicorn_worker.UvicornWorker': true,
      'uvicorn_worker.UvicornH11Worker': true,
    },
  },
};

export const waitress: ServerProgram = {
  id: 'waitress',
  name: 'waitress',
  commands: ['waitress-serve', 'waitress'],
  source: 'https://github.com/Pylons/waitress/blob/main/src/waitress/adjustments.py',
  syntax: getopt,
  options: {
    host: ['--host'],
    port: ['--port'],
    bind: ['--listen'],
    unix: ['--unix-socket'],
    value: [
      ...['--threads', '--trusted-proxy', '--trusted-proxy-count', '--trusted-proxy-headers', '--url-scheme'],
      ...['--url-prefix', '--backlog', '--recv-bytes', '--send-bytes', '--outbuf-overflow'],
      ...['--outbuf-high-watermark', '--inbuf-overflow', '--connection-limit', '--cleanup-interval'],
      ...['--channel-timeout', '--max-request-header-size', '--max-request-body-size', '--ident'],
      ...['--asyncore-loop-timeout', '--unix-socket-perms', '--channel-request-lookahead', '--server-name'],
      ...['--sockets', '--app'],
    ],
    switch: [
      ...['--help', '--call', '--ipv4', '--no-ipv4', '--ipv6', '--no-ipv6', '--log-untrusted-proxy-headers'],
      ...['--no-log-untrusted-proxy-headers', '--clear-untrusted-proxy-headers', '--log-socket-errors'],
      ...['--no-clear-untrusted-proxy-headers', '--no-log-socket-errors', '--expose-tracebacks'],
      ...['--no-expose-tracebacks', '--asyncore-use-poll', '--no-asyncore-use-poll'],
    ],
  },
  address: {},
  unixReplacesTcp: true,
  defaults: { host: '0.0.0.0', port: 8080 },
};

/** Its hundreds of options are not listed: it listens nowhere by itself, so only those that say where matter. */
export const uwsgi: ServerProgram = {
  id: 'uwsgi',
  name: 'uwsgi',
  commands: ['uwsgi'],
  source: 'https://uwsgi-docs.readthedocs.io/en/latest/Options.html',
  syntax: { clusters: true },
  options: {
    bind: ['--http', '--http-socket', '--http11-socket', '-s', '--socket', '--uwsgi-socket'],
    value: ['-p', '-w', '-H', '-t', '-l', '-b', '-x', '-y', '-j', '-S', '-d'],
    switch: ['-M', '-T', '-m', '-i', '-L'],
  },
  address: { unix: /^(?:[/@]|fd:\/\/|[^:=/.]*[/.][^:=]*$)/ },
  defaults: {},
};

/** `-6` is left out: it changes the default host. */
export const runserver: ServerProgram = {
  id: 'runserver',
  name: 'manage.py runserver',
  commands: ['manage.py', 'django-admin', 'django-admin.py', 'django'],
  subcommands: ['runserver'],
  source: 'https://docs.djangoproject.com/en/stable/ref/django-admin/#runserver',
  syntax: argparse,
  options: {
    value: [
      ...['--settings', '--pythonpath', '-v', '--verbosity', '--http_timeout'],
      '--websocket_handshake_timeout',
    ],
    switch: [
      ...['-h', '--help', '--version', '--traceback', '--no-color', '--force-color', '--skip-checks'],
      ...['--nothreading', '--noreload', '--nostatic', '--insecure', '--noasgi'],
    ],
  },
  address: { portAlone: true },
  takesAddress: true,
  defaults: { host: '127.0.0.1', port: 8000 },
};
