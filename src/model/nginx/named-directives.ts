import type { NginxDirective } from '../../parse/nginx/nginx.js';
import { lookUp } from '../../util/collections.js';
import { oncePer } from '../../util/memo.js';
import type { Nginx } from './nginx.js';

/**
 * Every directive in a project's files for nginx, with those in blocks, however the files get to the instance. What one
 * of them defines, another may use: files that are not installed together are not known to be apart.
 */
export const ownDirectives = oncePer(({ files }: Nginx): readonly NginxDirective[] =>
  files.flatMap(({ content }) => withBlocks(content.directives)),
);

/** Directives with those in their blocks. */
export const withBlocks = (directives: readonly NginxDirective[]): NginxDirective[] =>
  directives.flatMap((directive) => [directive, ...withBlocks(directive.block ?? [])]);

/**
 * Directives of which nginx knows several by their names, with the parameter that holds the name: empty for the first argument.
 * https://nginx.org/en/docs/http/ngx_http_limit_req_module.html
 * https://nginx.org/en/docs/http/ngx_http_limit_conn_module.html
 * https://nginx.org/en/docs/http/ngx_http_log_module.html#log_format
 * https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_cache_path
 * https://nginx.org/en/docs/http/ngx_http_upstream_module.html#upstream
 */
const PARAMETERS: Readonly<Record<string, string>> = {
  fastcgi_cache_path: 'keys_zone=',
  limit_conn: '',
  limit_conn_zone: 'zone=',
  limit_req: 'zone=',
  limit_req_zone: 'zone=',
  log_format: '',
  proxy_cache_path: 'keys_zone=',
  scgi_cache_path: 'keys_zone=',
  upstream: '',
  uwsgi_cache_path: 'keys_zone=',
};

/** The name in `limit_req_zone … zone=NAME:10m` or `log_format NAME …`; undefined where a directive has none. */
export function nameOfDirective({ name, args }: NginxDirective): string | undefined {
  const parameter = lookUp(PARAMETERS, name.text);
  if (parameter === undefined) return undefined;
  if (parameter === '') return args[0]?.text;
  const argument = args.find(({ text }) => text.startsWith(parameter));
  return argument?.text.slice(parameter.length).split(':')[0];
}
