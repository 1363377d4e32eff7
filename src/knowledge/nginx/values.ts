import { lookUp } from '../../util/collections.js';
import { lazily } from '../../util/memo.js';

/**
 * How nginx reads the value of a directive: `size` in bytes, k or m, `large-size` in g as well, `time` in milliseconds up to
 * weeks, `seconds` in seconds up to years.
 */
export type NginxValueKind = 'number' | 'size' | 'large-size' | 'time' | 'seconds';

/**
 * The first argument of each. From the command tables of nginx 1.26, and proved by `npm run oracle -- nginx`.
 * https://nginx.org/en/docs/syntax.html
 */
// prettier-ignore
const KINDS: readonly (readonly [kind: NginxValueKind, names: string])[] = [
  ['number', `worker_rlimit_nofile worker_connections map_hash_bucket_size map_hash_max_size server_names_hash_bucket_size server_names_hash_max_size variables_hash_bucket_size variables_hash_max_size http2_max_concurrent_streams keepalive_requests proxy_cache_min_uses proxy_headers_hash_bucket_size proxy_headers_hash_max_size proxy_next_upstream_tries fastcgi_next_upstream_tries ssl_verify_depth types_hash_bucket_size types_hash_max_size keepalive open_file_cache_min_uses`],
  ['size', `client_header_buffer_size client_body_buffer_size connection_pool_size request_pool_size ssl_buffer_size gzip_min_length fastcgi_buffer_size fastcgi_busy_buffers_size fastcgi_max_temp_file_size fastcgi_temp_file_write_size proxy_buffer_size proxy_busy_buffers_size proxy_max_temp_file_size proxy_temp_file_write_size uwsgi_buffer_size uwsgi_busy_buffers_size postpone_output sendfile_max_chunk limit_rate limit_rate_after`],
  ['large-size', 'client_max_body_size directio'],
  ['time', `client_header_timeout client_body_timeout keepalive_timeout keepalive_time lingering_time lingering_timeout send_timeout resolver_timeout proxy_connect_timeout proxy_read_timeout proxy_send_timeout proxy_next_upstream_timeout proxy_cache_lock_age proxy_cache_lock_timeout fastcgi_connect_timeout fastcgi_read_timeout fastcgi_send_timeout fastcgi_next_upstream_timeout grpc_connect_timeout grpc_read_timeout grpc_send_timeout uwsgi_connect_timeout uwsgi_read_timeout uwsgi_send_timeout`],
  ['seconds', 'ssl_session_timeout open_file_cache_valid'],
];

const FORMS: Readonly<Record<NginxValueKind, RegExp>> = {
  number: /^\d+$/,
  size: /^\d+[km]?$/i,
  'large-size': /^\d+[kmg]?$/i,
  time: /^(?=\d)(?:\d+w ?)?(?:\d+d ?)?(?:\d+h ?)?(?:\d+m ?)?(?:\d+s ?)?(?:\d+ms|\d+)?$/,
  seconds: /^(?=\d)(?:\d+y ?)?(?:\d+M ?)?(?:\d+w ?)?(?:\d+d ?)?(?:\d+h ?)?(?:\d+m ?)?(?:\d+s?)?$/,
};

const kinds = lazily(
  () => new Map(KINDS.flatMap(([kind, names]) => names.split(' ').map((name) => [name, kind] as const))),
);

export const nginxValueKind = (directive: string): NginxValueKind | undefined => kinds().get(directive);

export const isNginxValue = (kind: NginxValueKind, text: string): boolean => FORMS[kind].test(text);

const LOG_LEVELS = 'debug info notice warn error crit alert emerg';
const TLS_VERSIONS = 'SSLv2 SSLv3 TLSv1 TLSv1.1 TLSv1.2 TLSv1.3';

/** The words that an argument may be, and from which argument on they may appear. */
const WORDS: Readonly<Record<string, readonly [from: number, words: string]>> = {
  add_header: [2, 'always'],
  error_log: [1, LOG_LEVELS],
  gzip_comp_level: [0, '1 2 3 4 5 6 7 8 9'],
  gzip_http_version: [0, '1.0 1.1'],
  proxy_http_version: [0, '1.0 1.1 2'],
  proxy_ssl_protocols: [0, TLS_VERSIONS],
  rewrite: [2, 'last break redirect permanent'],
  satisfy: [0, 'all any'],
  server_tokens: [0, 'on off build'],
  ssl_protocols: [0, TLS_VERSIONS],
  ssl_verify_client: [0, 'on off optional optional_no_ca'],
};

/** Undefined where a directive takes more than these. */
export function nginxWords(
  directive: string,
): { readonly from: number; readonly words: string[] } | undefined {
  const [from, words] = lookUp(WORDS, directive) ?? [];
  return from === undefined || words === undefined ? undefined : { from, words: words.split(' ') };
}
