import type { NginxDirective } from '../../parse/nginx/nginx.js';
import type { NginxWord } from '../../parse/nginx/nginx-scanner.js';

/** Whether a directive is `location /`, without a modifier. */
export const isRootLocation = ({ name, args }: NginxDirective): boolean =>
  name.text === 'location' && args.length === 1 && args[0]?.text === '/';

/** The path of a location; undefined where it is a regular expression or a name, or follows its modifier without a space. */
export function locationPath({ name, args }: NginxDirective): NginxWord | undefined {
  const [first, second] = args;
  if (name.text !== 'location' || !first) return undefined;
  if (second) return first.text.startsWith('~') ? undefined : second;
  return /^(?:[@=~]|\^~)/.test(first.text) ? undefined : first;
}

/** A location as nginx reads its arguments: the modifier, and the path, pattern or name after it. */
export interface LocationName {
  readonly modifier: '' | '=' | '^~' | '~' | '~*' | '@';
  /** A name with its `@`. */
  readonly path: string;
}

/** Undefined for another directive, and where nginx refuses it. */
export function readLocation({ name, args: [first, second] }: NginxDirective): LocationName | undefined {
  if (name.text !== 'location' || !first) return undefined;
  if (second) return isModifier(first.text) ? { modifier: first.text, path: second.text } : undefined;
  const [, modifier = '', path = ''] = /^(=|\^~|~\*?|)(.*)$/s.exec(first.text) ?? [];
  return path.startsWith('@') && modifier === ''
    ? { modifier: '@', path }
    : { modifier: modifier as LocationName['modifier'], path };
}

const isModifier = (text: string): text is '=' | '^~' | '~' | '~*' => /^(?:=|\^~|~\*?)$/.test(text);

/** What two locations may not share; nothing for regular expressions, which are tried in order, and for names, which nginx does not compare. */
export function locationKey(directive: NginxDirective): string | undefined {
  const location = readLocation(directive);
  if (!location || /^[~@]/.test(location.modifier)) return undefined;
  return `${location.modifier === '=' ? '=' : ''}${location.path}`;
}

/** `return` with the code of a redirect or with only a URL, and `rewrite` of every path to a URL. */
export function isRedirect({ name, args: [first, second] }: NginxDirective): boolean {
  if (name.text === 'return')
    return second ? /^30[1278]$/.test(first?.text ?? '') : first?.text.startsWith('https://') === true;
  return (
    name.text === 'rewrite' &&
    /^\^?(?:\/?\??\(?\/?\.\*\)?\$?|\/)?$/.test(first?.text ?? '-') &&
    second?.text.startsWith('https://') === true
  );
}

/** Where a redirect sends requests. */
export const redirectTarget = ({ name, args }: NginxDirective): string =>
  args.at(name.text === 'return' ? -1 : 1)?.text ?? '';
