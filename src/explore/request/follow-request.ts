import type { Diagnostic } from '../../lint/diagnostic.js';
import type { Project } from '../../model/project.js';
import { findingsOnLines } from '../graph/answering.js';
import { arrive } from './at-instance.js';
import { toInstance } from './to-instance.js';
import { type AskedRequest, type Hop, hostOf, type RequestEnd, Trace } from './trace.js';

/** Redirects that a request follows; browsers stop at 20. */
const MAX_REDIRECTS = 20;

export interface FollowedRequest {
  /** What is asked, in full. */
  readonly url: string;
  readonly hops: readonly Hop[];
  readonly end: RequestEnd;
}

/** Whether it is certain that nothing answers, or something answers with an error. */
export const isFailure = ({ kind, status = 0 }: RequestEnd): boolean =>
  kind === 'refused' || kind === 'loop' || kind === 'not-upgraded' || status >= 400;

/** Follows a request, and the redirects that answer it, to where it ends. */
export function followRequest(
  project: Project,
  asked: AskedRequest,
  diagnostics: readonly Diagnostic[],
): FollowedRequest {
  const hops: Hop[] = [];
  const findingsOn = findingsOnLines(diagnostics);
  const seen = new Set<string>();
  let url: string | undefined;
  for (let current = asked; ;) {
    const trace = new Trace(project, current, findingsOn, hops);
    const way = toInstance(trace);
    const end = 'arrival' in way ? arrive(trace, way) : way;
    url ??= trace.url;
    if (!('to' in end)) return { url, hops, end };
    seen.add(keyOf(trace.port, current));
    const { status, to, at } = end;
    trace.add({ kind: 'redirect', title: `${status} to ${to}`, at });
    const next = redirected(current, to);
    if (!next) return { url, hops, end: { kind: 'redirected', status, text: `the client is sent to ${to}` } };
    if (seen.has(keyOf(next.port, next)) || seen.size > MAX_REDIRECTS)
      return { url, hops, end: { kind: 'loop', status, text: 'the client is sent in a circle' } };
    current = next;
  }
}

const keyOf = (port: number | undefined, { isTls, target }: AskedRequest): string =>
  `${port} ${isTls ?? port === 443} ${target}`;

/** The request that a redirect makes; undefined where it is for another host, or not known. */
function redirected(before: AskedRequest, to: string): AskedRequest | undefined {
  const [, scheme, host = '', port, target = '/'] =
    /^(https?):\/\/([^/:?]+)(?::(\d{1,5}))?([/?].*)?$/i.exec(to) ?? [];
  const own = hostOf(before).toLowerCase().replace(/:\d*$/, '');
  if (!scheme || host.toLowerCase() !== own) return undefined;
  const isTls = scheme.toLowerCase() === 'https';
  return {
    ...before,
    isTls,
    port: port === undefined ? (isTls ? 443 : 80) : Number(port),
    target: target.startsWith('?') ? `/${target}` : target,
  };
}
