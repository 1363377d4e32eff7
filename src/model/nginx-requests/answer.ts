import { bytesOf, type StepBudget } from '../../util/linear-pattern.js';
import type { Level, NginxConfiguration, PlacedDirective } from '../nginx/configuration.js';
import { readLocation } from '../nginx/locations.js';
import { directivesNamed, type NginxServer } from '../nginx/nginx-servers.js';
import { findLocation, locationsOf } from './find-location.js';
import { inherited, nearest, PASSES } from './levels.js';
import type { NginxAnswer, NginxOutcome, NginxRequest, NginxStep } from './nginx-request.js';
import { RequestState } from './request-state.js';
import { runRewrites } from './rewrites.js';
import { serverFor } from './server-for.js';
import { escapePath, normalPath, uriOf } from './uris.js';

/** Steps of all regular expressions that one request is compared with: each byte takes some in each. */
const MAX_PATTERN_STEPS = 5_000_000;

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

/** How often a request may change its location; nginx then answers with 500. */
const CHANGES = 10;

class Follower {
  readonly steps: NginxStep[] = [];
  level: Level;
  readonly #state: RequestState;
  #changes = CHANGES;
  #hasErrorPage = false;
  /** Those of which it is known what `error_page` makes of them, on the level where they were found. */
  readonly #finished = new Set<NginxOutcome>();

  constructor(
    readonly server: NginxServer,
    readonly top: Level,
    readonly request: NginxRequest,
    budget: StepBudget,
  ) {
    this.level = top;
    this.#state = new RequestState(server, request, budget);
  }

  run(): NginxOutcome {
    const { target } = this.request;
    const question = target.indexOf('?');
    const raw = question === -1 ? target : target.slice(0, question);
    const path = normalPath(bytesOf(raw));
    if (path === undefined) return { kind: 'status', status: 400, at: undefined };
    this.#state.path = path;
    this.#state.args = question === -1 ? '' : bytesOf(target.slice(question + 1));
    this.steps.push({ kind: 'server', at: this.server.placed, isSure: true });
    return this.#serverRewrite();
  }

  #serverRewrite(): NginxOutcome {
    this.level = this.top;
    const result = runRewrites(this.top, this.#state, this.steps);
    return result.outcome ? this.#finish(result.outcome, this.top) : this.#locate();
  }

  #locate(): NginxOutcome {
    for (;;) {
      const found = findLocation(this.top, this.#state);
      if (found.kind === 'unknown') return { kind: 'unknown', at: found.at };
      const level = found.kind === 'none' ? this.top : (found.at.block ?? this.top);
      this.level = level;
      if (found.kind !== 'none') this.steps.push({ kind: 'location', at: found.at, isSure: true });
      const [internal] = inherited(level, ['internal']);
      if (internal && !this.#state.isInternal)
        return this.#finish({ kind: 'status', status: 404, at: internal }, level);
      if (found.kind === 'slash')
        return {
          kind: 'status',
          status: 301,
          at: found.at,
          redirect: `${escapePath(this.#state.path)}/${this.#state.query}`,
        };
      const done = this.#enter(level);
      if (done) return done;
      if (this.#changes-- <= 0) return { kind: 'status', status: 500, at: undefined };
    }
  }

  /** Undefined where the request gets another location. */
  #enter(level: Level): NginxOutcome | undefined {
    if (level === this.top) return this.#finish(this.#content(level), level);
    const { outcome, level: last, isMoved } = runRewrites(level, this.#state, this.steps);
    this.level = last;
    if (outcome) return this.#finish(outcome, last);
    if (isMoved) return undefined;
    return this.#finish(this.#content(last), last);
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
    if (this.#state.path === '/' && placed.directive.args.slice(0, -1).some(({ text }) => text === '$uri/')) {
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
    this.#state.isInternal = true;
    if (to.startsWith('@')) {
      const named = locationsOf(this.top).named.get(to);
      if (!named?.block) return { kind: 'status', status: 500, at: placed };
      this.steps.push({ kind: 'location', at: named, isSure: true });
      return this.#enter(named.block) ?? this.#locate();
    }
    const result = this.#state.evaluate(to);
    if (result === undefined) return { kind: 'unknown', at: placed };
    const question = result.indexOf('?');
    this.#state.isOriginal = false;
    this.#state.isInLocation = true;
    this.#state.path = question === -1 ? result : result.slice(0, question);
    this.#state.args = question === -1 ? '' : result.slice(question + 1);
    return this.#serverRewrite();
  }

  #handle(level: Level): NginxOutcome {
    for (const name of PASSES) {
      const [pass] = nearest(level, name);
      if (pass) return this.#pass(pass, level);
    }
    const owner = level.owner ? readLocation(level.owner) : undefined;
    const [alias] = nearest(level, 'alias');
    const folder = alias ?? inherited(level, ['root'])[0];
    const written = folder?.directive.args[0]?.text ?? '';
    const base = this.#state.evaluate(written);
    if (!folder || base === undefined) return { kind: 'file', path: undefined, at: folder };
    if (!alias) return { kind: 'file', path: base.replace(/\/$/, '') + this.#state.path, at: folder };
    const isPrefix = owner?.modifier === '' || owner?.modifier === '^~' || owner?.modifier === '=';
    return {
      kind: 'file',
      path: isPrefix ? base + this.#state.path.slice(bytesOf(owner.path).length) : base,
      at: folder,
    };
  }

  #pass(at: PlacedDirective, level: Level): NginxOutcome {
    const written = at.directive.args[0]?.text ?? '';
    if (at.directive.name.text !== 'proxy_pass')
      return { kind: 'pass', at, level, target: undefined, url: written };
    const url = this.#state.evaluate(written);
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
    if (uri === '' && this.#state.isOriginal) return bytesOf(this.request.target);
    if (uri === '' || !this.#state.isInLocation) return escapePath(this.#state.path) + this.#state.query;
    return (
      uri +
      this.#state.escapedPath(this.#state.path.slice(bytesOf(owner?.path ?? '').length)) +
      this.#state.query
    );
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
      return { kind: 'status', status: 302, at: page, redirect: this.#state.evaluate(to) ?? to };
    const inner = this.#redirectInside(to, page, level);
    if (inner.kind !== 'status' || inner.status >= 300) return inner;
    // Without `=` the answer keeps its status; with only `=` it is that of the page.
    const own = page.directive.args.find(({ text }) => text.startsWith('='))?.text.slice(1);
    return own === '' ? inner : { ...inner, status: own === undefined ? outcome.status : Number(own) };
  }
}
