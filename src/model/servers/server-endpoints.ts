import type { ServerProgram } from '../../knowledge/servers/servers.js';
import type { Word } from '../../parse/shell/word.js';
import type { Value } from '../../source/index.js';
import { literalText } from '../../source/index.js';
import { MAX_ENDPOINTS } from '../../util/limits.js';
import { canonicalHost } from '../addresses/canonical-host.js';
import { type Address, addressesIn, parseAddress } from '../addresses/server-address.js';
import { parseTwistedEndpoint, type TwistedEndpoint } from '../addresses/twisted-endpoint.js';
import {
  defaultPart,
  HIGHEST_PORT,
  isNoHost,
  missingPort,
  portNumber,
  unixEndpoint,
  unknownEndpoint,
  unknownPart,
} from './endpoint-parts.js';
import type { Refusal } from './refusal.js';
import type { Endpoint, EndpointPart, TcpEndpoint } from './server.js';
import { type ServerCommand } from './server-command.js';
import type { ServerOption } from './server-options.js';
import { lastOption } from './server-options.js';
import { variableIn } from './variable-in.js';
import { wordAt } from './word-at.js';

const ALL_INTERFACES = '0.0.0.0';
const ALL_IPV6 = '::';

/** Every endpoint of a server command, which has at least one, and the addresses that the program refuses. */
export class EndpointReader {
  readonly refusals: Refusal[] = [];
  readonly #program: ServerProgram;
  readonly #options: readonly ServerOption[];
  /** What is wrong with a variable, should it be the one that takes precedence. */
  #badVariable: Refusal | undefined;

  constructor(readonly command: ServerCommand) {
    this.#program = command.program;
    this.#options = command.options.options;
  }

  read(): readonly Endpoint[] {
    const { program, options, isConfigOpen, programWord } = this.command;
    const sockets = this.#valuesOf('unix').filter(
      ({ text }) => text !== '' || program.emptyHost !== 'default',
    );
    const unix = [...sockets.map(unixEndpoint), ...this.#unixVariables()];
    const addresses = this.#addressWords().flatMap((word) => this.#addressEndpoints(word));
    const stated = [
      ...(program.usesLastAddress ? addresses.slice(-1) : addresses),
      ...this.#valuesOf('endpoint').flatMap((word) => this.#twistedEndpoint(word)),
      ...unix,
    ];
    const isTcpUsed = unix.length === 0 || !program.unixReplacesTcp;
    const main = isTcpUsed ? [...stated, ...this.#hostAndPort()] : unix;
    const all = [...(main.length > 0 ? main : [this.#defaultEndpoint()]), ...this.#extraEndpoints()];
    const mayBeMore =
      (program.addsAddresses && main.length > 0 && (isConfigOpen || options.isOpen)) ||
      (program.configOverrules && isConfigOpen);
    if (mayBeMore) all.push(unknownEndpoint(programWord));
    if (this.#badVariable && all.some((one) => one.kind === 'tcp' && one.port.byDefault && one.port.variable))
      this.refusals.push(this.#badVariable);
    return all.length > MAX_ENDPOINTS ? [unknownEndpoint(programWord)] : all;
  }

  #valuesOf(role: ServerOption['role']): readonly Word[] {
    return this.#options.flatMap((option) => (option.role === role && option.value ? [option.value] : []));
  }

  /** https://click.palletsprojects.com/en/stable/options/#values-from-environment-variables */
  #unixVariables(): readonly Endpoint[] {
    return (this.#program.variables?.unix ?? []).flatMap((name) => {
      const variable = this.#variable(name);
      if (variable === 'unknown') return [unknownEndpoint(this.command.programWord)];
      if (variable === 'unset' || variable.text === '') return [];
      return [{ kind: 'unix' as const, place: variable.place, path: undefined }];
    });
  }

  #addressWords(): readonly Word[] {
    const { takesAddress, variables, address } = this.#program;
    if (takesAddress) return this.command.options.positionals.slice(0, 1).filter(({ text }) => text !== '');
    const words = this.#valuesOf('bind');
    const variable = words.length === 0 && variables?.bind ? this.#variable(variables.bind) : 'unset';
    const given = variable === 'unset' || variable === 'unknown' ? words : [wordAt(variable)];
    return given.flatMap((word) => addressesIn(word, address));
  }

  #addressEndpoints(word: Word): readonly Endpoint[] {
    return this.#endpointOf(word, parseAddress(word, this.#program.address));
  }

  #twistedEndpoint(word: Word): readonly Endpoint[] {
    return this.#endpointOf(word, parseTwistedEndpoint(word));
  }

  #endpointOf(word: Word, address: Address | TwistedEndpoint): readonly Endpoint[] {
    if (address.kind === 'reference') return [];
    if (address.kind === 'unix') return [unixEndpoint(word)];
    if (address.kind === 'refused') this.#refuse('bad-address', word);
    const isOpen = this.#program.takesAddress && this.command.options.isOpen;
    if (address.kind !== 'tcp' || isOpen) return [unknownEndpoint(word)];
    const { host, port } = address;
    const everywhere = 'isIpv6' in address && address.isIpv6 ? ALL_IPV6 : ALL_INTERFACES;
    return [
      {
        kind: 'tcp',
        host: host
          ? this.#hostPart(host, word, everywhere)
          : this.#default(this.#hostBesideAddress(everywhere)),
        port: port
          ? this.#portPart(port)
          : { ...this.#default(this.#program.defaults.port), ...missingPort(host, word) },
      },
    ];
  }

  /** Twisted listens everywhere by default; a lone port keeps the program's default host. */
  #hostBesideAddress(everywhere: string): string | undefined {
    return this.#program.takesAddress ? this.#defaultHost() : everywhere;
  }

  /** The endpoints of the options for host and port, if there are any; what one of them leaves open is the default. */
  #hostAndPort(): readonly TcpEndpoint[] {
    const { options, program } = this.command;
    const fallback = this.#defaultEndpoint();
    if (program.usesEveryPort)
      return this.#valuesOf('port').map((word) => ({
        kind: 'tcp',
        host: this.#default(program.defaults.host),
        port: this.#portPart(word),
      }));
    const [host, statedPort] = [this.#statedHalf('host'), this.#statedHalf('port')];
    const operand = program.takesPort ? options.positionals[0] : undefined;
    if (!host && !statedPort && !operand) return [];
    const port = operand ? { value: operand } : statedPort;
    return [
      {
        kind: 'tcp',
        host: host ? this.#optionPart(host, (word) => this.#hostPart(word, word)) : fallback.host,
        port: port ? this.#optionPart(port, (word) => this.#portPart(word)) : fallback.port,
      },
    ];
  }

  /** The option that says one half: the last one, or the last property of `java` before the JAR. */
  #statedHalf(half: 'host' | 'port'): ServerOption | undefined {
    const options = this.#options;
    const jar = options.findIndex(({ role }) => role === 'jar');
    return lastOption(options, half) ?? lastOption(options.slice(0, Math.max(jar, 0)), `${half}Property`);
  }

  #optionPart<T>(
    { value }: Pick<ServerOption, 'value'>,
    read: (word: Word) => EndpointPart<T>,
  ): EndpointPart<T> {
    return value ? read(value) : unknownPart(this.command.programWord.place);
  }

  /** Addresses beside the others. */
  #extraEndpoints(): readonly Endpoint[] {
    const isEncrypted = this.#valuesOf('certificate').length > 1;
    const words = [...this.#valuesOf('extra'), ...(isEncrypted ? this.#valuesOf('insecureBind') : [])];
    return words.flatMap((word) =>
      word.text === 'auto' ? [unixEndpoint(word)] : this.#addressEndpoints(word),
    );
  }

  /** Where it listens if its command line is silent. */
  #defaultEndpoint(): TcpEndpoint {
    const { options, isConfigOpen, programWord } = this.command;
    const others = this.#program.variables?.others ?? [];
    const isSure =
      !options.isOpen && !isConfigOpen && !others.some((name) => this.#variable(name) !== 'unset');
    if (!isSure)
      return { kind: 'tcp', host: this.#default<string>(undefined), port: this.#default<number>(undefined) };
    const { variables = {}, defaults } = this.#program;
    const [hostSetting, portSetting] = [this.#setting(variables.host), this.#setting(variables.port)];
    const configured = lastOption(options.options, 'defaultPort')?.value;
    const port = portSetting
      ? this.#portOfVariable(portSetting)
      : configured
        ? this.#portPart(configured)
        : this.#default(defaults.port);
    if (!variables.hostBesidePort) {
      const host = hostSetting
        ? this.#variablePart(hostSetting, (text) => (text === undefined ? undefined : canonicalHost(text)))
        : this.#default(this.#defaultHost());
      return { kind: 'tcp', host, port };
    }
    // Hooks see a PORT that no property sets; whether the processes of a Procfile do is documented nowhere.
    // https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.hooks.html
    const unlessSet = this.command.takesFallbacks ? defaults.host : undefined;
    const beside = port.value === undefined ? undefined : variables.hostBesidePort;
    return { kind: 'tcp', host: defaultPart(programWord, portSetting ? beside : unlessSet), port };
  }

  #defaultHost(): string | undefined {
    return lastOption(this.#options, 'ipv6') ? '::1' : this.#program.defaults.host;
  }

  /** A variable that is set, to anything but an empty text. */
  #setting(name: string | undefined): { name: string; value: Value | undefined } | undefined {
    const variable = name === undefined ? 'unset' : this.#variable(name);
    if (name === undefined || variable === 'unset') return undefined;
    if (variable === 'unknown') return { name, value: undefined };
    return literalText(variable) === '' && !this.#program.variables?.hostBesidePort
      ? undefined
      : { name, value: variable };
  }

  /** A variable that is set to what is no port is refused as an option is. */
  #portOfVariable(setting: { name: string; value: Value | undefined }): EndpointPart<number> {
    const { hasEveryOption, variables, wrapsPorts } = this.#program;
    const text = setting.value && literalText(setting.value);
    const isEmpty = text === '' && !variables?.hostBesidePort;
    if (hasEveryOption && setting.value && text !== undefined && !isEmpty && !/^\s*\+?\d+\s*$/.test(text))
      this.#badVariable = { kind: 'bad-port', text, at: setting.value.place, isCertain: true };
    return this.#variablePart(setting, (given) => portNumber(given, wrapsPorts));
  }

  #variablePart<T>(
    { name, value }: { name: string; value: Value | undefined },
    read: (text: string | undefined) => T | undefined,
  ): EndpointPart<T> {
    const part = defaultPart(this.command.programWord, read(value && literalText(value)));
    return value ? { ...part, variable: { name, place: value.place } } : part;
  }

  #variable(name: string): Value | 'unset' | 'unknown' {
    return this.command.shell.variable(name, this.command.scope);
  }

  /** A host that is left empty, as in `:8000`, is every interface; it is where the whole address is. */
  #hostPart(word: Word, whole: Word, everywhere = ALL_INTERFACES): EndpointPart<string> {
    const text = literalText(word)?.replace(/^\[|\]$|\\(?=:)/g, '');
    const { emptyHost, address, takesAddress, isIpv6Apart } = this.#program;
    const isOption = word === whole || takesAddress;
    if (text === '' && emptyHost === 'default' && isOption) return this.#default(this.#defaultHost());
    const isRefused =
      (text === '' && emptyHost === 'refused') ||
      (isIpv6Apart && text !== undefined && /^::ffff:/i.test(text)) ||
      (text === '*' ? !address.takesStar : isNoHost(text));
    if (isRefused) this.#refuse('bad-address', whole);
    const isEverywhere = text === '' || text === '*' || text === '+';
    const known = lastOption(this.#options, 'noIpv4') && isEverywhere ? ALL_IPV6 : everywhere;
    return {
      value: isEverywhere ? known : text === undefined ? undefined : canonicalHost(text),
      byDefault: false,
      ...this.#placesOf(word.text === '' ? whole : word),
    };
  }

  #portPart(word: Word): EndpointPart<number> {
    const text = literalText(word);
    const { checksRange } = this.#program.address;
    const isNumber = text !== undefined && /^\s*\+?\d+\s*$/.test(text);
    const isRefused = isNumber ? checksRange && Number(text) > HIGHEST_PORT : text !== undefined;
    if (isRefused && (checksRange || this.#program.hasEveryOption)) this.#refuse('bad-port', word);
    const value = portNumber(text, this.#program.wrapsPorts);
    return { value, byDefault: false, ...this.#placesOf(word) };
  }

  /** A variable that is read in a file of its own is changed where it is set. */
  #placesOf(word: Word): Pick<EndpointPart<unknown>, 'place' | 'variable'> {
    const { place } = word;
    const name = variableIn(word);
    if (name === undefined) return { place };
    const set = this.#variable(name);
    if (typeof set === 'string' || literalText(set) !== word.text)
      return { place, variable: { name, place } };
    return word.file === this.command.programWord.file
      ? { place, variable: { name, place: set.place } }
      : { place: set.place, variable: { name, place } };
  }

  #default<T>(value: T | undefined): EndpointPart<T> {
    return defaultPart(this.command.programWord, value);
  }

  #refuse(kind: 'bad-address' | 'bad-port', { text, place }: Word): void {
    this.refusals.push({ kind, text, at: place, isCertain: true });
  }
}

/** Characters that no name and no address of a host has. */
