import type { NginxConfiguration } from '../../model/nginx/configuration.js';
import { nginxConfigurations } from '../../model/nginx/nginx.js';
import { list } from '../../util/text.js';
import type { EachRule } from '../rule.js';
import { isOwn } from '../support/in-nginx.js';

export const weakProtocol: EachRule<NginxConfiguration> = {
  meta: {
    summary: 'A server of nginx allows SSL 3.0, TLS 1.0 or 1.1',
    why: 'RFC 8996 deprecates TLS 1.0 and 1.1, and RFC 7568 SSL 3.0, because their cryptography is weak. The servers that end TLS on the instance in older guides allow them. Where its TLS library still has these versions, nginx accepts clients that offer nothing better.',
    consequence: 'security',
    preset: 'strict',
    references: [
      'nginx:http/ngx_http_ssl_module#ssl_protocols',
      'https://datatracker.ietf.org/doc/html/rfc8996',
      'https://datatracker.ietf.org/doc/html/rfc7568',
    ],
  },
  each: nginxConfigurations,
  *check({ all }) {
    for (const placed of all) {
      const { name, args } = placed.directive;
      if (!isOwn(placed) || name.text !== 'ssl_protocols') continue;
      const [first, ...others] = args.filter(({ text }) => WEAK.has(text));
      if (!first) continue;
      yield {
        at: first.place,
        message: `ssl_protocols allows ${list([first, ...others].map(({ text }) => text))}`,
        help: 'Use `ssl_protocols TLSv1.2 TLSv1.3`.',
      };
    }
  },
};

const WEAK: ReadonlySet<string> = new Set(['SSLv2', 'SSLv3', 'TLSv1', 'TLSv1.1']);
