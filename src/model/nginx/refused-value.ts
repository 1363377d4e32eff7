import {
  isNginxValue,
  type NginxValueKind,
  nginxValueKind,
  nginxWords,
} from '../../knowledge/nginx/values.js';
import type { NginxWord } from '../../parse/nginx/nginx-scanner.js';
import type { PlacedDirective } from './configuration.js';
import { readPassTarget } from './pass-targets.js';

/**
 * An argument that nginx refuses for its text:
 * - `form`: no number, size or time of that form
 * - `word`: none of these words
 * - `code`: neither a status of HTTP nor, as the only argument, a URL
 * - `variable`: `set` needs a name with `$`
 * - `operator` and `second-condition`: an `if` compares one thing, by the operators of nginx
 * - `scheme`: the URL of `proxy_pass` begins with http:// or https://
 * - `port`: the URL of `proxy_pass` has one that is no number
 * - `path`: the URL of `proxy_pass` has one where nginx does not know which part of the request it replaces
 */
export type RefusedValue = { readonly argument: NginxWord } & (
  | { readonly kind: 'form'; readonly form: NginxValueKind }
  | { readonly kind: 'word'; readonly words: readonly string[] }
  | { readonly kind: 'code' | 'variable' | 'operator' | 'second-condition' | 'scheme' }
  | { readonly kind: 'port'; readonly port: string }
  | { readonly kind: 'path'; readonly path: string }
);

/** The first one of a directive that is where it may be. */
export function refusedValue(placed: PlacedDirective): RefusedValue | undefined {
  const { name, args } = placed.directive;
  const refused = refusedText(name.text, args);
  if (refused) return refused;
  switch (name.text) {
    case 'return':
      return refusedReturn(args);
    case 'set':
      return args[0] && !args[0].text.startsWith('$') ? { kind: 'variable', argument: args[0] } : undefined;
    case 'if':
      return refusedCondition(args);
    case 'proxy_pass':
      return args[0] && refusedTarget(args[0], placed);
    default:
      return undefined;
  }
}

function refusedText(name: string, args: readonly NginxWord[]): RefusedValue | undefined {
  const [first] = args;
  const form = nginxValueKind(name);
  if (form && first && !mayBeReplaced(first) && !isNginxValue(form, first.text))
    return { kind: 'form', form, argument: first };
  const allowed = nginxWords(name);
  const argument =
    allowed &&
    args.slice(allowed.from).find((one) => !mayBeReplaced(one) && !allowed.words.includes(one.text));
  return argument && { kind: 'word', words: allowed.words, argument };
}

/** Capitals and signs are what other programs fill in; a variable is one that nginx may take here. */
export const mayBeReplaced = ({ text }: NginxWord): boolean => /[$%<{@]|^_|^[A-Z_]{3,}\d*$/.test(text);

/** The longest code is 999. */
const STATUS = /^\d{1,3}$/;

function refusedReturn([code, text]: readonly NginxWord[]): RefusedValue | undefined {
  if (!code || mayBeReplaced(code) || STATUS.test(code.text)) return undefined;
  return text || !/^https?:\/\//i.test(code.text) ? { kind: 'code', argument: code } : undefined;
}

const OPERATORS = new Set(['=', '!=', '~', '~*', '!~', '!~*']);

/** Only what begins with a variable: the rest are tests of files. */
function refusedCondition(args: readonly NginxWord[]): RefusedValue | undefined {
  const [first] = args;
  const words = first?.text === '(' ? args.slice(1) : args;
  const [variable, operator, value, next] = words.filter(({ text, isQuoted }) => isQuoted || text !== ')');
  if (!variable || !operator || !/^\(?\$/.test(variable.text)) return undefined;
  if (!OPERATORS.has(operator.text)) return { kind: 'operator', argument: operator };
  return value && next ? { kind: 'second-condition', argument: next } : undefined;
}

function refusedTarget(argument: NginxWord, placed: PlacedDirective): RefusedValue | undefined {
  const { text } = argument;
  if (mayBeReplaced(argument)) return undefined;
  if (!/^https?:\/\//i.test(text)) return { kind: 'scheme', argument };
  const port = /^https?:\/\/[\w.-]+:([a-z_]+)(?:\/|$)/i.exec(text)?.[1];
  if (port !== undefined) return { kind: 'port', port, argument };
  const path = readPassTarget(text)?.path;
  return path !== undefined && !replacesKnownPart(placed) ? { kind: 'path', path, argument } : undefined;
}

/** Whether the location says which part of the path the URL's own takes the place of. */
function replacesKnownPart({ level: { context, owner } }: PlacedDirective): boolean {
  if (context !== 'location') return false;
  const path = owner?.args[0]?.text ?? '';
  return !path.startsWith('~') && !path.startsWith('@');
}
