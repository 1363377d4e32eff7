import type { NginxConfiguration, PlacedDirective } from '../../model/nginx/configuration.js';
import { ownDirectives } from '../../model/nginx/named-directives.js';
import { nginx, wholeNginx } from '../../model/nginx/nginx.js';
import type { NginxDirective } from '../../parse/nginx/nginx.js';
import type { NginxWord } from '../../parse/nginx/nginx-scanner.js';
import { type Place, placeOf } from '../../source/index.js';
import { firstOfEach, groupBy, lookUp } from '../../util/collections.js';
import { lazily, oncePer } from '../../util/memo.js';
import { didYouMean, nearest } from '../../util/nearest.js';
import { shorten } from '../../util/text.js';
import type { EachRule } from '../rule.js';
import { isOwn } from '../support/in-nginx.js';
import { rename } from '../support/rename.js';

export const unknownVariable: EachRule<NginxConfiguration> = {
  meta: {
    summary: 'A configuration file of nginx uses a variable that nothing defines',
    why: 'nginx refuses the configuration, and the deployment fails: "validate nginx configuration failed", \'unknown "NAME" variable\'. Elastic Beanstalk\'s nginx.conf defines $connection_upgrade. Your own nginx.conf must do so itself.',
    consequence: 'deploy-fails',
    references: ['nginx:varindex', 'guide:platforms-linux-extend.proxy'],
    claimsAbsence: true,
    yieldsTo: ['nginx/syntax-error', 'nginx/unknown-directive'],
  },
  each: wholeNginx,
  *check(configuration, project) {
    const unknown = unknownVariables(configuration, ownDirectives(nginx(project))).filter(({ placed }) =>
      isOwn(placed),
    );
    const usesOf = groupBy(unknown, ({ name }) => [name]);
    for (const { argument, name, elsewhere } of firstOfEach(unknown, ({ name }) => name)) {
      const near = name === 'connection_upgrade' ? undefined : suggestionFor(name);
      const uses = new Set((usesOf.get(name) ?? []).map((use) => use.argument));
      yield {
        at: argument.place,
        doubt: elsewhere && { reason: 'another file of nginx defines it', at: elsewhere.name.place },
        message: `Nothing defines the variable $${shorten(name)}`,
        help:
          name === 'connection_upgrade'
            ? CONNECTION
            : didYouMean(near, `Write \`set $${shorten(name)} "";\` with its value before this line.`),
        ...(near !== undefined && {
          fix: rename(
            [...uses].flatMap(({ place }) => placesOf(name, place)),
            near,
            'unsafe',
          ),
        }),
      };
    }
  },
};

/** What Elastic Beanstalk's own main file has. */
const CONNECTION = 'Write `map $http_upgrade $connection_upgrade { default upgrade; }` in the http block.';

/** `$http_NAME` holds a header of the request. */
const suggestionFor = (name: string): string | undefined =>
  nearest(name, [...nginxVariableNames(), `http_${name.slice(name.indexOf('_') + 1)}`], 2);

/** A variable that nothing defines, and the argument that contains it. */
interface UnknownVariable {
  readonly placed: PlacedDirective;
  readonly argument: NginxWord;
  readonly name: string;
  /** The definition in another file, which may be read as well. */
  readonly elsewhere: NginxDirective | undefined;
}

/** @param elsewhere directives of other files that may be there as well */
export function unknownVariables(
  { all }: NginxConfiguration,
  elsewhere: readonly NginxDirective[],
): UnknownVariable[] {
  const defined = new Set(all.flatMap(({ directive }) => definedBy(directive)));
  const others = definitionsIn(elsewhere);
  return all.flatMap((placed) =>
    argumentsWithVariables(placed).flatMap((argument) =>
      variablesIn(argument.text)
        .filter((name) => {
          const key = name.toLowerCase();
          return !defined.has(key) && !isNginxVariable(name);
        })
        .map((name) => ({ placed, argument, name, elsewhere: others.get(name.toLowerCase()) })),
    ),
  );
}

const definitionsIn = oncePer(
  (directives: readonly NginxDirective[]): ReadonlyMap<string, NginxDirective> =>
    new Map(directives.flatMap((one) => definedBy(one).map((name) => [name, one] as const))),
);

/** The names that a configuration makes itself: nginx does not look at their case. */
function definedBy({ name, args }: NginxDirective): string[] {
  const which = lookUp(DEFINING_DIRECTIVES, name.text);
  const argument = which === 'first' ? args[0] : which === 'last' ? args.at(-1) : undefined;
  const made = argument ? [argument.text.replace(/^\$/, '')] : [];
  return [...made, ...[name, ...args].flatMap(({ text }) => captureNames(text))].map((one) =>
    one.toLowerCase(),
  );
}

/** The named groups of regular expressions. */
const captureNames = (text: string): string[] =>
  !text.includes('(?') ? [] : [...text.matchAll(/\(\?P?[<'](\w+)[>']/g)].flatMap(([, name]) => name ?? []);

function argumentsWithVariables({ directive: { name, args }, level }: PlacedDirective): readonly NginxWord[] {
  const which = lookUp(VARIABLE_ARGUMENTS, name.text);
  if (level.context === 'data' || !which) return [];
  if (which === 'first') return args.slice(0, 1);
  return which === 'rest' ? args.slice(1) : args;
}

/** Where a variable is named in an argument, as it is written. */
const placesOf = (name: string, { file, span }: Place): Place[] =>
  [...file.text.slice(span.start, span.end).matchAll(VARIABLE)].flatMap(
    ({ 0: whole, 1: braced, 2: bare, index }) => {
      if (name !== (braced ?? bare)) return [];
      const start = span.start + index + whole.indexOf(name);
      return [placeOf(file, start, start + name.length)];
    },
  );

const VARIABLE = /\$(?:\{(\w+)\}|(\w+))/g;

/** `$name` and `${name}`; `$1` is a group of a regular expression, and capitals are what other programs fill in. */
const variablesIn = (text: string): string[] =>
  [...text.matchAll(VARIABLE)].flatMap(([, braced, bare]) => {
    const name = braced ?? bare ?? '';
    return /^\d|^[A-Z\d_]+$/.test(name) ? [] : [name];
  });

/**
 * The variables of nginx 1.30. A name that ends in `_` means all that begin with it.
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
const isNginxVariable = (name: string): boolean => {
  const lower = name.toLowerCase();
  const { exact, prefixes } = names();
  return exact.has(lower) || prefixes.some((prefix) => lower.startsWith(prefix));
};

const nginxVariableNames = (): Iterable<string> => names().exact;

/** Directives whose arguments may contain variables: which arguments, from 0. What other directives make of a `$` differs. */
const VARIABLE_ARGUMENTS: Readonly<Record<string, 'all' | 'rest' | 'first'>> = {
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
const DEFINING_DIRECTIVES: Readonly<Record<string, 'first' | 'last'>> = {
  auth_request_set: 'first',
  geo: 'last',
  js_set: 'first',
  js_var: 'first',
  map: 'last',
  perl_set: 'first',
  set: 'first',
  split_clients: 'last',
};
