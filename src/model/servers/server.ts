import { isLoopback } from '../../knowledge/servers/loopback.js';
import type { ServerProgram } from '../../knowledge/servers/servers.js';
import type { Word } from '../../parse/shell/word.js';
import type { Located, Place, Value } from '../../source/index.js';
import type { Refusal } from './refusal.js';

/**
 * Where a server listens, as far as the text tells.
 * - `tcp`: a host and a port
 * - `unix`: a Unix socket or an inherited file descriptor: no port at all
 */
export type Endpoint = TcpEndpoint | UnixEndpoint;

interface UnixEndpoint {
  readonly kind: 'unix';
  readonly place: Place;
  /**
   * The path of the socket as the program gets it, without the scheme. Undefined for a file descriptor and an abstract
   * socket, and where the text does not tell.
   */
  readonly path: string | undefined;
}

export interface TcpEndpoint {
  readonly kind: 'tcp';
  /**
   * `value` is undefined where the text does not tell (a variable, a configuration file).
   * `0.0.0.0` also for a host that is left empty or `*`; without brackets, in lower case.
   */
  readonly host: EndpointPart<string>;
  readonly port: EndpointPart<number>;
}

/** A host or a port: what it is, where that is (the program's word for a default), and how it came about. */
export interface EndpointPart<T> {
  readonly value: T | undefined;
  readonly place: Place;
  /** True where no flag says it and the program falls back to its own default, or to a variable. */
  readonly byDefault: boolean;
  /** The variable that says it, and where: its value in the settings, or the word that refers to it. */
  readonly variable?: { readonly name: string; readonly place: Place };
  /** Where a port would be added, with a colon, to an address that says only the host; only where it is the default. */
  readonly missingAt?: Place;
  /** What it is unless something outside of the project sets a variable, as in `${PORT:-5000}`; only beside no `value`. */
  readonly fallback?: T;
}

/** Whether only its own machine reaches an endpoint, for sure. */
export const isLocal = ({ host }: TcpEndpoint): boolean => host.value !== undefined && isLoopback(host.value);

/** Whether it represents several of which one runs: a fix of one of them would hide what is wrong with the others. */
export const isOneOfSeveral = ({ isCertain, endpoints }: Server): boolean =>
  !isCertain && endpoints.length > 1;

/** What a Procfile command starts and where it listens. */
export interface Server {
  /** The process name before the colon in the Procfile. */
  readonly name: Located<string>;
  /** The word that names the program (`daphne` in `exec ./venv/bin/daphne`). */
  readonly programWord: Value;
  /** The known program; a command that the table does not know makes no server. */
  readonly program: ServerProgram;
  /** Every endpoint of the command; never empty. */
  readonly endpoints: readonly Endpoint[];
  /**
   * Whether it runs for sure. It does not where it is under a condition: of the servers of `if … else`, which are
   * one server with the endpoints of all, only one runs.
   */
  readonly isCertain: boolean;
  /** Whether it may as well be one that listens nowhere: `dotnet` and `java` start those, too. */
  readonly mayNotListen: boolean;
  /** The word that names its application, where it is written as it is. */
  readonly application: Word | undefined;
  /** The class of its workers, where that is written as it is. */
  readonly workerClass: Word | undefined;
  /** How it calls its application; undefined where both are possible, or the text does not tell. */
  readonly interface: 'asgi' | 'wsgi' | undefined;
  /** Whether another server may listen on the same ports, as with `--reuse-port` of both. */
  readonly sharesPorts: boolean;
  /** Why the program does not start. */
  readonly refusals: readonly Refusal[];
  /** Whether it can serve WebSockets: undefined where the text does not tell (a gunicorn worker class in a variable). */
  readonly webSockets: boolean | undefined;
}
