import type { NginxConfiguration } from '../../model/nginx/configuration.js';
import { locationPath } from '../../model/nginx/locations.js';
import { nginxConfigurations } from '../../model/nginx/nginx.js';
import type { NginxWord } from '../../parse/nginx/nginx-scanner.js';
import { shorten } from '../../util/text.js';
import { directive } from '../on.js';
import type { EachRule } from '../rule.js';
import { isOwn } from '../support/in-nginx.js';

export const literalPattern: EachRule<NginxConfiguration> = {
  meta: {
    summary: 'A location of nginx is a pattern, but nginx does not read it as one',
    why: 'nginx reads a regular expression only after ~ or ~*. Without them it compares each character of the location with the path of the request, also * and |, so that no request fits: another location answers, mostly that of the application.',
    consequence: 'silently-ignored',
    references: ['nginx:http/ngx_http_core_module#location'],
    yieldsTo: ['nginx/wrong-context'],
  },
  needs: directive('location'),
  each: nginxConfigurations,
  *check({ all }) {
    for (const placed of all) {
      const path = isOwn(placed) ? locationPath(placed.directive) : undefined;
      const help = path && !FILLED_IN.test(path.text) ? helpFor(path) : undefined;
      if (!path || help === undefined) continue;
      yield {
        at: path.place,
        message: `Location "${shorten(path.text)}" has no ~, so nginx does not read it as a pattern`,
        help,
      };
    }
  },
};

/** A variable, which nginx does not know here, but a tool that fills in templates. */
const FILLED_IN = /\$[\w{]|\{\{|__/;

/** What no path has as a character of its own; brackets are in the names of files of Next.js. */
const SIGNS: readonly RegExp[] = [/^\^(?!~)/, /\*/, /\$$/, /\\/, /\([^()|]*\|/];

/** `/files/*.pdf` as a regular expression: `^/files/.*\.pdf$`. */
const fromWildcards = (text: string): string =>
  `^${text
    .replace(/^\^|\$$/g, '')
    .replace(/\\?\./g, '\\.')
    .replace(/(?<!\.)\*/g, '.*')}$`;

/** Undefined where nothing in a path looks like a pattern. */
function helpFor({ text }: NginxWord): string | undefined {
  if (!SIGNS.some((sign) => sign.test(text))) return undefined;
  const start = text.replace(/^\^/, '').replace(/\.?\*$/, '');
  if (start.startsWith('/') && !SIGNS.some((sign) => sign.test(start)))
    return `Use \`location ${start}\`, which holds for every path that begins so.`;
  // A star without what it repeats is not one of a regular expression.
  const pattern = /(?:^|\/)\*/.test(text) ? fromWildcards(text) : text.replace(/^(?=\/)/, '^');
  return `Use \`location ~ ${pattern}\`.`;
}
