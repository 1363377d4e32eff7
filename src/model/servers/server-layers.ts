import type { ConfigFormat, OptionRole, ServerProgram } from '../../knowledge/servers/servers.js';
import type { ServerConfig } from '../../parse/server-config/config-entry.js';
import { readServerConfig } from '../../parse/server-config/read-server-config.js';
import { parseScript } from '../../parse/shell/script.js';
import type { VariableScope } from '../../parse/shell/unwrap-command.js';
import type { Word } from '../../parse/shell/word.js';
import type { ServerContext } from '../entry/server-context.js';
import type { ShellState } from '../entry/shell-state.js';
import { readDotnetProgram } from './dotnet-program.js';
import { readNodeProgram } from './node-program.js';
import {
  lastOption,
  readServerOptions,
  rolesOf,
  type ServerOption,
  type ServerOptions,
} from './server-options.js';
import { isBuiltHere, readSpringProgram } from './spring-program.js';
import { wordAt } from './word-at.js';

const UNKNOWN: ServerConfig = { entries: [], isOpen: true };

/** What else may make the application that runs. */
const OTHER_BUILDS = ['Buildfile', 'application', 'bin/application'];

/**
 * Where the application of Go listens that the platform builds from a source: known where that source opens a single port.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/go-environment.html
 */
function readGoProgram(path: string, context: ServerContext): ServerConfig {
  const file = context.fileText(path);
  if (!file || path.includes('/') || OTHER_BUILDS.some((name) => context.hasFile(name))) return UNKNOWN;
  const config = readServerConfig(file, 'go', undefined);
  return config.isOpen || config.entries.length !== 1 ? UNKNOWN : config;
}

export interface Surroundings {
  readonly program: ServerProgram;
  /** The word that names the program, with its folder. */
  readonly command: Word;
  readonly scope: VariableScope;
  readonly shell: ShellState;
  readonly context: ServerContext;
  readonly takesFallbacks: boolean;
}

/** Options of a file or a variable; `isOpen` where they may be more. */
interface Layer extends Pick<ServerOptions, 'options' | 'isOpen'> {
  readonly faults?: ServerOptions['faults'];
}

const OPEN: Layer = { options: [], isOpen: true };
const NOTHING: Layer = { options: [], isOpen: false };

interface LayeredOptions {
  readonly options: ServerOptions;
  /** Whether its configuration or its variables may say more. */
  readonly isConfigOpen: boolean;
  /** Whether anything but its command line and its variables may configure it. */
  readonly isConfigured: boolean;
}

/** All options of a server: of its configuration, its variables and its command line, of which the later ones win. */
export function layeredOptions(commandLine: ServerOptions, surroundings: Surroundings): LayeredOptions {
  const configs = configLayers(commandLine, surroundings);
  const args = argsLayer(surroundings);
  const below = [...configs, args, prefixLayer(surroundings)];
  const layers = [...below.map(({ options }) => options), commandLine.options];
  const last = surroundings.program.addsAddresses
    ? -1
    : layers.findLastIndex((layer) => layer.some(isAddress));
  const options = layers.flatMap((layer, index) =>
    last === -1 || index === last ? layer : layer.filter((option) => !isAddress(option)),
  );
  return {
    options: { ...commandLine, options, faults: [...(args.faults ?? []), ...commandLine.faults] },
    isConfigOpen: below.some(({ isOpen }) => isOpen),
    isConfigured: configs.length > 0 || lastOption(commandLine.options, 'config') !== undefined,
  };
}

const ADDRESS_ROLES: ReadonlySet<OptionRole> = new Set<OptionRole>([
  'bind',
  'port',
  'host',
  'unix',
  'endpoint',
]);

const isAddress = ({ role }: ServerOption): boolean => ADDRESS_ROLES.has(role);

/** What its configuration files say: those that its options name, or those that it reads by default. */
function configLayers({ options, positionals }: ServerOptions, surroundings: Surroundings): readonly Layer[] {
  const { program, command, shell, context } = surroundings;
  const named = options.flatMap(({ role, value }) => (role === 'config' ? [value] : []));
  if (program.configFormat === 'uwsgi')
    named.push(...positionals.filter(({ text }) => UWSGI_FILE.test(text)));
  if (program.configFormat === 'node') named.push(...positionals.slice(0, 1));
  if (program.configFormat === 'python') named.push(command);
  if (named.length > 0) {
    const counting = program.addsAddresses ? named : named.slice(-1);
    return counting.map((word) => (word ? namedLayer(word, surroundings) : OPEN));
  }
  if (program.configFormat === 'spring' && !isBuiltHere(lastOption(options, 'jar')?.value, shell)) return [];
  for (const name of program.configFiles ?? []) {
    const path = shell.directory.fileName(name);
    if (path === undefined) return [OPEN];
    if (context.hasFile(path)) return [fileLayer(path, undefined, surroundings)];
  }
  return [];
}

const UWSGI_FILE = /\.(?:ini|xml|ya?ml|json)(?::\w+)?$/;

function namedLayer(word: Word, surroundings: Surroundings): Layer {
  if (word.kind !== 'literal') return OPEN;
  if (word.text === '/dev/null' || word.text === '-') return NOTHING;
  const [, path = word.text, section] = /^([^:]+):([\w.-]+)$/.exec(word.text) ?? [];
  const isModule = path === 'python' && section !== undefined;
  const name = isModule ? `${section.replaceAll('.', '/')}.py` : path;
  const resolved = surroundings.shell.directory.fileName(name);
  return resolved === undefined ? OPEN : fileLayer(resolved, isModule ? undefined : section, surroundings);
}

/** Programs whose configuration is in several files, or has an effect only beside others. */
const programReaders: Readonly<
  Partial<Record<ConfigFormat, (path: string, context: ServerContext) => ServerConfig>>
> = { dotnet: readDotnetProgram, go: readGoProgram, node: readNodeProgram, spring: readSpringProgram };

function fileLayer(path: string, section: string | undefined, surroundings: Surroundings): Layer {
  const { program, context, shell, scope, takesFallbacks } = surroundings;
  const { configFormat } = program;
  const file = context.fileText(path);
  const config =
    (configFormat && programReaders[configFormat]?.(path, context)) ??
    (file && configFormat && readServerConfig(file, configFormat, section));
  if (!config) return OPEN;
  const { entries, isOpen } = config;
  const args = entries.map(({ flag, value }) => {
    const inner = { ...scope, outer: scope };
    return { flag, value: value && shell.expand(value, inner, takesFallbacks) };
  });
  const options = args.flatMap(({ flag, value }): ServerOption[] => {
    const role = rolesOf(program).get(flag.text);
    return role ? [{ role, flag, value }] : [];
  });
  return { options, isOpen };
}

/** `GUNICORN_CMD_ARGS`. */
function argsLayer({ program, shell, scope }: Surroundings): Layer {
  const name = program.variables?.args;
  const variable = name === undefined ? 'unset' : shell.variable(name, scope);
  if (variable === 'unset') return NOTHING;
  if (variable === 'unknown' || variable.kind !== 'literal') return OPEN;
  const [command] = parseScript(wordAt(variable)).commands;
  return command ? readServerOptions(program, command.words) : NOTHING;
}

/** `UWSGI_HTTP_SOCKET`: each option may be a variable. */
function prefixLayer({ program, shell, scope }: Surroundings): Layer {
  const { variables, options } = program;
  if (!variables?.prefix) return NOTHING;
  const layers = (['bind', 'config'] as const).flatMap((role) =>
    (options[role] ?? []).flatMap((flag): Layer[] => {
      if (!flag.startsWith('--')) return [];
      const name = `${variables.prefix}${flag.slice(2).replaceAll('-', '_').toUpperCase()}`;
      const variable = shell.variable(name, scope);
      if (variable === 'unset') return [];
      if (variable === 'unknown' || role === 'config') return [OPEN];
      return [{ options: [{ role, flag: wordAt(variable), value: wordAt(variable) }], isOpen: false }];
    }),
  );
  return { options: layers.flatMap((layer) => layer.options), isOpen: layers.some(({ isOpen }) => isOpen) };
}
