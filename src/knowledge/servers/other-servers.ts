import { argparse, click, commander, properties } from './option-syntaxes.js';
import type { ServerProgram } from './server-program.js';

/** Its default port is 3000, but that of the variable `PORT` where the platform sets one. */
export const nextServer: ServerProgram = {
  id: 'next',
  name: 'next',
  commands: ['next'],
  subcommands: ['start', 'dev'],
  source: 'https://nextjs.org/docs/app/api-reference/cli/next#next-start-options',
  syntax: commander,
  options: {
    port: ['-p', '--port'],
    host: ['-H', '--hostname'],
    value: ['--keepAliveTimeout', '--experimental-https-key', '--experimental-https-cert'],
    switch: ['--turbo', '--turbopack', '--webpack', '--experimental-https'],
    optional: ['--inspect'],
    exits: ['-h', '--help', '-v', '--version'],
  },
  address: {},
  variables: { port: 'PORT' },
  defaults: { host: '0.0.0.0' },
};

/** The server for development of Create React App, with which some projects start. Only variables say where it listens. */
export const reactScripts: ServerProgram = {
  id: 'react-scripts',
  name: 'react-scripts',
  commands: ['react-scripts'],
  subcommands: ['start'],
  source: 'https://create-react-app.dev/docs/advanced-configuration/',
  syntax: commander,
  options: { switch: ['--no-cache'], value: ['--max_old_space_size'] },
  address: {},
  variables: { port: 'PORT', host: 'HOST' },
  defaults: { host: '0.0.0.0' },
};

/**
 * The properties are Spring Boot's, as is a default of 8080; of another program's JAR nothing is known. The files are the
 * sources of those in a JAR.
 */
export const javaJar: ServerProgram = {
  id: 'java-jar',
  name: 'java -jar',
  commands: ['java'],
  requires: 'jar',
  source:
    'https://docs.spring.io/spring-boot/appendix/application-properties/index.html#application-properties.server.server.port',
  syntax: properties,
  options: {
    port: ['--server.port'],
    host: ['--server.address'],
    portProperty: ['-Dserver.port'],
    defaultPort: ['server.port'],
    hostProperty: ['-Dserver.address'],
    config: ['--spring.config.location', '-Dspring.config.location', '--spring.config.additional-location'],
    jar: ['-jar'],
    value: ['-cp', '-classpath', '--class-path', '-p', '--module-path', '--add-modules', '--add-opens'],
  },
  address: {},
  variables: { host: 'SERVER_ADDRESS', port: 'SERVER_PORT' },
  defaults: {},
  // Of two beside each other the first takes precedence.
  configFiles: ['properties', 'yml', 'yaml'].map((ending) => `src/main/resources/application.${ending}`),
  configFormat: 'spring',
};

export const phpServer: ServerProgram = {
  id: 'php-server',
  name: 'php -S',
  commands: ['php'],
  requires: 'bind',
  source: 'https://www.php.net/manual/en/features.commandline.webserver.php',
  syntax: { clusters: true, shortEquals: true, takesAnyValue: true, stopsAtOperand: true },
  options: {
    bind: ['-S', '--server'],
    value: ['-t', '--docroot', '-c', '--php-ini', '-d', '--define', '-z', '--zend-extension', '-f', '--file'],
    switch: ['-n', '-q', '-e', '-H', '-a', '--interactive'],
    exits: ['-h', '-i', '-m', '-v', '--help', '--info', '--modules', '--version'],
  },
  address: { needsBoth: true, checksRange: true },
  usesLastAddress: true,
  defaults: {},
};

/** Its default is port 5000, or 8080 in a container. */
export const dotnet: ServerProgram = {
  id: 'dotnet',
  name: 'dotnet',
  commands: ['dotnet'],
  source: 'https://learn.microsoft.com/aspnet/core/fundamentals/servers/kestrel/endpoints',
  syntax: { takesAnyValue: true },
  options: {
    bind: ['--urls'],
    value: [
      '--environment',
      '--contentRoot',
      '--applicationName',
      '--roll-forward',
      '--additionalprobingpath',
    ],
  },
  address: { prefix: /^https?:\/\//, needsPrefix: 'http://', separator: ';', takesStar: true },
  usesLastAddress: true,
  variables: {
    bind: 'ASPNETCORE_URLS',
    others: ['ASPNETCORE_HTTP_PORTS', 'ASPNETCORE_HTTPS_PORTS', 'DOTNET_URLS'],
  },
  defaults: {},
  configFiles: ['appsettings.json', 'appsettings.Production.json', 'Program.cs'],
  configFormat: 'dotnet',
  configOverrules: true,
};

export const flask: ServerProgram = {
  id: 'flask',
  name: 'flask run',
  commands: ['flask'],
  subcommands: ['run'],
  source: 'https://flask.palletsprojects.com/en/stable/cli/',
  syntax: click,
  options: {
    host: ['--host', '-h'],
    port: ['--port', '-p'],
    value: ['-A', '--app', '-e', '--env-file', '--cert', '--key', '--extra-files', '--exclude-patterns'],
    switch: [
      ...['--debug', '--no-debug', '--reload', '--no-reload', '--debugger', '--no-debugger'],
      ...['--with-threads', '--without-threads'],
    ],
    exits: ['--help', '--version'],
  },
  address: {},
  variables: { host: 'FLASK_RUN_HOST', port: 'FLASK_RUN_PORT' },
  defaults: { host: '127.0.0.1', port: 5000 },
};

/**
 * Every option is named as a key of its configuration, and takes a value. Its default port is not known: start scripts that
 * were written for other platforms name another one in the home folder, in `~/.streamlit/config.toml`.
 */
export const streamlit: ServerProgram = {
  id: 'streamlit',
  name: 'streamlit',
  commands: ['streamlit'],
  subcommands: ['run'],
  source: 'https://docs.streamlit.io/develop/api-reference/configuration/config.toml',
  syntax: { ...click, switchesTakeValues: true, harmless: /^--(?!server\.(?:port|address)\b)[a-z]+\.\w/ },
  options: { port: ['--server.port'], host: ['--server.address'], exits: ['--help'] },
  address: {},
  variables: { host: 'STREAMLIT_SERVER_ADDRESS', port: 'STREAMLIT_SERVER_PORT' },
  configFiles: ['.streamlit/config.toml'],
  webSockets: true,
  defaults: { host: '0.0.0.0' },
};

/** `python -m http.server`. */
export const httpServer: ServerProgram = {
  id: 'http-server',
  name: 'http.server',
  commands: ['http.server'],
  source: 'https://docs.python.org/3/library/http.server.html#command-line-interface',
  syntax: argparse,
  options: {
    host: ['-b', '--bind'],
    value: ['-d', '--directory', '-p', '--protocol', '--tls-cert', '--tls-key', '--tls-password-file'],
    switch: ['--cgi'],
    exits: ['-h', '--help'],
  },
  address: { takesPortOnly: true },
  takesPort: true,
  webSockets: false,
  defaults: { host: '0.0.0.0', port: 8000 },
};

/** A server where its script says so: https://nodejs.org/api/net.html#serverlistenport-host-backlog-callback */
export const nodeScript: ServerProgram = {
  id: 'node',
  name: 'node',
  commands: ['node', 'nodejs'],
  requires: 'bind',
  source: 'https://nodejs.org/api/cli.html',
  syntax: { takesAnyValue: true, stopsAtOperand: true },
  options: {
    bind: ['--listen'],
    value: ['-r', '--require', '--import', '--loader', '--experimental-loader', '-C', '--conditions'],
    optional: [
      ...['--enable-source-maps', '--env-file', '--env-file-if-exists', '--expose-gc', '--harmony'],
      ...['--inspect', '--max-http-header-size', '--max-old-space-size', '--max-semi-space-size'],
      ...['--no-deprecation', '--no-warnings', '--openssl-legacy-provider', '--optimize-for-size'],
      ...['--stack-size', '--trace-deprecation', '--trace-warnings', '--unhandled-rejections'],
    ],
    exits: ['-v', '--version', '-h', '--help', '-e', '--eval', '-p', '--print', '-c', '--check', '--test'],
  },
  address: {},
  addsAddresses: true,
  defaults: { host: '0.0.0.0' },
  configFormat: 'node',
};

/** A server where its script says so. */
export const pythonScript: ServerProgram = {
  id: 'python',
  name: 'python',
  commands: [],
  ending: '.py',
  requires: 'bind',
  source: 'https://docs.python.org/3/using/cmdline.html',
  syntax: { takesAnyValue: true, stopsAtOperand: true },
  options: { bind: ['--listen'] },
  address: {},
  addsAddresses: true,
  defaults: { host: '0.0.0.0' },
  configFormat: 'python',
};

/**
 * What the platform of Go builds from `application.go`: a server where its source says so.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/go-environment.html
 */
export const goApplication: ServerProgram = {
  id: 'go',
  name: 'the application',
  commands: ['application'],
  requires: 'bind',
  source: 'https://pkg.go.dev/net/http#ListenAndServe',
  syntax: {},
  options: { bind: ['--listen'] },
  address: {},
  addsAddresses: true,
  defaults: { host: '0.0.0.0' },
  configFiles: ['application.go'],
  configFormat: 'go',
};
