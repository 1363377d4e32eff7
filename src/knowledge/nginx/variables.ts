import { lazily } from '../../util/lazily.js';

/**
 * The variables of nginx 1.26. A name that ends in `_` stands for all that begin with it.
 * https://nginx.org/en/docs/varindex.html
 */
const NAMES = `ancient_browser arg_ args binary_remote_addr body_bytes_sent bytes_sent connection connection_requests connection_time
  connections_active connections_reading connections_waiting connections_writing content_length content_type cookie_ date_gmt
  date_local document_root document_uri fastcgi_path_info fastcgi_script_name geoip_ gzip_ratio host hostname http2 http3
  http_ https invalid_referer is_args is_request_port jwt_ limit_conn_status limit_rate limit_req_status memcached_key
  modern_browser msec msie nginx_version pid pipe proxy_add_via proxy_add_x_forwarded_for proxy_host proxy_port
  proxy_protocol_ query_string realip_remote_addr realip_remote_port realpath_root remote_addr remote_port remote_user request
  request_body request_body_file request_completion request_filename request_id request_length request_method request_port
  request_time request_uri scheme secure_link secure_link_expires sent_http_ sent_trailer_ server_addr server_name
  server_port server_protocol session_log_ slice_range spdy spdy_request_priority ssl_ status tcpinfo_ time_iso8601
  time_local uid_got uid_reset uid_set upstream_ uri`;

const names = lazily(() => {
  const all = NAMES.split(/\s+/);
  return {
    exact: new Set(all.filter((name) => !name.endsWith('_'))),
    prefixes: all.filter((name) => name.endsWith('_')),
  };
});

/** Whether nginx itself has a variable, in any case of its letters. */
export const isNginxVariable = (name: string): boolean => {
  const lower = name.toLowerCase();
  const { exact, prefixes } = names();
  return exact.has(lower) || prefixes.some((prefix) => lower.startsWith(prefix));
};

export const nginxVariableNames = (): Iterable<string> => names().exact;

/** Directives whose arguments may contain variables: which arguments, from 0. What other directives make of a `$` differs. */
export const VARIABLE_ARGUMENTS: Readonly<Record<string, 'all' | 'rest' | 'first'>> = {
  add_header: 'rest',
  fastcgi_param: 'rest',
  grpc_set_header: 'rest',
  if: 'first',
  log_format: 'rest',
  map: 'first',
  proxy_cache_bypass: 'all',
  proxy_cache_key: 'all',
  proxy_no_cache: 'all',
  proxy_pass: 'all',
  proxy_set_header: 'rest',
  return: 'all',
  set: 'rest',
  try_files: 'all',
  uwsgi_param: 'rest',
};

/** Directives that make a variable of one of their arguments: the first, or the last. */
export const DEFINING_DIRECTIVES: Readonly<Record<string, 'first' | 'last'>> = {
  auth_request_set: 'first',
  geo: 'last',
  js_set: 'first',
  js_var: 'first',
  map: 'last',
  perl_set: 'first',
  set: 'first',
  split_clients: 'last',
};
