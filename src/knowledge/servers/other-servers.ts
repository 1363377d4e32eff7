import { optparse, properties, thor } from './option-syntaxes.js';
import type { ServerProgram } from './server-program.js';

/** Options win over `config/puma.rb`; which port stands in there, or in `PORT`, no command line tells. */
export const puma: ServerProgram = {
  id: 'puma',
  name: 'puma',
  commands: ['puma'],
  source: 'https://github.com/puma/puma/blob/master/lib/puma/cli.rb',
  syntax: optparse,
  options: {
    port: ['-p', '--port'],
    bind: ['-b', '--bind'],
    config: ['-C', '--config'],
    value: [
      ...['--bind-to-activated-sockets', '--control', '--control-url', '--control-token', '--dir', '-e'],
      ...['--environment', '-f', '--fork-worker', '-I', '--include', '--pidfile', '--plugin', '-R'],
      ...['--restart-cmd', '-S', '--state', '--redirect-stdout', '--redirect-stderr', '--tag', '-t'],
      ...['--threads', '-w', '--workers', '--idle-timeout'],
    ],
    switch: [
      ...[
        '-d',
        '--daemon',
        '--debug',
        '--early-hints',
        '--preload',
        '--prune-bundler',
        '--extra-runtime-dependencies',
      ],
      ...['-q', '--quiet', '-v', '--log-requests', '-s', '--silent', '--tcp-mode', '--redirect-append'],
      ...['-V', '--version', '-h', '--help'],
    ],
  },
  address: { unix: /^(?:unix|abstract):\/\//, prefix: /^(?:tcp|ssl):\/\//, needsPrefix: true },
  defaults: { host: '0.0.0.0' },
  configFiles: ['config/puma.rb', 'config/puma/production.rb'],
};

/** Its default host depends on `RAILS_ENV`, its default port on `PORT` and `config/puma.rb`: neither is known. */
export const railsServer: ServerProgram = {
  id: 'rails-server',
  name: 'rails server',
  commands: ['rails'],
  subcommands: ['server', 's'],
  source: 'https://github.com/rails/rails/blob/main/railties/lib/rails/commands/server/server_command.rb',
  syntax: thor,
  options: {
    port: ['-p', '--port'],
    host: ['-b', '--binding'],
    value: ['-c', '--config', '-u', '--using', '-P', '--pid', '-e', '--environment'],
    switch: [
      ...['-d', '--daemon', '-C', '--dev-caching', '--no-dev-caching', '--restart', '--early-hints'],
      ...['--no-early-hints', '--log-to-stdout', '--no-log-to-stdout', '-h', '--help'],
    ],
  },
  address: {},
  defaults: {},
};

/** The properties are Spring Boot's, as is a default of 8080; of another program's JAR nothing is known. */
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
    hostProperty: ['-Dserver.address'],
    jar: ['-jar'],
    value: ['-cp', '-classpath', '--class-path', '-p', '--module-path', '--add-modules', '--add-opens'],
  },
  address: {},
  defaults: {},
};

export const phpServer: ServerProgram = {
  id: 'php-server',
  name: 'php -S',
  commands: ['php'],
  requires: 'bind',
  source: 'https://www.php.net/manual/en/features.commandline.webserver.php',
  syntax: { clusters: true },
  options: {
    bind: ['-S', '--server'],
    value: ['-t', '--docroot', '-c', '--php-ini', '-d', '--define', '-z', '--zend-extension', '-f', '--file'],
    switch: ['-n', '-q', '-e', '-H'],
  },
  address: {},
  defaults: {},
};
