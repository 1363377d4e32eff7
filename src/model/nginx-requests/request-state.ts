import type { NginxWord } from '../../parse/nginx/nginx-scanner.js';
import { MAX_REQUEST_CHARACTERS } from '../../util/limits.js';
import { bytesOf, type Captures, searchPattern, type StepBudget } from '../../util/linear-pattern.js';
import type { NginxServer } from '../nginx/nginx-servers.js';
import type { NginxRequest } from './nginx-request.js';
import { escapePath, hostName } from './uris.js';

/** What nginx knows of a request while it looks for an answer: its path, its query and the variables. */
export class RequestState {
  /** Decoded, as nginx compares it. */
  path = '';
  args = '';
  isInternal = false;
  /** The path is still as the client wrote it. */
  isOriginal = true;
  /** The path still begins with that of its location. */
  isInLocation = true;
  captures: Captures = [];
  readonly variables = new Map<string, string | undefined>();

  constructor(
    readonly server: NginxServer,
    readonly request: NginxRequest,
    readonly budget: StepBudget,
  ) {}

  /** The query with its question mark; empty where there is none. */
  get query(): string {
    return this.args === '' ? '' : `?${this.args}`;
  }

  /** Compares, and remembers what the groups captured. */
  match(source: string, ignoresCase: boolean, text: string): boolean | 'unknown' {
    const result = searchPattern(source, ignoresCase, text, this.budget);
    if (result === undefined) return false;
    if (result === 'unknown') return 'unknown';
    const { pattern, found } = result;
    this.captures = pattern.groups > 0 ? found : [];
    for (const [name, index] of pattern.names) this.variables.set(name, found[index] ?? '');
    return true;
  }

  /** Gives the request another path. */
  move(path: string): void {
    this.path = path;
    this.isInternal = true;
    this.isOriginal = false;
  }

  /** Whether the condition of an `if` holds; undefined where the text does not tell. */
  holds(args: readonly NginxWord[]): boolean | undefined {
    const words = args.map(({ text }) => text);
    words[0] = (words[0] ?? '').replace(/^\(/, '');
    words[words.length - 1] = (words.at(-1) ?? '').replace(/\)$/, '');
    const [left = '', operator, right = ''] = words.filter(
      (word, index) =>
        word !== '' || (index > 0 && index < words.length - 1) || args[index]?.isQuoted === true,
    );
    if (!left.startsWith('$')) return undefined;
    const value = this.variable(left.slice(1).replace(/^\{(.*)\}$/, '$1'));
    if (value === undefined) return undefined;
    if (operator === undefined) return value !== '' && value !== '0';
    if (operator === '=' || operator === '!=') {
      const other = this.evaluate(right);
      return other === undefined ? undefined : (value === other) === (operator === '=');
    }
    const [, negated, caseless] = /^(!?)~(\*?)$/.exec(operator) ?? [];
    if (negated === undefined) return undefined;
    const matched = this.match(right, caseless === '*', value);
    if (matched === 'unknown') return undefined;
    if (!matched) this.captures = [];
    return matched === (negated === '');
  }

  /**
   * A text with its variables replaced; undefined where one is not known.
   * @param escape what becomes of captured texts after the first question mark
   */
  evaluate(text: string, escape = (captured: string): string => captured): string | undefined {
    let isKnown = true;
    const bytes = bytesOf(text);
    const question = bytes.indexOf('?');
    let result = '';
    let end = 0;
    for (const { 0: written, 1: group, 2: braced, 3: plain = '', index } of bytes.matchAll(VARIABLE)) {
      const captured = group && (this.captures[Number(group)] ?? '');
      const value =
        captured === undefined
          ? this.variable(braced ?? plain)
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

  variable(name: string): string | undefined {
    if (this.variables.has(name)) return this.variables.get(name);
    const { request } = this;
    if (name.startsWith('http_') && name !== 'http_host') {
      const value = request.header(name.slice('http_'.length));
      return value === undefined ? undefined : bytesOf(value);
    }
    if (name.startsWith('arg_')) {
      const wanted = name.slice('arg_'.length).toLowerCase();
      const found = this.args.split('&').find((part) => part.toLowerCase().startsWith(`${wanted}=`));
      return found?.slice(wanted.length + 1) ?? '';
    }
    switch (name) {
      case 'uri':
      case 'document_uri':
        return this.path;
      case 'args':
      case 'query_string':
        return this.args;
      case 'is_args':
        return this.args === '' ? '' : '?';
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

  /** What came without escapes, and was not changed, goes on without. */
  escapedPath(path: string): string {
    return this.isInternal || /[% ]/.test(this.request.target) ? escapePath(path) : path;
  }
}

const VARIABLE = /\$(?:(\d)|\{(\w{1,100})\}|(\w{1,100}))/g;
