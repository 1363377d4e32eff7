export type ServerId =
  | 'daphne'
  | 'uvicorn'
  | 'hypercorn'
  | 'gunicorn'
  | 'waitress'
  | 'uwsgi'
  | 'puma'
  | 'rails-server'
  | 'runserver'
  | 'java-jar'
  | 'php-server';

/**
 * What an option is about.
 * - `host`, `port`: one half of the address each; `hostProperty`, `portProperty`: the same, where the former do not say it
 * - `bind`: an address, in the program's own syntax
 * - `endpoint`: a Twisted endpoint description
 * - `unix`: a Unix socket or an inherited file descriptor
 * - `config`: a file that may say all of this
 * - `workerClass`, `threads`, `webSocketProtocol`: decide on WebSockets
 * - `jar`: what `java` runs
 * - `value`: nothing of interest, but the next word belongs to it
 * - `switch`: nothing of interest, and it stands alone
 */
export type OptionRole =
  | 'host'
  | 'port'
  | 'hostProperty'
  | 'portProperty'
  | 'bind'
  | 'endpoint'
  | 'unix'
  | 'config'
  | 'workerClass'
  | 'threads'
  | 'webSocketProtocol'
  | 'jar'
  | 'value'
  | 'switch';

/** How a program reads its options. All take a long option's value behind `=` or as the next word. */
export interface OptionSyntax {
  /** A unique beginning of a long option will do: `--bin` for `--bind`. */
  readonly abbreviates?: true;
  /** Short options may be joined with one another and with a value: `-p5000`, `-Rkgevent`. */
  readonly clusters?: true;
  /** A `=` between a short option and its value is no part of the value. */
  readonly shortEquals?: true;
  /** Only `value`, `jar` and `config` options take the next word; all others need a `=`. */
  readonly needsEquals?: true;
}

/** How a program reads an address; what fits neither pattern is `HOST:PORT`, `HOST` or `:PORT`. */
export interface AddressSyntax {
  /** The beginning of an address that is no TCP address. */
  readonly unix?: RegExp;
  /** What stands in front of the host of a TCP address. */
  readonly prefix?: RegExp;
  /** An address without that prefix is none. */
  readonly needsPrefix?: true;
  /** Digits alone are a port. */
  readonly portAlone?: true;
}

/** A server program: where it listens and how its command line says so. */
export interface ServerProgram {
  readonly id: ServerId;
  /** As messages name it. */
  readonly name: string;
  /** What it is called on a command line, without folder; Python modules run by `python -m` included. */
  readonly commands: readonly string[];
  /** The first argument that makes the command this server. */
  readonly subcommands?: readonly string[];
  /** The option without which the command is no server. */
  readonly requires?: OptionRole;
  /** The code or documentation that the entry was read from. */
  readonly source: string;
  readonly syntax: OptionSyntax;
  /** Every spelling of every option; an option that is not here is unknown, and no default is sure beside it. */
  readonly options: Readonly<Partial<Record<OptionRole, readonly string[]>>>;
  readonly address: AddressSyntax;
  /** The first word that is no option is the address. */
  readonly takesAddress?: true;
  /** Where a Unix socket is given, host and port are not used. */
  readonly unixReplacesTcp?: true;
  /** Where it listens if nothing says otherwise; a missing half is not known. */
  readonly defaults: { readonly host?: string; readonly port?: number };
  /** The environment variables that replace a default. */
  readonly variables?: {
    readonly host?: string;
    readonly port?: string;
    /** The default host beside a port that comes from `port`, where it differs. */
    readonly hostBesidePort?: string;
    /** Variables that may say anything that an option may. */
    readonly others?: readonly string[];
  };
  /** Files below the working directory that it reads unasked, and that replace a default. */
  readonly configFiles?: readonly string[];
  /**
   * Whether it can serve WebSockets; absent where that depends on the application.
   * - by worker class: the classes that are sure, and the one it takes by itself
   */
  readonly webSockets?:
    boolean | { readonly workerClass: string; readonly classes: Readonly<Record<string, boolean>> };
}
