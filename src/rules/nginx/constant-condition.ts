import type { NginxConfiguration } from '../../model/nginx/configuration.js';
import { nginxConfigurations } from '../../model/nginx/nginx.js';
import { lookUp } from '../../util/collections.js';
import { directive } from '../on.js';
import type { EachRule } from '../rule.js';
import { fixOf } from '../support/fix-of.js';
import { isOwn } from '../support/in-nginx.js';

export const constantCondition: EachRule<NginxConfiguration> = {
  meta: {
    summary: 'An if of nginx compares a variable with a value of the wrong case, which it never has',
    why: 'nginx compares texts letter by letter, and so does ~; only ~* ignores the case. Load balancers send X-Forwarded-Proto as "http" or "https", $scheme is one of these as well, and nginx refuses a method that is not in capitals. A condition with = or ~ is never true, and its block never applies; one with != or !~ always is: a redirect to HTTPS has no end, and browsers report ERR_TOO_MANY_REDIRECTS.',
    consequence: 'traffic-breaks',
    references: [
      'nginx:http/ngx_http_rewrite_module#if',
      'aws:elasticloadbalancing/latest/application/x-forwarded-headers',
      'https://github.com/nginx/nginx/blob/master/src/http/ngx_http_parse.c',
    ],
    yieldsTo: ['nginx/invalid-argument'],
  },
  needs: directive('if'),
  each: nginxConfigurations,
  *check({ all }) {
    for (const { directive } of all.filter(isOwn)) {
      if (directive.name.text !== 'if') continue;
      const [variable, operator, value] = directive.args.filter(({ text }) => text !== '(');
      const name = variable?.text.replace(/^\(/, '') ?? '';
      const isLower = lookUp(IS_LOWER, name);
      if (isLower === undefined || !value || !/^!?[=~]$/.test(operator?.text ?? '')) continue;
      const inCase = (text: string): string => (isLower ? text.toLowerCase() : text.toUpperCase());
      const [, word = ''] = /^\^?([A-Za-z]+)\$?\)?$/.exec(value.text) ?? [];
      const right = inCase(word);
      if (!VALUES.has(right) || word === right) continue;
      const isAlways = operator?.text.startsWith('!') === true;
      const breaks = isAlways && directive.block?.some(({ name }) => ANSWERS.test(name.text)) === true;
      const { file, span } = value.place;
      const fix = fixOf('unsafe', `Write ${right}`, {
        ...value.place,
        text: inCase(file.text.slice(span.start, span.end)),
      });
      yield {
        at: value.place,
        message: `${name} is never "${word}"`,
        ...(isAlways && name === FORWARDED
          ? { help: `Use \`if (${FORWARDED} = "http")\`: a health check has no such header.` }
          : { help: `Write \`${right}\`.`, ...fix }),
        ...(!breaks && { warnsBecause: 'milder' }),
      };
    }
  },
};

const FORWARDED = '$http_x_forwarded_proto';

/** What always applies breaks requests where it answers them. */
const ANSWERS = /^(?:deny|return|rewrite)$/;

/** Whether all values of a variable are in small letters, or in capitals. */
const IS_LOWER: Readonly<Record<string, boolean>> = {
  [FORWARDED]: true,
  $request_method: false,
  $scheme: true,
};

const VALUES: ReadonlySet<string> = new Set([
  ...['http', 'https'],
  ...['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'],
]);
