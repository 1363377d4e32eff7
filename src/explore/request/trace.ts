import { classicListeners } from '../../model/load-balancer/classic-listeners.js';
import { environment } from '../../model/load-balancer/environment.js';
import type { Project } from '../../model/project.js';
import { routing } from '../../model/routing/read-routing.js';
import { waysFrom } from '../../model/routing/ways.js';
import type { EffectiveSetting } from '../../model/settings/settings.js';
import { type Place, trimmedText } from '../../source/index.js';
import { isClassic, type OwnFinding } from '../graph/answering.js';

/** A request as the command line describes it. */
export interface AskedRequest {
  readonly method: string;
  /** Whether the client speaks TLS; undefined where only a path is given. */
  readonly isTls: boolean | undefined;
  /** The header `Host`; undefined for the host name of the environment. */
  readonly host: string | undefined;
  /** Undefined where it is the usual one. */
  readonly port: number | undefined;
  /** Path and query. */
  readonly target: string;
  /** By their names in small letters. */
  readonly headers: ReadonlyMap<string, string>;
  readonly isWebSocket: boolean;
  /** `instance`: a client on the instance itself, which asks 127.0.0.1. */
  readonly from: 'outside' | 'instance';
}

/** Something on the way of a request. */
export interface Hop {
  readonly kind: 'source' | 'listener' | 'rule' | 'process' | 'proxy' | 'server' | 'redirect';
  readonly title: string;
  readonly details: readonly string[];
  /** `unknown`: the text does not tell whether the request takes this way; `broken`: it does not get through as it should. */
  readonly state: 'sure' | 'unknown' | 'broken';
  readonly at: Place | undefined;
  readonly findings: readonly OwnFinding[];
}

/**
 * How a request ends:
 * - `answered`: a server gets it
 * - `not-upgraded`: a server gets an ordinary request in place of a WebSocket
 * - `status`: the load balancer or the proxy answers by itself
 * - `file`: the proxy sends a file
 * - `redirected`: the client is sent to another host
 * - `loop`: the client is sent in a circle
 * - `refused`: no connection
 * - `unknown`: the text does not tell
 */
export interface RequestEnd {
  readonly kind:
    'answered' | 'not-upgraded' | 'status' | 'file' | 'redirected' | 'loop' | 'refused' | 'unknown';
  readonly status?: number;
  readonly text: string;
}

interface Redirect {
  readonly status: number;
  readonly to: string;
  readonly at: Place | undefined;
}

export type End = RequestEnd | Redirect;

/** How a request comes to an instance. */
export interface Arrival {
  /** Whether TLS is still on it. */
  readonly isTls: boolean;
  /** Whether a load balancer asks in place of the client: it answers with 502 where the instance refuses. */
  readonly isBalanced: boolean;
  /** The protocol that the load balancer tells in `X-Forwarded-Proto`; undefined where it adds no headers. */
  readonly forwarded: 'http' | 'https' | undefined;
}

type NewHop = Pick<Hop, 'kind' | 'title'> & {
  readonly details?: readonly (string | undefined)[];
  readonly state?: Hop['state'];
  readonly at?: Place | undefined;
  /** Where findings are about it, besides. */
  readonly settings?: readonly (Pick<EffectiveSetting, 'value'> | undefined)[];
};

/** One request on its way: what is asked, and the hops that it has made so far. */
export class Trace {
  readonly port: number;
  readonly host: string;
  readonly isTls: boolean;
  /** Whether it still asks for an upgrade. */
  isWebSocket: boolean;

  constructor(
    readonly project: Project,
    readonly asked: AskedRequest,
    readonly findingsOn: (places: readonly (Place | undefined)[]) => readonly OwnFinding[],
    readonly hops: Hop[],
  ) {
    this.port =
      asked.port ?? (asked.isTls === undefined ? usualPort(project, asked) : asked.isTls ? 443 : 80);
    this.isTls = asked.isTls ?? listenerSpeaksTls(this);
    this.host = hostOf(asked);
    this.isWebSocket = asked.isWebSocket;
  }

  get url(): string {
    const origin = originOf(this);
    return (this.asked.isWebSocket ? origin.replace(/^http/, 'ws') : origin) + this.asked.target;
  }

  get path(): string {
    return this.asked.target.split('?', 1)[0] ?? '';
  }

  add({ details = [], at, settings: own = [], state = 'sure', ...hop }: NewHop): void {
    this.hops.push({
      ...hop,
      at,
      state,
      findings: this.findingsOn([at, ...own.map((setting) => setting?.value.place)]),
      details: details.flatMap((detail) => (detail ? [detail] : [])),
    });
  }
}

/** An example in place of the host name of the environment, which the files do not know. */
const ENVIRONMENT_HOST = 'environment.elasticbeanstalk.com';

export const hostOf = ({ host, from }: AskedRequest): string =>
  host ?? (from === 'instance' ? 'localhost' : ENVIRONMENT_HOST);

/** A host without its port. */
export const withoutPort = (host: string): string => host.replace(/:\d*$/, '');

export interface Origin {
  readonly host: string;
  readonly isTls: boolean;
  readonly port: number | undefined;
}

/** `https://example.com:8443`; without the port where it is the usual one. */
export const originOf = ({ host, isTls, port }: Origin): string =>
  `${isTls ? 'https' : 'http'}://${withoutPort(host)}${port === undefined || port === (isTls ? 443 : 80) ? '' : `:${port}`}`;

/** Where a path without a host is asked for: port 80, unless there are only other listeners. */
function usualPort(project: Project, { from }: AskedRequest): number {
  if (from === 'instance' || environment(project).loadBalancer === 'none') return 80;
  const open = isClassic(project)
    ? classicListeners(project).filter(({ enabled }) => enabled !== false)
    : routing(project).listeners.filter(({ enabled }) => enabled !== false);
  return open.length === 0 || open.some(({ port }) => port === 80) ? 80 : (open[0]?.port ?? 80);
}

/** Only a path is given: as the listener of its port wants it. */
function listenerSpeaksTls({ asked, port, project }: Trace): boolean {
  const protocol = trimmedText(waysFrom(port, project)?.listener.protocol?.value)?.toUpperCase();
  return asked.from === 'outside' && (protocol === 'HTTPS' || protocol === 'TLS');
}

/** What a client, or the load balancer in its place, gets where nothing listens. */
export function nothingListens(port: number, isBalanced: boolean, whose = ''): RequestEnd {
  const text = `nothing listens on port ${port}${whose}`;
  return isBalanced
    ? { kind: 'status', status: 502, text: `502 Bad Gateway: ${text}` }
    : { kind: 'refused', text: `${text}: the connection fails` };
}
