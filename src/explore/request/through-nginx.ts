import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { existingFiles } from '../../model/bundle/existing-files.js';
import type { Level, NginxConfiguration, PlacedDirective } from '../../model/nginx/configuration.js';
import { missingUpgrade } from '../../model/nginx/missing-upgrade.js';
import { nginx, startedNginx } from '../../model/nginx/nginx.js';
import { readPassTarget, upstreamsOf } from '../../model/nginx/pass-targets.js';
import { nginxAnswer } from '../../model/nginx-requests/answer.js';
import { inherited } from '../../model/nginx-requests/levels.js';
import type { NginxAnswer, NginxOutcome, NginxStep } from '../../model/nginx-requests/nginx-request.js';
import { platform } from '../../model/platform/find-platform.js';
import {
  type Arrival,
  type End,
  nothingListens,
  type Origin,
  originOf,
  type RequestEnd,
  type Trace,
} from './trace.js';

/** Where nginx passes a request on. */
interface Passed {
  /** A port of the instance, or the application to which the platform's own configuration passes requests. */
  readonly passedTo: number | 'application';
  /** Path and query as they are passed; undefined where they are not known. */
  readonly target: string | undefined;
  readonly isUpstreamOfPlatform: boolean;
}

/** Follows a request through nginx to where it passes it, or answers itself. */
export function throughNginx(trace: Trace, port: number, arrival: Arrival): Passed | End {
  const configuration = startedNginx(trace.project);
  const { isComplete } = nginx(trace.project);
  const answer = nginxAnswer(configuration, {
    method: trace.asked.method,
    host: trace.host,
    port,
    isLocal: trace.asked.from === 'instance',
    target: trace.asked.target,
    header: (name) => header(trace, name, arrival),
  });
  const { server, outcome } = answer;
  const own = server?.placed.file.source ? server.placed.directive.name.place : undefined;
  const names = server?.names.map(({ text }) => text).join(' ');
  trace.add({
    kind: 'proxy',
    title: 'nginx',
    details: [
      `port ${port}`,
      names ? `server ${names}` : undefined,
      isComplete ? undefined : 'scripts may change its configuration',
    ],
    state: isComplete ? 'sure' : 'unknown',
    at: own,
  });
  if (outcome.kind === 'refused')
    return isComplete
      ? nothingListens(port, arrival.isBalanced)
      : { kind: 'unknown', text: `whether nginx listens on port ${port} is not in the files` };
  const isTls = server?.listens.some((listen) => listen.port === port && listen.isTls) === true;
  if (isTls !== arrival.isTls)
    return isTls
      ? { kind: 'status', status: 400, text: `400 Bad Request: nginx wants TLS on port ${port}` }
      : arrival.isBalanced
        ? { kind: 'status', status: 502, text: `502 Bad Gateway: nginx speaks no TLS on port ${port}` }
        : { kind: 'refused', text: `nginx speaks no TLS on port ${port}: the connection fails` };
  for (const step of answer.steps) addStep(trace, step);
  return nginxEnd(trace, answer, outcome, { configuration, isTls, port });
}

/** As nginx gets it; undefined for what a client may send unasked. */
function header(trace: Trace, name: string, { forwarded, isBalanced }: Arrival): string | undefined {
  const given = trace.asked.headers.get(name.replaceAll('_', '-'));
  if (name === 'x_forwarded_proto' && forwarded) return forwarded;
  if (name === 'x_forwarded_port' && forwarded) return String(trace.port);
  if (given !== undefined) return given;
  if (name === 'upgrade' || name === 'connection')
    return trace.isWebSocket ? (name === 'upgrade' ? 'websocket' : 'Upgrade') : '';
  return UNASKED_HEADERS.has(name) || (isBalanced && name.startsWith('x_')) ? undefined : '';
}

function addStep(trace: Trace, { kind, at: placed, isSure, path }: NginxStep): void {
  if (kind === 'server') return;
  const { directive, file } = placed;
  const isOwn = file.source !== undefined;
  trace.add({
    kind: 'proxy',
    title:
      kind === 'location'
        ? `location ${directive.args.map(({ text }) => text).join(' ')}`
        : directive.name.text,
    details: [
      isOwn ? undefined : 'of Elastic Beanstalk',
      path === undefined ? undefined : `the path becomes ${path}`,
      kind === 'try_files' ? 'no file is taken to be there' : undefined,
      kind === 'condition' ? directive.args.map(({ text }) => text).join(' ') : undefined,
      isSure || kind === 'try_files' ? undefined : STEP_DOUBTS[kind],
    ],
    state: isSure || kind === 'try_files' ? 'sure' : 'unknown',
    at: isOwn ? directive.name.place : undefined,
  });
}

function nginxEnd(
  trace: Trace,
  { level }: NginxAnswer,
  outcome: NginxOutcome,
  {
    configuration,
    isTls,
    port,
  }: {
    readonly configuration: NginxConfiguration;
    readonly isTls: boolean;
    readonly port: number;
  },
): Passed | End {
  switch (outcome.kind) {
    case 'refused':
    case 'unknown':
      return { kind: 'unknown', text: 'what nginx does depends on more than is in the files' };
    case 'status': {
      const { status, redirect, at } = outcome;
      const place = at?.file.source ? at.directive.name.place : undefined;
      if (redirect !== undefined)
        return {
          status,
          to: absolute(redirect, level, {
            asked: { host: trace.host, isTls: trace.isTls, port: trace.port },
            atNginx: { host: trace.host, isTls, port },
          }),
          at: place,
        };
      if (at) trace.add({ kind: 'proxy', title: textOf(at), at: place });
      return { kind: 'status', status, text: `${status}${STATUS_NAMES.get(status) ?? ''}, from nginx` };
    }
    case 'file':
      return file(trace, outcome.path);
    case 'pass':
      return passed(trace, outcome, configuration);
  }
}

function file(trace: Trace, path: string | undefined): End {
  if (platform(trace.project).language === 'php' && (path ?? trace.path).endsWith('/'))
    return { kind: 'answered', text: 'PHP-FPM answers with index.php of the document root' };
  if (path === undefined)
    return { kind: 'unknown', text: 'nginx looks for a file; 404 Not Found where there is none' };
  const inBundle = /^\/var\/app\/current\/(.+)$/.exec(path)?.[1];
  const isThere =
    inBundle === undefined ? undefined : existingFiles(deployedFiles(trace.project)).has(inBundle);
  trace.add({
    kind: 'proxy',
    title: `File ${path}`,
    details: [isThere === true ? undefined : 'not in the bundle'],
    state: isThere === true ? 'sure' : 'unknown',
  });
  return isThere === true
    ? { kind: 'file', status: 200, text: `nginx sends ${path}` }
    : {
        kind: 'unknown',
        text: `nginx sends ${path} if a step of the deployment makes it, else 404 Not Found`,
      };
}

/** Where `proxy_pass` and its like send a request. */
function passed(
  trace: Trace,
  { at, url, target, level }: NginxOutcome & { readonly kind: 'pass' },
  configuration: NginxConfiguration,
): Passed | RequestEnd {
  const { directive, file } = at;
  const isOwn = file.source !== undefined;
  if (isOwn) {
    trace.add({
      kind: 'proxy',
      title: `${directive.name.text} ${directive.args[0]?.text ?? ''}`,
      at: directive.args[0]?.place,
    });
    if (trace.isWebSocket && directive.name.text === 'proxy_pass') checkUpgrade(trace, at, level);
  }
  if (directive.name.text === 'fastcgi_pass') return { kind: 'answered', text: 'PHP-FPM answers' };
  if (!isOwn) return { passedTo: 'application', target, isUpstreamOfPlatform: true };
  const passTarget = url === undefined ? undefined : readPassTarget(url);
  const [port] = passTarget ? upstreamsOf(configuration)(passTarget) : [];
  if (port === undefined)
    return { kind: 'unknown', text: `${url ?? 'its address'} is not a server of the instance, or not known` };
  return { passedTo: port, target, isUpstreamOfPlatform: isUpstreamOfPlatform(passTarget?.host) };
}

/** The upstreams of Elastic Beanstalk that lead to the application. */
const isUpstreamOfPlatform = (host: string | undefined): boolean => host === 'docker' || host === 'my_app';

function checkUpgrade(trace: Trace, at: PlacedDirective, level: Level): void {
  const missing = missingUpgrade(level);
  if (!missing) return;
  trace.isWebSocket = false;
  trace.add({
    kind: 'proxy',
    title: 'nginx drops the header Upgrade',
    details: [`missing: ${missing.directives.join(' ')}`],
    state: 'broken',
    at: at.directive.name.place,
  });
}

/** What browsers send by themselves. */
const UNASKED_HEADERS: ReadonlySet<string> = new Set([
  ...[
    'accept',
    'accept_encoding',
    'accept_language',
    'cookie',
    'origin',
    'referer',
    'user_agent',
    'x_forwarded_for',
  ],
]);

const STEP_DOUBTS: Readonly<Partial<Record<NginxStep['kind'], string>>> = {
  condition: 'taken not to hold, which is not known',
  access: 'may refuse the client',
};

const STATUS_NAMES: ReadonlyMap<number, string> = new Map([
  [400, ' Bad Request'],
  [401, ' Unauthorized'],
  [403, ' Forbidden'],
  [404, ' Not Found'],
  [405, ' Method Not Allowed'],
  [410, ' Gone'],
  [413, ' Content Too Large'],
  [444, ' (the connection is closed without an answer)'],
  [500, ' Internal Server Error'],
  [503, ' Service Unavailable'],
]);

/** nginx completes a path with the protocol and the port that it was asked with itself, unless a directive says otherwise. */
function absolute(
  to: string,
  level: Level | undefined,
  { asked, atNginx }: { readonly asked: Origin; readonly atNginx: Origin },
): string {
  if (!to.startsWith('/')) return to;
  const isOn = (name: string) => !level || inherited(level, [name])[0]?.directive.args[0]?.text !== 'off';
  if (!isOn('absolute_redirect')) return originOf(asked) + to;
  return originOf({ ...atNginx, port: isOn('port_in_redirect') ? atNginx.port : undefined }) + to;
}

const textOf = ({ directive: { name, args } }: PlacedDirective): string =>
  [name, ...args].map(({ text }) => text).join(' ');
