import { MAX_PATTERN_STEPS, MAX_REQUEST_CHARACTERS } from '../../knowledge/limits.js';
import type { NginxWord } from '../../parse/nginx/nginx-scanner.js';
import { groupBy } from '../../util/collections.js';
import {
  bytesOf,
  linearPattern,
  matchPattern,
  type Captures,
  type StepBudget,
} from '../../util/linear-pattern.js';
import { oncePer } from '../../util/memo.js';
import type { Level, NginxConfiguration, PlacedDirective } from './configuration.js';
import { readLocation, type LocationName } from './locations.js';
import { defaultServers, directivesNamed, nginxServers, type NginxServer } from './nginx-servers.js';

/** A request as it comes to nginx. */
export interface NginxRequest {
  readonly method: string;
  /** The header `Host`. */
  readonly host: string;
  readonly port: number;
  /** Whether it comes from the machine itself, to 127.0.0.1. */
  readonly isLocal: boolean;
  /** As the client writes it: its path and query. */
  readonly target: string;
  /** The value of a header by its name in small letters, with underscores: empty where it has none, undefined where that is unknown. */
  readonly header: (name: string) => string | undefined;
}

/** Something that decides about a request on its way through nginx. */
export interface NginxStep {
  readonly kind: 'server' | 'location' | 'rewrite' | 'error_page' | 'try_files' | 'condition' | 'access';
  readonly at: PlacedDirective;
  /** Whether the text tells that it applies. */
  readonly isSure: boolean;
  /** The path that it gives the request. */
  readonly path?: string;
}

/** What nginx does with a request in the end. */
export type NginxOutcome =
  /** Of the server or location, by itself: `404`, or a redirect to the path with a slash at its end. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly at: PlacedDirective | undefined;
      readonly redirect?: string;
    }
  | {
      readonly kind: 'pass';
      readonly at: PlacedDirective;
      /** Where it is inherited to. */
      readonly level: Level;
      /** The path and query that the next server gets; undefined where that is not known, and for protocols without them. */
      readonly target: string | undefined;
      /** The address with its variables replaced; undefined where that is unknown. */
      readonly url: string | undefined;
    }
  /** A file that it looks for: undefined where the path is unknown, or its folder nginx's own. */
  | { readonly kind: 'file'; readonly path: string | undefined; readonly at: PlacedDirective | undefined }
  | { readonly kind: 'unknown'; readonly at: PlacedDirective | undefined }
  /** No server listens on the port. */
  | { readonly kind: 'refused' };

export interface NginxAnswer {
  readonly server: NginxServer | undefined;
  /** Whose settings apply in the end: those of the server, a location, or an `if` in one. */
  readonly level: Level | undefined;
  readonly steps: readonly NginxStep[];
  readonly outcome: NginxOutcome;
}

/** Follows a request through a configuration, as nginx does. Never throws. */
export function nginxAnswer(configuration: NginxConfiguration, request: NginxRequest): NginxAnswer {
  const budget = { steps: MAX_PATTERN_STEPS };
  const server = serverFor(configuration, request, budget);
  if (server === 'unknown') return { ...NO_SERVER, outcome: { kind: 'unknown', at: undefined } };
  if (!server?.placed.block) return { ...NO_SERVER, outcome: { kind: 'refused' } };
  const follower = new Follower(server, server.placed.block, request, budget);
  const outcome = follower.run();
  return { server, level: follower.level, steps: follower.steps, outcome };
}

const NO_SERVER = { server: undefined, level: undefined, steps: [] };

/**
 * The server of a host: an exact name, then the longest name with a star in front, the longest with one at its end, the first regular
 * expression, and the default one.
 * https://nginx.org/en/docs/http/server_names.html
 */
function serverFor(
  configuration: NginxConfiguration,
  { host, port, isLocal }: NginxRequest,
  budget: StepBudget,
): NginxServer | undefined | 'unknown' {
  const all = nginxServers(configuration);
  const socket = [...(isLocal ? LOCAL_ADDRESSES : []), '*']
    .map((address) => `${address}:${port}`)
    .find((one) => all.some(({ listens }) => listens.some((listen) => listen.socket === one)));
  if (socket === undefined) return undefined;
  const servers = all.filter(({ listens }) => listens.some((listen) => listen.socket === socket));
  const name = hostName(host);
  const named = servers.flatMap((server) =>
    server.names.map(({ text }) => ({ server, text: text.toLowerCase(), written: text })),
  );
  const exact = named.find(({ text }) => text === name || (text.startsWith('.') && text.slice(1) === name));
  if (exact) return exact.server;
  const longest = (candidates: typeof named) =>
    candidates.reduce<(typeof named)[number] | undefined>(
      (best, one) => (best && best.text.length >= one.text.length ? best : one),
      undefined,
    );
  const wildcard =
    longest(
      named.filter(
        ({ text }) =>
          /^\*?\./.test(text) &&
          name.length > text.replace('*', '').length &&
          name.endsWith(text.replace('*', '')),
      ),
    ) ??
    longest(
      named.filter(
        ({ text }) =>
          text.endsWith('.*') &&
          !text.startsWith('~') &&
          name.startsWith(text.slice(0, -1)) &&
          name.length >= text.length,
      ),
    );
  if (wildcard) return wildcard.server;
  for (const { server, written } of named) {
    if (!written.startsWith('~')) continue;
    const found = search(written.slice(1), true, name, budget);
    if (found === 'unknown') return 'unknown';
    if (found) return server;
  }
  return defaultServers(servers).get(socket);
}

const LOCAL_ADDRESSES = ['127.0.0.1', 'localhost'];

/** Without port and final dot, in small letters. */
const hostName = (host: string): string => host.toLowerCase().replace(/:\d*$/, '').replace(/\.$/, '');

/** A match anywhere in a text, and the pattern; the steps of reading it count as well. */
function search(source: string, ignoresCase: boolean, text: string, budget: StepBudget) {
  const pattern = budget.steps < 0 ? undefined : linearPattern(source, ignoresCase);
  if (!pattern) return 'unknown';
  budget.steps -= pattern.program.length;
  const found = matchPattern(pattern, text, budget);
  return typeof found === 'object' ? { pattern, found } : found;
}

/** The locations of one level, for look-ups. */
interface Locations {
  readonly exact: ReadonlyMap<string, PlacedDirective>;
  readonly prefixes: ReadonlyMap<string, Located>;
  /** Of these, the longest first. */
  readonly lengths: readonly number[];
  readonly patterns: readonly Located[];
  readonly named: ReadonlyMap<string, PlacedDirective>;
}

interface Located {
  readonly placed: PlacedDirective;
  readonly name: LocationName;
}

const locationsOf = oncePer((level: Level): Locations => {
  const all = directivesNamed(level, 'location').flatMap((placed) => {
    const name = readLocation(placed.directive);
    return name ? [{ placed, name: { ...name, path: bytesOf(name.path) } }] : [];
  });
  const byKind = groupBy(all, ({ name: { modifier } }) => [KINDS[modifier]]);
  const mapOf = (kind: (typeof KINDS)[LocationName['modifier']]) =>
    new Map((byKind.get(kind) ?? []).toReversed().map((one) => [one.name.path, one] as const));
  const placedOf = (kind: 'exact' | 'named') =>
    new Map([...mapOf(kind)].map(([path, { placed }]) => [path, placed] as const));
  const prefixes = mapOf('prefix');
  return {
    exact: placedOf('exact'),
    prefixes,
    lengths: [...new Set([...prefixes.keys()].map(({ length }) => length))].sort((a, b) => b - a),
    patterns: byKind.get('pattern') ?? [],
    named: placedOf('named'),
  };
});

const KINDS = {
  '': 'prefix',
  '^~': 'prefix',
  '=': 'exact',
  '~': 'pattern',
  '~*': 'pattern',
  '@': 'named',
} as const;

/** What makes a location pass requests on: nginx then redirects its path without the slash at its end. */
const PASSES = [
  'proxy_pass',
  'fastcgi_pass',
  'uwsgi_pass',
  'scgi_pass',
  'grpc_pass',
  'memcached_pass',
] as const;

const passesOn = ({ block }: PlacedDirective): boolean =>
  PASSES.some((name) => directivesNamed(block, name).length > 0);

type Found =
  | { readonly kind: 'none' }
  /** Regular expressions may still take it. */
  | { readonly kind: 'prefix'; readonly at: PlacedDirective; readonly isFinal: boolean }
  | { readonly kind: 'sure'; readonly at: PlacedDirective }
  | { readonly kind: 'slash'; readonly at: PlacedDirective }
  | { readonly kind: 'unknown'; readonly at: PlacedDirective };

/** How often a request may change its location; nginx then answers with 500. */
const CHANGES = 10;

class Follower {
  readonly steps: NginxStep[] = [];
  level: Level;
  /** Decoded, as nginx compares it. */
  #path = '';
  #args = '';
  #isInternal = false;
  /** The path is still as the client wrote it. */
  #isOriginal = true;
  /** The path still begins with that of its location. */
  #isInLocation = true;
  #changes = CHANGES;
  #hasErrorPage = false;
  /** Those of which it is known what `error_page` makes of them, on the level where they were found. */
  readonly #finished = new Set<NginxOutcome>();
  #captures: Captures = [];
  readonly #variables = new Map<string, string | undefined>();

  constructor(
    readonly server: NginxServer,
    readonly top: Level,
    readonly request: NginxRequest,
    readonly budget: StepBudget,
  ) {
    this.level = top;
  }

  run(): NginxOutcome {
    const { target } = this.request;
    const question = target.indexOf('?');
    const raw = question === -1 ? target : target.slice(0, question);
    const path = normalPath(bytesOf(raw));
    if (path === undefined) return { kind: 'status', status: 400, at: undefined };
    this.#path = path;
    this.#args = question === -1 ? '' : bytesOf(target.slice(question + 1));
    this.steps.push({ kind: 'server', at: this.server.placed, isSure: true });
    return this.#serverRewrite();
  }

  #serverRewrite(): NginxOutcome {
    this.level = this.top;
    const result = this.#rewrite(this.top);
    return result.outcome ? this.#finish(result.outcome, this.top) : this.#locate();
  }

  #locate(): NginxOutcome {
    for (;;) {
      const found = this.#find(this.top);
      if (found.kind === 'unknown') return { kind: 'unknown', at: found.at };
      const level = found.kind === 'none' ? this.top : (found.at.block ?? this.top);
      this.level = level;
      if (found.kind !== 'none') this.steps.push({ kind: 'location', at: found.at, isSure: true });
      const [internal] = inherited(level, ['internal']);
      if (internal && !this.#isInternal)
        return this.#finish({ kind: 'status', status: 404, at: internal }, level);
      if (found.kind === 'slash')
        return {
          kind: 'status',
          status: 301,
          at: found.at,
          redirect: `${escapePath(this.#path)}/${this.#query()}`,
        };
      const done = this.#enter(level);
      if (done) return done;
      if (this.#changes-- <= 0) return { kind: 'status', status: 500, at: undefined };
    }
  }

  /** Undefined where the request gets another location. */
  #enter(level: Level): NginxOutcome | undefined {
    if (level === this.top) return this.#finish(this.#content(level), level);
    const { outcome, level: last, isMoved } = this.#rewrite(level);
    this.level = last;
    if (outcome) return this.#finish(outcome, last);
    if (isMoved) return undefined;
    return this.#finish(this.#content(last), last);
  }

  /** https://nginx.org/en/docs/http/ngx_http_core_module.html#location */
  #find(level: Level): Found {
    const locations = locationsOf(level);
    let found = this.#findStatic(locations);
    let isFinal = false;
    if (found.kind === 'prefix') {
      ({ isFinal } = found);
      const inner = found.at.block ? this.#find(found.at.block) : found;
      if (inner.kind !== 'none') found = inner;
    }
    if (found.kind === 'sure' || found.kind === 'slash' || found.kind === 'unknown' || isFinal) return found;
    for (const { placed, name } of locations.patterns) {
      const matched = this.#match(name.path, name.modifier === '~*', this.#path);
      if (matched === 'unknown') return { kind: 'unknown', at: placed };
      if (!matched) continue;
      const inner: Found = placed.block ? this.#find(placed.block) : { kind: 'none' };
      return inner.kind === 'none'
        ? { kind: 'sure', at: placed }
        : inner.kind === 'prefix'
          ? { kind: 'sure', at: inner.at }
          : inner;
    }
    return found;
  }

  #findStatic({ exact, prefixes, lengths }: Locations): Found {
    const path = this.#path;
    const same = exact.get(path);
    if (same) return { kind: 'sure', at: same };
    const equal = prefixes.get(path);
    if (equal) return { kind: 'prefix', at: equal.placed, isFinal: equal.name.modifier === '^~' };
    const withSlash = [exact.get(`${path}/`), prefixes.get(`${path}/`)?.placed].filter(
      (placed) => placed !== undefined,
    );
    const [slash] = withSlash;
    if (slash && withSlash.some(passesOn)) return { kind: 'slash', at: slash };
    for (const length of lengths) {
      if (length >= path.length) continue;
      const prefix = prefixes.get(path.slice(0, length));
      if (prefix) return { kind: 'prefix', at: prefix.placed, isFinal: prefix.name.modifier === '^~' };
    }
    return { kind: 'none' };
  }

  /** Compares, and remembers what the groups captured. */
  #match(source: string, ignoresCase: boolean, text: string): boolean | 'unknown' {
    const result = search(source, ignoresCase, text, this.budget);
    if (result === undefined) return false;
    if (result === 'unknown') return 'unknown';
    const { pattern, found } = result;
    this.#captures = pattern.groups > 0 ? found : [];
    for (const [name, index] of pattern.names) this.#variables.set(name, found[index] ?? '');
    return true;
  }

  /** What the directives of a level that are followed one after another do. https://nginx.org/en/docs/http/ngx_http_rewrite_module.html */
  #rewrite(level: Level): {
    readonly outcome?: NginxOutcome;
    readonly level: Level;
    readonly isMoved: boolean;
  } {
    let isMoved = false;
    let last = level;
    const runAll = (at: Level): NginxOutcome | 'stop' | undefined => {
      for (const placed of at.directives) {
        const { name, args } = placed.directive;
        switch (name.text) {
          case 'return':
            return this.#return(placed);
          case 'break':
            if (isMoved) this.#isInLocation = false;
            isMoved = false;
            return 'stop';
          case 'set':
            this.#variables.set((args[0]?.text ?? '').slice(1), this.#evaluate(args[1]?.text ?? ''));
            break;
          case 'if': {
            if (!placed.block) break;
            const holds = this.#holds(args);
            if (holds === undefined) {
              if (changesAnything(placed.block))
                this.steps.push({ kind: 'condition', at: placed, isSure: false });
              for (const variable of variablesSetIn(placed.block)) this.#variables.set(variable, undefined);
              break;
            }
            if (!holds) break;
            if (changesAnything(placed.block))
              this.steps.push({ kind: 'condition', at: placed, isSure: true });
            last = placed.block;
            const done = runAll(placed.block);
            if (done) return done;
            break;
          }
          case 'rewrite': {
            const result = this.#rewriteOnce(placed);
            if (!result) break;
            if (typeof result === 'object') return result;
            isMoved = result !== 'break';
            if (result !== 'on') return 'stop';
            break;
          }
          default:
            break;
        }
      }
      return undefined;
    };
    const outcome = runAll(level);
    return { ...(typeof outcome === 'object' && { outcome }), level: last === level ? level : last, isMoved };
  }

  #rewriteOnce(placed: PlacedDirective): NginxOutcome | 'on' | 'last' | 'break' | undefined {
    const [regex, replacement, flag] = placed.directive.args;
    if (!regex || !replacement) return undefined;
    const matched = this.#match(regex.text, false, this.#path);
    if (matched === 'unknown') return { kind: 'unknown', at: placed };
    if (!matched) {
      this.#captures = [];
      return undefined;
    }
    const isRedirect =
      /^(?:https?:\/\/|\$scheme)/.test(replacement.text) ||
      flag?.text === 'redirect' ||
      flag?.text === 'permanent';
    const keepsArgs = !replacement.text.endsWith('?');
    const written = keepsArgs ? replacement.text : replacement.text.slice(0, -1);
    const result = this.#evaluate(
      written,
      !isRedirect && /[%+]/.test(this.request.target) ? escapeArgument : undefined,
    );
    if (result === undefined) {
      if (isRedirect)
        return {
          kind: 'status',
          status: flag?.text === 'permanent' ? 301 : 302,
          at: placed,
          redirect: written,
        };
      return { kind: 'unknown', at: placed };
    }
    if (isRedirect) {
      const args = keepsArgs && this.#args !== '' ? `${written.includes('?') ? '&' : '?'}${this.#args}` : '';
      return {
        kind: 'status',
        status: flag?.text === 'permanent' ? 301 : 302,
        at: placed,
        redirect: result + args,
      };
    }
    const question = written.indexOf('?') === -1 ? -1 : result.indexOf('?');
    const path = question === -1 ? result : result.slice(0, question);
    if (path === '') return { kind: 'status', status: 500, at: placed };
    if (question !== -1)
      this.#args = result.slice(question + 1) + (keepsArgs && this.#args !== '' ? `&${this.#args}` : '');
    else if (!keepsArgs) this.#args = '';
    this.#move(path);
    this.steps.push({ kind: 'rewrite', at: placed, isSure: true, path });
    if (flag?.text === 'break') {
      this.#isInLocation = false;
      return 'break';
    }
    return flag?.text === 'last' ? 'last' : 'on';
  }

  #move(path: string): void {
    this.#path = path;
    this.#isInternal = true;
    this.#isOriginal = false;
  }

  #return(placed: PlacedDirective): NginxOutcome {
    const [first, second] = placed.directive.args;
    const url = second ?? (first && !/^\d{3}$/.test(first.text) ? first : undefined);
    const status = first && first !== url ? Number(first.text) : 302;
    const isRedirect = [301, 302, 303, 307, 308].includes(status);
    if (!url || !isRedirect) return { kind: 'status', status, at: placed };
    return { kind: 'status', status, at: placed, redirect: this.#evaluate(url.text) ?? url.text };
  }

  /** Whether the condition of an `if` holds; undefined where the text does not tell. */
  #holds(args: readonly NginxWord[]): boolean | undefined {
    const words = args.map(({ text }) => text);
    words[0] = (words[0] ?? '').replace(/^\(/, '');
    words[words.length - 1] = (words.at(-1) ?? '').replace(/\)$/, '');
    const [left = '', operator, right = ''] = words.filter(
      (word, index) =>
        word !== '' || (index > 0 && index < words.length - 1) || args[index]?.isQuoted === true,
    );
    if (!left.startsWith('$')) return undefined;
    const value = this.#variable(left.slice(1).replace(/^\{(.*)\}$/, '$1'));
    if (value === undefined) return undefined;
    if (operator === undefined) return value !== '' && value !== '0';
    if (operator === '=' || operator === '!=') {
      const other = this.#evaluate(right);
      return other === undefined ? undefined : (value === other) === (operator === '=');
    }
    const [, negated, caseless] = /^(!?)~(\*?)$/.exec(operator) ?? [];
    if (negated === undefined) return undefined;
    const matched = this.#match(right, caseless === '*', value);
    if (matched === 'unknown') return undefined;
    if (!matched) this.#captures = [];
    return matched === (negated === '');
  }

  /**
   * A text with its variables replaced; undefined where one is not known.
   * @param escape what becomes of captured texts after the first question mark
   */
  #evaluate(text: string, escape = (captured: string): string => captured): string | undefined {
    let isKnown = true;
    const bytes = bytesOf(text);
    const question = bytes.indexOf('?');
    let result = '';
    let end = 0;
    for (const { 0: written, 1: group, 2: braced, 3: plain = '', index } of bytes.matchAll(VARIABLE)) {
      const captured = group && (this.#captures[Number(group)] ?? '');
      const value =
        captured === undefined
          ? this.#variable(braced ?? plain)
          : question !== -1 && index > question
            ? escape(captured)
            : captured;
      isKnown &&= value !== undefined;
      result += bytes.slice(end, index) + (value ?? '');
      end = index + written.length;
      if (result.length > MAX_REQUEST_CHARACTERS) return undefined;
    }
    result += bytes.slice(end);
    return isKnown && result.length <= MAX_REQUEST_CHARACTERS ? result : undefined;
  }

  #variable(name: string): string | undefined {
    if (this.#variables.has(name)) return this.#variables.get(name);
    const { request } = this;
    if (name.startsWith('http_') && name !== 'http_host') {
      const value = request.header(name.slice('http_'.length));
      return value === undefined ? undefined : bytesOf(value);
    }
    if (name.startsWith('arg_')) {
      const wanted = name.slice('arg_'.length).toLowerCase();
      const found = this.#args.split('&').find((part) => part.toLowerCase().startsWith(`${wanted}=`));
      return found?.slice(wanted.length + 1) ?? '';
    }
    switch (name) {
      case 'uri':
      case 'document_uri':
        return this.#path;
      case 'args':
      case 'query_string':
        return this.#args;
      case 'is_args':
        return this.#args === '' ? '' : '?';
      case 'request_uri':
        return bytesOf(request.target);
      case 'request_method':
        return request.method;
      case 'host':
        return hostName(request.host);
      case 'http_host':
        return request.host;
      case 'server_port':
        return String(request.port);
      case 'server_name':
        return this.server.names[0]?.text ?? '';
      case 'scheme':
        return this.#isTls() ? 'https' : 'http';
      case 'https':
        return this.#isTls() ? 'on' : '';
      default:
        return undefined;
    }
  }

  #isTls(): boolean {
    return this.server.listens.some(({ port, isTls }) => port === this.request.port && isTls);
  }

  #query(): string {
    return this.#args === '' ? '' : `?${this.#args}`;
  }

  /** What answers in the end. */
  #content(level: Level): NginxOutcome {
    const refused = this.#access(level);
    if (refused) return refused;
    // An `if` that applies does not inherit it.
    const [tries] = directivesNamed(level, 'try_files');
    if (tries) return this.#try(tries, level);
    return this.#handle(level);
  }

  #access(level: Level): NginxOutcome | undefined {
    const rules = inherited(level, ['allow', 'deny']);
    const [first] = rules;
    if (first?.directive.name.text === 'deny' && first.directive.args[0]?.text === 'all')
      return { kind: 'status', status: 403, at: first };
    const decides = rules.find(
      ({ directive }) => directive.name.text === 'deny' || directive.args[0]?.text === 'all',
    );
    if (first && decides?.directive.name.text === 'deny')
      this.steps.push({ kind: 'access', at: first, isSure: false });
    const [password] = inherited(level, ['auth_basic', 'auth_request']);
    if (password && password.directive.args[0]?.text !== 'off' && this.request.header('authorization') === '')
      this.steps.push({ kind: 'access', at: password, isSure: false });
    return undefined;
  }

  /** Files are taken to be absent: what is there is not all in the text. */
  #try(placed: PlacedDirective, level: Level): NginxOutcome {
    const last = placed.directive.args.at(-1)?.text ?? '';
    // The folder of all files is there.
    if (this.#path === '/' && placed.directive.args.slice(0, -1).some(({ text }) => text === '$uri/')) {
      return this.#handle(level);
    }
    this.steps.push({ kind: 'try_files', at: placed, isSure: false });
    return this.#redirectInside(last, placed, level);
  }

  /** To a path, a named location, or a status. */
  #redirectInside(to: string, placed: PlacedDirective, level: Level): NginxOutcome {
    if (/^=\d{3}$/.test(to))
      return this.#finish({ kind: 'status', status: Number(to.slice(1)), at: placed }, level);
    if (this.#changes-- <= 0) return { kind: 'status', status: 500, at: placed };
    this.#isInternal = true;
    if (to.startsWith('@')) {
      const named = locationsOf(this.top).named.get(to);
      if (!named?.block) return { kind: 'status', status: 500, at: placed };
      this.steps.push({ kind: 'location', at: named, isSure: true });
      return this.#enter(named.block) ?? this.#locate();
    }
    const result = this.#evaluate(to);
    if (result === undefined) return { kind: 'unknown', at: placed };
    const question = result.indexOf('?');
    this.#isOriginal = false;
    this.#isInLocation = true;
    this.#path = question === -1 ? result : result.slice(0, question);
    this.#args = question === -1 ? '' : result.slice(question + 1);
    return this.#serverRewrite();
  }

  #handle(level: Level): NginxOutcome {
    for (const name of PASSES) {
      const [pass] = nearest(level, name, isLocationIf);
      if (pass) return this.#pass(pass, level);
    }
    const owner = level.owner ? readLocation(level.owner) : undefined;
    const [alias] = nearest(level, 'alias', isLocationIf);
    const folder = alias ?? inherited(level, ['root'])[0];
    const written = folder?.directive.args[0]?.text ?? '';
    const base = this.#evaluate(written);
    if (!folder || base === undefined) return { kind: 'file', path: undefined, at: folder };
    if (!alias) return { kind: 'file', path: base.replace(/\/$/, '') + this.#path, at: folder };
    const isPrefix = owner?.modifier === '' || owner?.modifier === '^~' || owner?.modifier === '=';
    return {
      kind: 'file',
      path: isPrefix ? base + this.#path.slice(bytesOf(owner.path).length) : base,
      at: folder,
    };
  }

  #pass(at: PlacedDirective, level: Level): NginxOutcome {
    const written = at.directive.args[0]?.text ?? '';
    if (at.directive.name.text !== 'proxy_pass')
      return { kind: 'pass', at, level, target: undefined, url: written };
    const url = this.#evaluate(written);
    return {
      kind: 'pass',
      at,
      level,
      url,
      target: url === undefined ? undefined : this.#passedTarget(uriOf(url), written.includes('$'), at),
    };
  }

  /** https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_pass */
  #passedTarget(uri: string, hasVariables: boolean, { level }: PlacedDirective): string {
    const owner = level.owner && readLocation(level.owner);
    if (hasVariables && uri !== '') return uri;
    if (uri === '' && this.#isOriginal) return bytesOf(this.request.target);
    if (uri === '' || !this.#isInLocation) return escapePath(this.#path) + this.#query();
    return uri + this.#escapedPath(this.#path.slice(bytesOf(owner?.path ?? '').length)) + this.#query();
  }

  /** What came without escapes, and was not changed, goes on without. */
  #escapedPath(path: string): string {
    return this.#isInternal || /[% ]/.test(this.request.target) ? escapePath(path) : path;
  }

  /** What `error_page` makes of a status, once. */
  #finish(outcome: NginxOutcome, level: Level): NginxOutcome {
    if (this.#finished.has(outcome)) return outcome;
    const finished = this.#withErrorPage(outcome, level);
    this.#finished.add(finished);
    return finished;
  }

  #withErrorPage(outcome: NginxOutcome, level: Level): NginxOutcome {
    if (outcome.kind !== 'status' || outcome.status < 300 || this.#hasErrorPage) return outcome;
    const pages = inherited(level, ['error_page']);
    const page = pages.find(({ directive: { args } }) =>
      args.slice(0, -1).some(({ text }) => text === String(outcome.status)),
    );
    const to = page?.directive.args.at(-1)?.text;
    if (!page || to === undefined) return outcome;
    this.#hasErrorPage = true;
    this.steps.push({ kind: 'error_page', at: page, isSure: true });
    if (/^(?:https?:\/\/|\$)/.test(to))
      return { kind: 'status', status: 302, at: page, redirect: this.#evaluate(to) ?? to };
    const inner = this.#redirectInside(to, page, level);
    if (inner.kind !== 'status' || inner.status >= 300) return inner;
    // Without `=` the answer keeps its status; with only `=` it is that of the page.
    const own = page.directive.args.find(({ text }) => text.startsWith('='))?.text.slice(1);
    return own === '' ? inner : { ...inner, status: own === undefined ? outcome.status : Number(own) };
  }
}

/** What comes after the address in a URL. */
function uriOf(url: string): string {
  const rest = url.slice(url.indexOf('://') + '://'.length);
  if (!rest.startsWith('unix:')) return /[/?]/.test(rest) ? rest.slice(rest.search(/[/?]/)) : '';
  const colon = rest.indexOf(':', 'unix:'.length);
  return colon === -1 ? '' : rest.slice(colon + 1);
}

const VARIABLE = /\$(?:(\d)|\{(\w{1,100})\}|(\w{1,100}))/g;

const isLocationIf = ({ context }: Level): boolean => context === 'location-if' || context === 'server-if';

/** The directives of a name on a level; where it is an `if`, else those of what it is in. */
function nearest(
  level: Level,
  name: string,
  mayInherit: (level: Level) => boolean,
): readonly PlacedDirective[] {
  for (let at: Level | undefined = level; at; at = mayInherit(at) ? at.parent : undefined) {
    const own = directivesNamed(at, name);
    if (own.length > 0) return own;
  }
  return [];
}

/** Those of the innermost level that has any. */
export function inherited(level: Level, names: readonly string[]): readonly PlacedDirective[] {
  for (let at: Level | undefined = level; at; at = at.parent) {
    const own = names.some((name) => directivesNamed(at, name).length > 0)
      ? at.directives.filter(({ directive }) => names.includes(directive.name.text))
      : [];
    if (own.length > 0) return own;
  }
  return [];
}

/** Directives that decide nothing about where a request goes. */
const HARMLESS =
  /^(?:set|access_log|error_log|add_header|expires|gzip|etag|log_|client_|send_|keepalive_|proxy_(?!pass))/;

const changesAnything = (level: Level): boolean =>
  level.directives.some(({ directive: { name }, block }) =>
    block ? changesAnything(block) : !HARMLESS.test(name.text),
  );

const variablesSetIn = (level: Level): readonly string[] =>
  directivesNamed(level, 'set').flatMap(({ directive: { args } }) => args[0]?.text.slice(1) ?? []);

/**
 * A path as nginx compares it: decoded, with one slash in place of several, and without `.` and `..`. Undefined where nginx refuses it.
 */
function normalPath(raw: string): string | undefined {
  if (!raw.startsWith('/')) return undefined;
  if (/%(?![\da-fA-F]{2})|%00|[\0-\x20\x7f]/.test(raw)) return undefined;
  const segments: string[] = [];
  const parts = raw
    .replace(/%([\da-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    .split('/');
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    if (part === '..' && segments.pop() === undefined) return undefined;
    if (part === '' || part === '.' || part === '..') {
      if (isLast) segments.push('');
    } else segments.push(part);
  }
  return `/${segments.join('/')}`;
}

/** As nginx writes what it captured into a query. */
const escapeArgument = (text: string): string =>
  text.replace(/[\0-\x20"#%&+;?\\^`{|}\x7f-\xff]/g, escapeByte);

const escapeByte = (byte: string): string =>
  `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

/** As nginx writes a path that it changed, or that it decoded. */
const escapePath = (path: string): string => path.replace(/[\0-\x20"#%<>?\\^`{|}\x7f-\xff]/g, escapeByte);
