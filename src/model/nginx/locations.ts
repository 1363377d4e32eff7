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

/** What two locations may not share; nothing for regular expressions, which are tried in order, and for names, which nginx does not compare. */
export function locationKey({ name, args }: NginxDirective): string | undefined {
  const [first, second] = args;
  if (name.text !== 'location' || !first) return undefined;
  const [, modifier = '', path = ''] =
    /^(=|\^~|~\*?|)(.*)$/s.exec(`${first.text}${second?.text ?? ''}`) ?? [];
  if (modifier.startsWith('~') || path.startsWith('@')) return undefined;
  return `${modifier === '=' ? '=' : ''}${path}`;
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
