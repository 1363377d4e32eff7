export type ServerId =
  | 'python'
  | 'daphne'
  | 'uvicorn'
  | 'hypercorn'
  | 'gunicorn'
  | 'waitress'
  | 'uwsgi'
  | 'puma'
  | 'unicorn'
  | 'passenger'
  | 'granian'
  | 'react-scripts'
  | 'rails-server'
  | 'runserver'
  | 'java-jar'
  | 'dotnet'
  | 'flask'
  | 'go'
  | 'next'
  | 'node'
  | 'http-server'
  | 'php-server'
  | 'streamlit';

/**
 * What an option is about.
 * - `host`, `port`: one half of the address each; `hostProperty`, `portProperty`: the same, where the former do not say it
 * - `defaultPort`: the key of a configuration file for the port where neither the command line nor a variable says one
 * - `bind`: an address, in the program's own syntax
 * - `endpoint`: a Twisted endpoint description
 * - `insecureBind`: the same, where there is a certificate for the others; `certificate`: one of the files that make it one
 * - `extra`: an address beside the others, for statistics or control
 * - `unix`: a Unix socket or an inherited file descriptor
 * - `config`: a file that may say all of this
 * - `workerClass`, `threads`, `webSocketProtocol`: decide on WebSockets
 * - `ipv6`: the default host is `::1`; `noIpv4`: every interface is every one of IPv6
 * - `application`: the application itself
 * - `daemon`, `daemonLog`: it goes on in the background, and writes into a file
 * - `exits`: it prints something and listens nowhere
 * - `jar`: what `java` runs
 * - `value`: nothing of interest, but the next word belongs to it
 * - `optional`: nothing of interest, and it takes a value only after `=`
 * - `switch`: nothing of interest, and it takes no value
 */
export type OptionRole =
  | 'host'
  | 'port'
  | 'hostProperty'
  | 'portProperty'
  | 'defaultPort'
  | 'bind'
  | 'insecureBind'
  | 'certificate'
  | 'extra'
  | 'endpoint'
  | 'unix'
  | 'config'
  | 'workerClass'
  | 'threads'
  | 'webSocketProtocol'
  | 'ipv6'
  | 'noIpv4'
  | 'application'
  | 'daemon'
  | 'daemonLog'
  | 'exits'
  | 'jar'
  | 'value'
  | 'optional'
  | 'switch';

/** How a program reads its options. All take a long option's value after `=` or as the next word. */
export interface OptionSyntax {
  /** A unique beginning of a long option will do: `--bin` for `--bind`. */
  readonly abbreviates?: true;
  /** Of several options with that beginning, the one that begins all others. */
  readonly prefersShortest?: true;
  /** Short options may be joined with one another and with a value: `-p5000`, `-Rkgevent`. */
  readonly clusters?: true;
  /** A `=` between a short option and its value is not a part of the value. */
  readonly shortEquals?: true;
  /** The word after an option that needs one is its value, whatever it looks like. */
  readonly takesAnyValue?: true;
  /** An option without a value may have one: `--early-hints=true`. */
  readonly switchesTakeValues?: true;
  /** After the first word that is not an option, no word is one. */
  readonly stopsAtOperand?: true;
  /** Only `value`, `jar` and `config` options take the next word; all others need a `=`. */
  readonly needsEquals?: true;
  /** Options that are not in the table, and certainly set no address. */
  readonly harmless?: RegExp;
}

/** How a program reads an address; what fits neither pattern is `HOST:PORT`, `HOST` or `:PORT`. */
export interface AddressSyntax {
  /** The beginning of an address that is not a TCP address. */
  readonly unix?: RegExp;
  /** What is before the host of a TCP address. */
  readonly prefix?: RegExp;
  /** An address without a prefix is not one; this is the one to write. */
  readonly needsPrefix?: string;
  /** A word of digits is a port. */
  readonly takesPortOnly?: true;
  /** Without a colon it is the name of a Unix socket. */
  readonly needsColon?: true;
  /** The last colon ends the host, even one of IPv6 without brackets; or the program refuses such a host. */
  readonly bareIpv6?: true | 'refused';
  /** What is between several addresses. */
  readonly separator?: ' ' | ';';
  /** After the first comma is something else: the files of a certificate. */
  readonly endsAtComma?: true;
  /** A beginning that only refers to another address. */
  readonly reference?: RegExp;
  /** `*` is every interface. */
  readonly takesStar?: true;
  /** A host without a port, or a port without a host, is refused. */
  readonly needsBoth?: true;
  /** A port above 65535 is refused; programs that do not look listen on some other port. */
  readonly checksRange?: true;
}

/** What depends on the class of the workers. */
export interface ByWorkerClass<T> {
  /** The class that it takes by itself. */
  readonly workerClass: string;
  /** The classes that are sure. */
  readonly classes: Readonly<Record<string, T>>;
}

/** Options that a program has from a version on, or only before one. */
export interface FlagVersions {
  readonly since?: string;
  readonly before?: string;
  readonly flags: readonly string[];
}

export type ConfigFormat =
  'gunicorn' | 'puma' | 'uwsgi' | 'hypercorn' | 'node' | 'go' | 'python' | 'spring' | 'dotnet';

/** A server program: where it listens and how its command line says so. */
export interface ServerProgram {
  readonly id: ServerId;
  /** As messages name it. */
  readonly name: string;
  /** What it is called on a command line, without folder; Python modules run by `python -m` included. */
  readonly commands: readonly string[];
  /** How the name of a file ends that is such a command. */
  readonly ending?: string;
  /** The first argument that makes the command this server. */
  readonly subcommands?: readonly string[];
  /** The option without which the command is not a server; its configuration may say it. */
  readonly requires?: OptionRole;
  /** The code or documentation that the entry was read from. */
  readonly source: string;
  readonly syntax: OptionSyntax;
  /** Every spelling of every option; an option that is not here is unknown, and no default is sure beside it. */
  readonly options: Readonly<Partial<Record<OptionRole, readonly string[]>>>;
  readonly address: AddressSyntax;
  /** The first word that is not an option is the address. */
  readonly takesAddress?: true;
  /** The first word that is not an option is the port. */
  readonly takesPort?: true;
  /**
   * An empty host is the default one, and an empty Unix socket means no socket; or it is refused; elsewhere it is every
   * interface.
   */
  readonly emptyHost?: 'default' | 'refused';
  /** Every port opens a socket; elsewhere the last one takes precedence. */
  readonly usesEveryPort?: true;
  /** Of several addresses the last one takes precedence; elsewhere all of them are used. */
  readonly usesLastAddress?: true;
  /** Files and variables add addresses to those of the command line, which elsewhere replace theirs. */
  readonly addsAddresses?: true;
  /** Pairs of options that it refuses beside one another. */
  readonly exclusive?: readonly (readonly [OptionRole, OptionRole])[];
  /** The first word that is not an option is the application; without one it refuses to start. */
  readonly application?: {
    /** It needs the name of an object after the module: `app:application`. */
    readonly needsAttribute?: true;
    /** Further words are refused. */
    readonly isLast?: true;
    /** A variable that may name it. */
    readonly variable?: string;
    /** A configuration file may name it. */
    readonly isOptional?: true;
  };
  /** How it calls its application, unless an option says otherwise. */
  readonly interface?: 'asgi' | 'wsgi' | ByWorkerClass<'asgi' | 'wsgi'>;
  /** Of a port above 65535 it takes the lowest 16 bits. */
  readonly wrapsPorts?: true;
  /** It does not start where two of its addresses are the same. */
  readonly opensEachOnce?: true;
  /** Of equal addresses it takes one; only overlapping ones are refused. */
  readonly mergesEqualAddresses?: true;
  /** Its `::` takes no IPv4. */
  readonly isIpv6Apart?: true;
  /** The table has every option of every version in use, so any other is refused. */
  readonly hasEveryOption?: true;
  /** Every class of workers in the modules that it names, and those without a module. */
  readonly workerClasses?: readonly string[];
  /** Options that not every version has: those from one on, and those before one. The package has the name of the program. */
  readonly versions?: readonly FlagVersions[];
  /** Where a Unix socket is given, host and port are not used. */
  readonly unixReplacesTcp?: true;
  /** Where it listens if nothing says otherwise; a missing half is not known. */
  readonly defaults: { readonly host?: string; readonly port?: number };
  /** The environment variables that replace a default. */
  readonly variables?: {
    readonly host?: string;
    readonly port?: string;
    /** Unix sockets in place of everything else. */
    readonly unix?: readonly string[];
    /** One that holds addresses: `http://+:5000;…`. */
    readonly bind?: string;
    /** One that holds further arguments, which the command line overrules. */
    readonly args?: string;
    /** The beginning of variables that are named as options are: `UWSGI_HTTP_SOCKET`. */
    readonly prefix?: string;
    /** The default host beside a port that comes from `port`, where it differs. */
    readonly hostBesidePort?: string;
    /** One that has to be a number, whatever else is said. */
    readonly number?: string;
    /** Variables that may say anything that an option may. */
    readonly others?: readonly string[];
  };
  /** Files below the working directory that it reads unasked, the first that is there; they replace a default. */
  readonly configFiles?: readonly string[];
  /** How its configuration files are written; the script of Node.js or Python is one, the source of Go another. */
  readonly configFormat?: ConfigFormat;
  /** Whether its configuration may take the place of the addresses of its command line and its variables. */
  readonly configOverrules?: true;
  /** Whether it can serve WebSockets; absent where that depends on the application. */
  readonly webSockets?: boolean | ByWorkerClass<boolean>;
}
