import type { NginxDirective } from '../../../../parse/nginx/nginx.js';

/** Whether a directive is `location /`, without a modifier. */
export const isRootLocation = ({ name, args }: NginxDirective): boolean =>
  name.text === 'location' && args.length === 1 && args[0]?.text === '/';

/** What two locations may not share; nothing for regular expressions, which are tried in order, and for names, which nginx does not compare. */
export function locationKey({ name, args }: NginxDirective): string | undefined {
  const [first, second] = args;
  if (name.text !== 'location' || !first) return undefined;
  const [, modifier = '', path = ''] =
    /^(=|\^~|~\*?|)(.*)$/s.exec(`${first.text}${second?.text ?? ''}`) ?? [];
  if (modifier.startsWith('~') || path.startsWith('@')) return undefined;
  return `${modifier === '=' ? '=' : ''}${path}`;
}
