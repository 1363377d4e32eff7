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
