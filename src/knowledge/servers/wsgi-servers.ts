import { argparse, click, getopt } from './option-syntaxes.js';
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
    application: ['--paste', '--paster'],
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
      ...['--statsd-host', '--dogstatsd-tags', '--statsd-prefix', '-n', '--name', '--pythonpath'],
      ...['--proxy-allow-from', '--keyfile', '--certfile', '--ssl-version', '--cert-reqs'],
      ...['--ca-certs', '--ciphers', '--paste-global', '--forwarder-headers', '--header-map', '--protocol'],
      ...['--uwsgi-allow-from', '--http-protocols', '--http2-cleartext', '--http2-max-concurrent-streams'],
      ...['--http2-initial-window-size', '--http2-max-frame-size', '--http2-max-header-list-size'],
      ...['--asgi-loop', '--asgi-lifespan', '--asgi-disconnect-grace-period', '--http-parser', '--root-path'],
      ...['--dirty-app', '--dirty-workers', '--dirty-timeout', '--dirty-threads', '--dirty-graceful-timeout'],
      ...['--control-socket', '--control-socket-mode'],
    ],
    switch: [
      ...['--reload', '--spew'],
      ...['--preload', '--no-sendfile', '--reuse-port', '--initgroups'],
      ...['--disable-redirect-access-to-syslog', '--capture-output', '--log-syslog', '-R'],
      ...['--enable-stdio-inheritance', '--enable-backlog-metric', '--proxy-protocol'],
      ...['--suppress-ragged-eofs', '--do-handshake-on-connect', '--permit-obsolete-folding'],
      ...['--strip-header-spaces', '--permit-unconventional-http-method', '--no-control-socket'],
      ...['--permit-unconventional-http-version', '--casefold-http-method'],
    ],
    daemon: ['-D', '--daemon'],
    exits: ['-h', '--help', '-v', '--version', '--check-config', '--print-config'],
  },
  address: { unix: /^(?:unix:|fd:\/\/)/, prefix: /^tcp:\/\//, checksRange: true, bareIpv6: 'refused' },
  application: { isOptional: true },
  opensEachOnce: true,
  mergesEqualAddresses: true,
  hasEveryOption: true,
  // https://gunicorn.org/2026-news/
  versions: [
    { since: '24', flags: ['--asgi-loop', '--asgi-lifespan', '--root-path'] },
    {
      since: '25',
      flags: [
        ...['--dirty-app', '--dirty-workers', '--dirty-timeout', '--dirty-threads', '--http-protocols'],
        ...['--dirty-graceful-timeout', '--http2-max-concurrent-streams', '--http2-initial-window-size'],
        ...['--http2-max-frame-size', '--http2-max-header-list-size'],
      ],
    },
    { since: '25.1', flags: ['--control-socket', '--control-socket-mode', '--no-control-socket'] },
  ],
  defaults: { host: '127.0.0.1', port: 8000 },
  // `Workers` in gunicorn/config.py reads it before any option.
  variables: {
    ...{ port: 'PORT', hostBesidePort: '0.0.0.0', args: 'GUNICORN_CMD_ARGS' },
    number: 'WEB_CONCURRENCY',
  },
  configFiles: ['gunicorn.conf.py'],
  configFormat: 'gunicorn',
  // https://docs.gunicorn.org/en/stable/settings.html#worker-class
  workerClasses: [
    ...['sync', 'gthread', 'gevent', 'gevent_wsgi', 'gevent_pywsgi', 'eventlet', 'tornado', 'asgi'],
    ...['uvicorn.workers.UvicornWorker', 'uvicorn.workers.UvicornH11Worker'],
    ...['uvicorn_worker.UvicornWorker', 'uvicorn_worker.UvicornH11Worker'],
  ],
  interface: {
    workerClass: 'sync',
    classes: { sync: 'wsgi', gthread: 'wsgi', gevent: 'wsgi', eventlet: 'wsgi', tornado: 'wsgi' },
  },
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
      '--sockets',
    ],
    application: ['--app'],
    noIpv4: ['--no-ipv4'],
    exits: ['--help'],
    switch: [
      ...['--call', '--ipv4', '--ipv6', '--no-ipv6', '--log-untrusted-proxy-headers'],
      ...['--no-log-untrusted-proxy-headers', '--clear-untrusted-proxy-headers', '--log-socket-errors'],
      ...['--no-clear-untrusted-proxy-headers', '--no-log-socket-errors', '--expose-tracebacks'],
      ...['--no-expose-tracebacks', '--asyncore-use-poll', '--no-asyncore-use-poll'],
    ],
  },
  address: { separator: ' ', bareIpv6: true, takesStar: true },
  emptyHost: 'refused',
  exclusive: [
    ['bind', 'host'],
    ['bind', 'port'],
    ['unix', 'host'],
    ['unix', 'port'],
    ['unix', 'bind'],
  ],
  application: { isLast: true },
  hasEveryOption: true,
  unixReplacesTcp: true,
  isIpv6Apart: true,
  wrapsPorts: true,
  interface: 'wsgi',
  defaults: { host: '0.0.0.0', port: 8080 },
};

/** It has dozens of options beside these. */
export const granian: ServerProgram = {
  id: 'granian',
  name: 'granian',
  commands: ['granian'],
  source: 'https://github.com/emmett-framework/granian/blob/master/granian/cli.py',
  syntax: click,
  options: {
    host: ['--host'],
    port: ['--port'],
    unix: ['--uds'],
    value: ['--interface', '--http', '--workers', '--runtime-mode', '--loop', '--log-level', '--backlog'],
    switch: [
      '--ws',
      '--no-ws',
      '--access-log',
      '--no-access-log',
      '--log',
      '--no-log',
      '--factory',
      '--reload',
    ],
    exits: ['--help', '--version'],
  },
  address: {},
  unixReplacesTcp: true,
  variables: { host: 'GRANIAN_HOST', port: 'GRANIAN_PORT', unix: ['GRANIAN_UDS'] },
  defaults: { host: '127.0.0.1', port: 8000 },
};

/** Its hundreds of options are not listed: it listens nowhere by itself, so only those that say where matter. */
export const uwsgi: ServerProgram = {
  id: 'uwsgi',
  name: 'uwsgi',
  commands: ['uwsgi', 'uwsgi_python3', 'pyuwsgi'],
  source: 'https://uwsgi-docs.readthedocs.io/en/latest/Options.html',
  syntax: { clusters: true, switchesTakeValues: true },
  options: {
    bind: [
      ...['--http', '--http-socket', '--http11-socket', '-s', '--socket', '--uwsgi-socket', '--https'],
      ...['--https-socket', '--suwsgi-socket', '--raw-socket', '--scgi-socket', '--fastcgi-socket'],
      ...['--fastcgi-nph-socket', '--scgi-nph-socket', '--puwsgi-socket', '--shared-socket', '--stats'],
      ...['--stats-server', '--http-to-https', '--https2'],
    ],
    config: ['--ini', '--ini-paste', '--yaml', '--yml', '--json', '-j', '--xml', '-x', '-y'],
    daemonLog: ['--daemonize', '--daemonize2', '-d'],
    value: [
      ...['-p', '-w', '-H', '-t', '-l', '-b', '-S', '--processes', '--workers', '--module', '--wsgi'],
      ...['--wsgi-file', '--file', '--chdir', '--home', '--virtualenv', '--venv', '--threads', '--callable'],
      ...['--uid', '--gid', '--protocol', '--buffer-size', '--listen', '--harakiri', '--logto', '--logto2'],
      ...['--pidfile', '--env', '--pythonpath', '--pp', '--plugin', '--plugins', '--static-map', '--mount'],
      ...['--max-requests', '--touch-reload', '--chmod-socket', '--chown-socket', '--udp', '--set-ph'],
      ...['--socket-timeout', '--http-timeout', '--reload-on-rss', '--check-static', '--log-format'],
    ],
    switch: [
      ...['-M', '-T', '-m', '-i', '-L', '--master', '--enable-threads', '--vacuum', '--die-on-term'],
      ...['--need-app', '--single-interpreter', '--lazy-apps', '--lazy', '--stats-http', '--thunder-lock'],
      ...[
        '--http-websockets',
        '--disable-logging',
        '--no-orphans',
        '--manage-script-name',
        '--py-autoreload',
      ],
      ...['--http-keepalive', '--http-auto-chunked', '--http-chunked-input', '--log-master'],
    ],
  },
  address: {
    unix: /^(?:[/@]|fd:\/\/|[^:=/.]*[/.][^:=]*$)/,
    needsColon: true,
    endsAtComma: true,
    reference: /^=/,
  },
  addsAddresses: true,
  wrapsPorts: true,
  variables: { prefix: 'UWSGI_' },
  configFormat: 'uwsgi',
  defaults: {},
};

export const runserver: ServerProgram = {
  id: 'runserver',
  name: 'manage.py runserver',
  commands: ['manage.py', 'manage', 'django-admin', 'django-admin.py', 'django'],
  subcommands: ['runserver'],
  source: 'https://docs.djangoproject.com/en/stable/ref/django-admin/#runserver',
  syntax: argparse,
  options: {
    value: [
      ...['--settings', '--pythonpath', '-v', '--verbosity', '--http_timeout'],
      '--websocket_handshake_timeout',
    ],
    switch: [
      ...['--traceback', '--no-color', '--force-color', '--skip-checks'],
      ...['--nothreading', '--noreload', '--nostatic', '--insecure', '--noasgi'],
    ],
    ipv6: ['-6', '--ipv6'],
    exits: ['-h', '--help', '--version'],
  },
  address: { takesPortOnly: true, needsBoth: true, checksRange: true },
  emptyHost: 'refused',
  takesAddress: true,
  defaults: { host: '127.0.0.1', port: 8000 },
};
