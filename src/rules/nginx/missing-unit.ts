import type { NginxConfiguration } from '../../model/nginx/configuration.js';
import { nginxConfigurations } from '../../model/nginx/nginx.js';
import { lookUp } from '../../util/collections.js';
import { directive } from '../on.js';
import type { EachRule } from '../rule.js';
import { fixOf } from '../support/fix-of.js';
import { isOwn } from '../support/in-nginx.js';

/** The sizes that few bytes are of no use for, each with the letter that its default has. */
const UNITS: Readonly<Record<string, string>> = {
  client_max_body_size: 'm',
  fastcgi_buffer_size: 'k',
  large_client_header_buffers: 'k',
  proxy_buffer_size: 'k',
  uwsgi_buffer_size: 'k',
};

export const missingUnit: EachRule<NginxConfiguration> = {
  meta: {
    summary: 'A size of nginx has no unit, so that it is a number of bytes',
    why: 'nginx reads a number without a letter as bytes. With a client_max_body_size of some bytes, each upload and each form is answered with "413 Request Entity Too Large"; with such buffers, requests are answered with "414 Request-URI Too Large", and answers become "502 Bad Gateway": "upstream sent too big header".',
    consequence: 'traffic-breaks',
    references: [
      'nginx:syntax',
      'nginx:http/ngx_http_core_module#client_max_body_size',
      'nginx:http/ngx_http_proxy_module#proxy_buffer_size',
    ],
    yieldsTo: ['nginx/wrong-context', 'nginx/invalid-argument'],
  },
  needs: directive(...Object.keys(UNITS)),
  each: nginxConfigurations,
  *check({ all }) {
    for (const placed of all) {
      const { name, args } = placed.directive;
      const unit = isOwn(placed) ? lookUp(UNITS, name.text) : undefined;
      const size = args.at(-1);
      if (unit === undefined || !size || !SOME_BYTES.test(size.text)) continue;
      const better = `${size.text}${unit}`;
      yield {
        at: size.place,
        message: `${name.text} is ${size.text} bytes, for it has no unit`,
        ...(name.text.endsWith('_buffer_size') && Number(size.text) > MOST_ALONE
          ? { help: `Write \`${better}\`, and \`${name.text.replace('_size', 's')} 8 ${better};\` with it.` }
          : {
              help: `Write \`${better}\`.`,
              ...fixOf('unsafe', `Write ${better}`, { ...size.place, text: better }),
            }),
      };
    }
  },
};

/** From 2 to 1023: 0 is no limit, and 1 forbids. */
const SOME_BYTES = /^(?:[2-9]|[1-9]\d{1,2}|10[01]\d|102[0-3])$/;

/** In kilobytes: nginx refuses more than half of what the default of 8 buffers of 4k leaves. */
const MOST_ALONE = 14;
