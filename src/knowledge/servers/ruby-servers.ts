import { optparse, thor } from './option-syntaxes.js';
import type { ServerProgram } from './server-program.js';

export const puma: ServerProgram = {
  id: 'puma',
  name: 'puma',
  commands: ['puma'],
  source: 'https://github.com/puma/puma/blob/master/lib/puma/cli.rb',
  syntax: optparse,
  options: {
    port: ['-p', '--port'],
    bind: ['-b', '--bind'],
    extra: ['--control', '--control-url'],
    config: ['-C', '--config'],
    value: [
      ...[
        '--control-token',
        '--dir',
        '-e',
        '--environment',
        '-I',
        '--include',
        '--pidfile',
        '--plugin',
        '-R',
      ],
      ...['--restart-cmd', '-S', '--state', '--redirect-stdout', '--redirect-stderr', '--tag', '-t'],
      ...['--threads', '--extra-runtime-dependencies', '-w', '--workers', '--idle-timeout'],
    ],
    switch: [
      ...['-d', '--daemon', '--debug', '--early-hints', '--preload', '--prune-bundler'],
      ...['-q', '--quiet', '-v', '--log-requests', '-s', '--silent', '--tcp-mode', '--redirect-append', '-f'],
    ],
    optional: ['--fork-worker', '--bind-to-activated-sockets'],
    exits: ['-V', '--version', '-h', '--help'],
  },
  address: {
    unix: /^(?:unix|abstract):\/\//,
    prefix: /^(?:tcp|ssl):\/\//,
    needsPrefix: 'tcp://',
    takesStar: true,
  },
  hasEveryOption: true,
  // https://github.com/puma/puma/blob/master/History.md
  versions: [{ before: '5', flags: ['-d', '--daemon', '--tcp-mode', '--control'] }],
  usesEveryPort: true,
  defaults: { host: '0.0.0.0', port: 9292 },
  configFiles: ['config/puma/production.rb', 'config/puma.rb'],
  configFormat: 'puma',
};

export const unicorn: ServerProgram = {
  id: 'unicorn',
  name: 'unicorn',
  commands: ['unicorn', 'unicorn_rails'],
  source: 'https://yhbt.net/unicorn/unicorn_1.html',
  syntax: optparse,
  options: {
    host: ['-o', '--host'],
    port: ['-p', '--port'],
    bind: ['-l', '--listen'],
    config: ['-c', '--config-file'],
    value: [
      '-E',
      '--env',
      '-e',
      '--eval',
      '-I',
      '--include',
      '-r',
      '--require',
      '-s',
      '--server',
      '-P',
      '--path',
    ],
    switch: ['-d', '--debug', '-w', '--warn', '-N', '--no-default-middleware'],
    daemon: ['-D', '--daemonize'],
    exits: ['-h', '--help', '-v', '--version'],
  },
  address: { unix: /^(?:unix:)?[/~]/, takesPortOnly: true, takesStar: true },
  defaults: { host: '0.0.0.0', port: 8080 },
};

/** Passenger without a server around it. */
export const passenger: ServerProgram = {
  id: 'passenger',
  name: 'passenger',
  commands: ['passenger'],
  subcommands: ['start'],
  source: 'https://www.phusionpassenger.com/docs/references/config_reference/standalone/',
  syntax: optparse,
  options: {
    host: ['-a', '--address'],
    port: ['-p', '--port'],
    unix: ['-S', '--socket'],
    value: ['-e', '--environment', '-R', '--rackup', '--max-pool-size', '--min-instances', '--log-file'],
    daemon: ['-d', '--daemonize'],
    exits: ['-h', '--help'],
  },
  address: {},
  unixReplacesTcp: true,
  configFiles: ['Passengerfile.json'],
  defaults: { host: '0.0.0.0', port: 3000 },
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
