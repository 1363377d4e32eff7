import { lazily } from '../../util/memo.js';

/**
 * Where a directive of nginx may appear. `server-if` and `location-if` are `if` blocks; `data` is a block such as `map`, whose
 * lines are no directives.
 */
export type NginxContext =
  | 'main'
  | 'events'
  | 'http'
  | 'server'
  | 'location'
  | 'server-if'
  | 'location-if'
  | 'limit_except'
  | 'upstream'
  | 'data';

/** One form of a directive. Some names have two, such as `server` in `http` and in `upstream`. */
export interface NginxForm {
  readonly contexts: readonly NginxContext[];
  readonly minArguments: number;
  readonly maxArguments: number;
  /** Takes `on` or `off` only. */
  readonly isFlag: boolean;
  readonly isBlock: boolean;
  /** Whether nginx refuses it a second time on one level: `"X" directive is duplicate`. */
  readonly isSingle: boolean;
}

/**
 * Contexts, arguments, whether it may appear once only, and the directives of that form. An argument count is `1`, `1-2` or
 * `1+`, or `flag`; `{}` is a block. From the command tables of nginx 1.26 (src/http, src/core, src/event).
 * https://nginx.org/en/docs/dirindex.html
 */
// prettier-ignore
const FORMS: readonly (readonly [contexts: string, arguments: string, isSingle: boolean, names: string])[] = [
  ['main', '0 {}', true, `events http`],
  ['main', '1', false, `env load_module`],
  ['main', '1', true, `debug_points google_perftools_profiles lock_file pid ssl_engine timer_resolution worker_priority worker_processes worker_rlimit_core worker_rlimit_nofile worker_shutdown_timeout working_directory`],
  ['main', '1+', false, `error_log`],
  ['main', '1+', true, `worker_cpu_affinity`],
  ['main', '1-2', true, `user`],
  ['main', '2-3', false, `thread_pool`],
  ['main', 'flag', true, `daemon master_process pcre_jit quic_bpf`],
  ['events', '1', false, `debug_connection`],
  ['events', '1', true, `accept_mutex_delay devpoll_changes devpoll_events epoll_events eventport_events iocp_threads kqueue_changes kqueue_events post_acceptex use worker_aio_requests worker_connections`],
  ['events', 'flag', true, `accept_mutex acceptex_read multi_accept`],
  ['http', '0 {}', false, `server`],
  ['http', '1', false, `degradation geoip_proxy perl_modules perl_require`],
  ['http', '1', true, `http2_recv_buffer_size map_hash_bucket_size map_hash_max_size server_names_hash_bucket_size server_names_hash_max_size variables_hash_bucket_size variables_hash_max_size`],
  ['http', '1 {}', false, `upstream`],
  ['http', '1-2', true, `geoip_city geoip_country geoip_org`],
  ['http', '1-2 {}', false, `geo`],
  ['http', '2', false, `limit_conn_zone perl_set`],
  ['http', '2 {}', false, `charset_map map split_clients`],
  ['http', '2+', false, `fastcgi_cache_path log_format proxy_cache_path scgi_cache_path uwsgi_cache_path`],
  ['http', '3', false, `limit_req_zone`],
  ['http', 'flag', true, `geoip_proxy_recursive`],
  ['http server', '1', false, `http2_idle_timeout http2_max_concurrent_pushes http2_max_field_size http2_max_header_size http2_max_requests http2_recv_timeout ssl_certificate ssl_certificate_key ssl_session_ticket_key`],
  ['http server', '1', true, `client_header_buffer_size client_header_timeout connection_pool_size http2_body_preread_size http2_max_concurrent_streams http2_pool_size http2_streams_index_size http3_max_concurrent_streams http3_stream_buffer_size quic_active_connection_id_limit quic_host_key request_pool_size ssl_buffer_size ssl_ciphers ssl_client_certificate ssl_crl ssl_dhparam ssl_ecdh_curve ssl_ocsp_cache ssl_ocsp_responder ssl_password_file ssl_session_timeout ssl_stapling_file ssl_stapling_responder ssl_trusted_certificate ssl_verify_client ssl_verify_depth`],
  ['http server', '1+', false, `ssl_protocols`],
  ['http server', '1-2', false, `ssl_session_cache`],
  ['http server', '2', false, `ssl_conf_command`],
  ['http server', '2', true, `large_client_header_buffers`],
  ['http server', 'flag', true, `http2 http3 http3_hq ignore_invalid_headers merge_slashes quic_gso quic_retry ssl_early_data ssl_ocsp ssl_prefer_server_ciphers ssl_reject_handshake ssl_session_tickets ssl_stapling ssl_stapling_verify underscores_in_headers`],
  ['http server location', '0 {}', false, `types`],
  ['http server location', '1', false, `ancient_browser_value fastcgi_catch_stderr fastcgi_hide_header fastcgi_pass_header fastcgi_split_path_info grpc_hide_header grpc_pass_header http2_push image_filter_jpeg_quality image_filter_sharpen image_filter_webp_quality mirror modern_browser_value proxy_hide_header proxy_pass_header scgi_hide_header scgi_pass_header set_real_ip_from uwsgi_hide_header uwsgi_pass_header`],
  ['http server location', '1', true, `add_after_body add_before_body aio auth_delay auth_request autoindex_format client_body_buffer_size client_body_in_file_only client_body_timeout client_max_body_size default_type degrade directio directio_alignment fastcgi_buffer_size fastcgi_busy_buffers_size fastcgi_cache fastcgi_cache_key fastcgi_cache_lock_age fastcgi_cache_lock_timeout fastcgi_cache_max_range_offset fastcgi_cache_min_uses fastcgi_connect_timeout fastcgi_index fastcgi_limit_rate fastcgi_max_temp_file_size fastcgi_next_upstream_timeout fastcgi_next_upstream_tries fastcgi_read_timeout fastcgi_send_lowat fastcgi_send_timeout fastcgi_store fastcgi_temp_file_write_size grpc_buffer_size grpc_connect_timeout grpc_next_upstream_timeout grpc_next_upstream_tries grpc_read_timeout grpc_send_timeout grpc_ssl_certificate grpc_ssl_certificate_key grpc_ssl_ciphers grpc_ssl_crl grpc_ssl_name grpc_ssl_password_file grpc_ssl_trusted_certificate grpc_ssl_verify_depth gzip_comp_level gzip_hash gzip_http_version gzip_min_length gzip_static gzip_window http2_chunk_size if_modified_since image_filter_buffer keepalive_requests keepalive_time limit_conn_log_level limit_conn_status limit_req_log_level limit_req_status lingering_close lingering_time lingering_timeout max_ranges memcached_buffer_size memcached_connect_timeout memcached_gzip_flag memcached_next_upstream_timeout memcached_next_upstream_tries memcached_read_timeout memcached_send_timeout min_delete_depth mp4_buffer_size mp4_max_buffer_size open_file_cache_min_uses open_file_cache_valid postpone_gzipping postpone_output proxy_buffer_size proxy_busy_buffers_size proxy_cache proxy_cache_key proxy_cache_lock_age proxy_cache_lock_timeout proxy_cache_max_range_offset proxy_cache_min_uses proxy_connect_timeout proxy_headers_hash_bucket_size proxy_headers_hash_max_size proxy_http_version proxy_limit_rate proxy_max_temp_file_size proxy_method proxy_next_upstream_timeout proxy_next_upstream_tries proxy_read_timeout proxy_send_lowat proxy_send_timeout proxy_set_body proxy_ssl_certificate proxy_ssl_certificate_key proxy_ssl_ciphers proxy_ssl_crl proxy_ssl_name proxy_ssl_password_file proxy_ssl_trusted_certificate proxy_ssl_verify_depth proxy_store proxy_temp_file_write_size read_ahead real_ip_header resolver_timeout satisfy scgi_buffer_size scgi_busy_buffers_size scgi_cache scgi_cache_key scgi_cache_lock_age scgi_cache_lock_timeout scgi_cache_max_range_offset scgi_cache_min_uses scgi_connect_timeout scgi_limit_rate scgi_max_temp_file_size scgi_next_upstream_timeout scgi_next_upstream_tries scgi_read_timeout scgi_send_timeout scgi_store scgi_temp_file_write_size secure_link secure_link_md5 secure_link_secret send_lowat send_timeout sendfile_max_chunk server_tokens slice ssi_min_file_chunk ssi_value_length subrequest_output_buffer_size types_hash_bucket_size types_hash_max_size userid userid_domain userid_expires userid_mark userid_name userid_p3p userid_path userid_service uwsgi_buffer_size uwsgi_busy_buffers_size uwsgi_cache uwsgi_cache_background_update uwsgi_cache_key uwsgi_cache_lock_age uwsgi_cache_lock_timeout uwsgi_cache_max_range_offset uwsgi_cache_min_uses uwsgi_connect_timeout uwsgi_limit_rate uwsgi_max_temp_file_size uwsgi_modifier1 uwsgi_modifier2 uwsgi_next_upstream_timeout uwsgi_next_upstream_tries uwsgi_read_timeout uwsgi_send_timeout uwsgi_ssl_certificate uwsgi_ssl_certificate_key uwsgi_ssl_ciphers uwsgi_ssl_crl uwsgi_ssl_name uwsgi_ssl_password_file uwsgi_ssl_trusted_certificate uwsgi_ssl_verify_depth uwsgi_store uwsgi_string uwsgi_temp_file_write_size xml_entities`],
  ['http server location', '1+', false, `addition_types ancient_browser charset_types dav_methods error_log fastcgi_cache_bypass fastcgi_cache_methods fastcgi_cache_use_stale fastcgi_cache_valid fastcgi_ignore_headers fastcgi_next_upstream fastcgi_no_cache grpc_ignore_headers grpc_next_upstream grpc_ssl_protocols gzip_disable gzip_proxied gzip_types index memcached_next_upstream proxy_cache_bypass proxy_cache_methods proxy_cache_use_stale proxy_cache_valid proxy_ignore_headers proxy_next_upstream proxy_no_cache proxy_ssl_protocols scgi_cache_bypass scgi_cache_methods scgi_cache_use_stale scgi_cache_valid scgi_ignore_headers scgi_next_upstream scgi_no_cache ssi_types sub_filter_types uwsgi_cache_bypass uwsgi_cache_methods uwsgi_cache_use_stale uwsgi_cache_valid uwsgi_ignore_headers uwsgi_next_upstream uwsgi_no_cache uwsgi_ssl_protocols xslt_types`],
  ['http server location', '1+', true, `resolver`],
  ['http server location', '1-2', false, `disable_symlinks keepalive_disable modern_browser proxy_cookie_domain proxy_cookie_path proxy_redirect`],
  ['http server location', '1-2', true, `fastcgi_bind grpc_bind keepalive_timeout memcached_bind open_file_cache proxy_bind scgi_bind uwsgi_bind`],
  ['http server location', '1-3', false, `dav_access fastcgi_store_access limit_req proxy_store_access scgi_store_access userid_flags uwsgi_store_access`],
  ['http server location', '1-4', false, `proxy_cookie_flags`],
  ['http server location', '1-4', true, `client_body_temp_path fastcgi_temp_path open_log_file_cache proxy_temp_path scgi_temp_path uwsgi_temp_path`],
  ['http server location', '2', false, `auth_request_set grpc_set_header grpc_ssl_conf_command limit_conn proxy_set_header proxy_ssl_conf_command sub_filter uwsgi_ssl_conf_command xslt_param xslt_string_param`],
  ['http server location', '2', true, `fastcgi_buffers gunzip_buffers gzip_buffers output_buffers proxy_buffers scgi_buffers uwsgi_buffers`],
  ['http server location', '2-3', false, `fastcgi_param scgi_param uwsgi_param`],
  ['http server location', 'flag', false, `http2_push_preload`],
  ['http server location', 'flag', true, `absolute_redirect aio_write autoindex autoindex_exact_size autoindex_localtime chunked_transfer_encoding client_body_in_single_buffer create_full_put_path etag fastcgi_buffering fastcgi_cache_background_update fastcgi_cache_lock fastcgi_cache_revalidate fastcgi_force_ranges fastcgi_ignore_client_abort fastcgi_intercept_errors fastcgi_keep_conn fastcgi_pass_request_body fastcgi_pass_request_headers fastcgi_request_buffering fastcgi_socket_keepalive grpc_intercept_errors grpc_socket_keepalive grpc_ssl_server_name grpc_ssl_session_reuse grpc_ssl_verify gunzip gzip_no_buffer gzip_vary image_filter_interlace image_filter_transparency limit_conn_dry_run limit_req_dry_run log_not_found log_subrequest memcached_socket_keepalive mirror_request_body mp4_start_key_frame msie_padding msie_refresh open_file_cache_errors open_file_cache_events port_in_redirect proxy_buffering proxy_cache_background_update proxy_cache_convert_head proxy_cache_lock proxy_cache_revalidate proxy_force_ranges proxy_ignore_client_abort proxy_intercept_errors proxy_pass_request_body proxy_pass_request_headers proxy_request_buffering proxy_socket_keepalive proxy_ssl_server_name proxy_ssl_session_reuse proxy_ssl_verify real_ip_recursive recursive_error_pages reset_timedout_connection scgi_buffering scgi_cache_background_update scgi_cache_lock scgi_cache_revalidate scgi_force_ranges scgi_ignore_client_abort scgi_intercept_errors scgi_pass_request_body scgi_pass_request_headers scgi_request_buffering scgi_socket_keepalive server_name_in_redirect ssi_ignore_recycled_buffers ssi_last_modified ssi_silent_errors sub_filter_last_modified sub_filter_once tcp_nodelay tcp_nopush uwsgi_buffering uwsgi_cache_lock uwsgi_cache_revalidate uwsgi_force_ranges uwsgi_ignore_client_abort uwsgi_intercept_errors uwsgi_pass_request_body uwsgi_pass_request_headers uwsgi_request_buffering uwsgi_socket_keepalive uwsgi_ssl_server_name uwsgi_ssl_session_reuse uwsgi_ssl_verify xslt_last_modified`],
  ['http server location limit_except', '1', false, `allow deny`],
  ['http server location location-if', '1', false, `limit_rate limit_rate_after`],
  ['http server location limit_except', '1', true, `auth_basic auth_basic_user_file`],
  ['http server location location-if', '1', true, `charset post_action root source_charset`],
  ['http server location location-if', '1-2', true, `expires`],
  ['http server location location-if', '2+', false, `error_page`],
  ['http server location location-if', '2-3', false, `add_header add_trailer`],
  ['http server location location-if', 'flag', true, `gzip override_charset sendfile ssi`],
  ['http server location location-if limit_except', '1+', false, `access_log`],
  ['http server location server-if location-if', 'flag', true, `rewrite_log uninitialized_variable_warn`],
  ['server', '1+', false, `listen server_name`],
  ['server location', '0-1', false, `stub_status`],
  ['server location', '1', true, `referer_hash_bucket_size referer_hash_max_size`],
  ['server location', '1+', false, `valid_referers`],
  ['server location', '1+ {}', false, `if`],
  ['server location', '1-2 {}', false, `location`],
  ['server location', '2+', true, `try_files`],
  ['server location server-if location-if', '0', false, `break`],
  ['server location server-if location-if', '1-2', false, `return`],
  ['server location server-if location-if', '2', false, `set`],
  ['server location server-if location-if', '2-3', false, `rewrite`],
  ['location', '0', false, `empty_gif flv mp4`],
  ['location', '0', true, `internal`],
  ['location', '1', true, `alias`],
  ['location', '1+', false, `xslt_stylesheet`],
  ['location', '1+ {}', true, `limit_except`],
  ['location', '1-3', false, `image_filter`],
  ['location', 'flag', true, `random_index`],
  ['location limit_except', '1', false, `perl`],
  ['location location-if', '1', true, `fastcgi_pass grpc_pass memcached_pass scgi_pass uwsgi_pass`],
  ['location location-if limit_except', '1', true, `proxy_pass`],
  ['upstream', '0', false, `ip_hash least_conn`],
  ['upstream', '0-2', false, `random`],
  ['upstream', '1', true, `keepalive_requests keepalive_time keepalive_timeout`],
  ['upstream', '1+', false, `server`],
  ['upstream', '1-2', false, `hash zone`],
  ['main events http server location server-if location-if limit_except upstream', '1', false, `include`],
];

/**
 * What later versions brought, up to the nginx 1.30.4 that every platform of Amazon Linux 2023 had in August 2026.
 * https://nginx.org/en/CHANGES-1.28 https://nginx.org/en/CHANGES-1.30
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/platforms/platforms-supported.html
 */
// prettier-ignore
const LATER_FORMS: readonly (readonly [since: string, ...(typeof FORMS)[number]])[] = [
  ['1.27.2', 'http server location', 'flag', true, `proxy_pass_trailers`],
  ['1.27.3', 'upstream', '1+', true, `resolver`],
  ['1.27.3', 'upstream', '1', true, `resolver_timeout`],
  ['1.27.4', 'main', 'flag', true, `ssl_object_cache_inheritable`],
  ['1.27.4', 'http server', '1-3', true, `ssl_certificate_cache`],
  ['1.27.4', 'http server location', '1-3', true, `grpc_ssl_certificate_cache proxy_ssl_certificate_cache uwsgi_ssl_certificate_cache`],
  ['1.27.4', 'http server location', '1', true, `keepalive_min_timeout`],
  ['1.29.0', 'http server location', '1+', false, `early_hints`],
  ['1.29.1', 'http server', 'flag', true, `ssl_certificate_compression`],
  ['1.29.3', 'http server location location-if', '1', true, `add_header_inherit add_trailer_inherit`],
  ['1.29.4', 'http server', '1', false, `ssl_ech_file`],
  ['1.29.6', 'upstream', '2+', false, `sticky`],
  ['1.29.7', 'upstream', '1-2', true, `keepalive`],
  ['1.29.8', 'http server', '1', true, `max_headers`],
];

/**
 * The names that nginx 1.26 does not know in this form: the oracle asks for them.
 * @public
 */
export const isLaterDirective = (name: string): boolean =>
  LATER_FORMS.some(([, , , , names]) => names.split(' ').includes(name));

/** Directives of modules that can be loaded: known, but not checked. */
const UNCHECKED: ReadonlySet<string> = new Set([
  'mail',
  'state',
  'stream',
  'ssl_key_log',
  'grpc_ssl_key_log',
  'proxy_ssl_key_log',
  'uwsgi_ssl_key_log',
]);

/** Directives of modules by other authors, by the beginning of their names: nginx knows them only after `load_module`. */
const THIRD_PARTY =
  /^(?:more_(?:set|clear)_|brotli|zstd|pagespeed|passenger|modsecurity|naxsi|lua_|\w+_by_lua|geoip2|vhost_traffic_status|js_|ndk_|set_(?:unescape|escape|random|md5|real_ip)|echo|auth_jwt|headers_more)/;

const forms = lazily(() => {
  const byName = new Map<string, NginxForm[]>();
  for (const [contexts, count, isSingle, names] of [...FORMS, ...LATER_FORMS.map(withoutVersion)]) {
    const form = { contexts: contexts.split(' ') as NginxContext[], isSingle, ...readCount(count) };
    for (const name of names.split(' ')) byName.set(name, [...(byName.get(name) ?? []), form]);
  }
  return byName;
});

const withoutVersion = ([, ...form]: (typeof LATER_FORMS)[number]): (typeof FORMS)[number] => form;

function readCount(count: string): Omit<NginxForm, 'contexts' | 'isSingle'> {
  const [least, most = least] = count.replace(' {}', '').split(/[-+]/);
  const isFlag = least === 'flag';
  return {
    minArguments: isFlag ? 1 : Number(least),
    maxArguments: isFlag ? 1 : most === '' ? Infinity : Number(most),
    isFlag,
    isBlock: count.endsWith('{}'),
  };
}

/** The forms of a directive; none where nginx does not know it, or where it is not checked. */
export const nginxForms = (name: string): readonly NginxForm[] => forms().get(name) ?? [];

export type NginxOrigin = 'nginx' | 'third party' | 'unknown';

/** Whose directive a name is. */
export const originOfDirective = (name: string): NginxOrigin =>
  forms().has(name) || UNCHECKED.has(name) ? 'nginx' : THIRD_PARTY.test(name) ? 'third party' : 'unknown';

/** The names that nginx itself knows. */
export const nginxDirectiveNames = (): Iterable<string> => forms().keys();
