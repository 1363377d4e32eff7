import { proxyPorts } from '../../knowledge/platform/proxy-ports.js';
import type { PlacedDirective } from '../../model/nginx/configuration.js';
import { platform } from '../../model/platform/find-platform.js';
import type { Project } from '../../model/project.js';
import type { ProxyFile } from '../../model/proxy/proxy-file.js';
import { proxyTarget } from '../../model/proxy/proxy-target.js';
import type { Place } from '../../source/index.js';
import type { Finding } from '../rule.js';

/** A directive of the project's own. */
export interface OwnDirective extends PlacedDirective {
  readonly file: PlacedDirective['file'] & { readonly source: ProxyFile };
}

export const isOwn = (placed: PlacedDirective): placed is OwnDirective => placed.file.source !== undefined;

/** How to change what Elastic Beanstalk sets in a file below `/etc/nginx`, as a help ends. */
export const copyOf = (path: string, program: ProxyFile['program'] = 'nginx'): string =>
  `copy \`/etc/${program}/${path}\` from an instance to \`.platform/${program}/${path}\` and change it there`;

/** The address at which nginx reaches the application: that of the platform by default. */
export function addressOfApplication(project: Project, language = platform(project).language): string {
  const port = proxyTarget(project)?.port ?? proxyPorts(language).at(-1) ?? 8000;
  return `http://127.0.0.1:${port}`;
}

/** A line of php.ini, or of Apache for PHP, in a file of nginx. https://www.php.net/manual/en/ini.list.php */
const PHP_SETTING =
  /^(?:php(?:_admin)?_(?:flag|value)[ \t]{1,9}(?=\w))?(upload_max_filesize|post_max_size|max_(?:execution|input)_(?:time|vars)|max_file_uploads|memory_limit|display_errors|log_errors|error_reporting|file_uploads|short_open_tag|output_buffering|default_socket_timeout|date\.timezone|(?:session|opcache)\.\w{1,40})[ \t]{0,9}[= \t][ \t]{0,9}([^\s;]{1,60})/;

/** What is wrong with a line that begins at a place with a setting of PHP; undefined for any other. */
export function phpSettingAt({ file, span }: Place): Pick<Finding, 'message' | 'help'> | undefined {
  const { end } = file.lineSpan(file.positionAt(span.start).line);
  const [, setting = '', value = ''] = PHP_SETTING.exec(file.text.slice(span.start, end)) ?? [];
  if (setting === '') return undefined;
  const isLimited = file.text.includes('client_max_body_size');
  const limit =
    SIZE.test(setting) && !isLimited ? `, and write \`client_max_body_size ${value};\` in their place` : '';
  return {
    message: `"${setting}" is a setting of PHP, which nginx does not know`,
    help: `Move the settings of PHP to \`/etc/php.d/99-app.ini\` with \`files\` of \`.ebextensions\`, in the form \`${setting} = ${value}\`${limit}.`,
  };
}

/** What limits the body of a request, as nginx does for itself. */
const SIZE = /^(?:upload_max_filesize|post_max_size)$/;

const CONTEXT_NAMES = {
  main: 'the top level of nginx.conf',
  events: 'the events block',
  http: 'the http block',
  server: 'a server block',
  location: 'a location block',
  'server-if': 'an if block',
  'location-if': 'an if block',
  limit_except: 'a limit_except block',
  upstream: 'an upstream block',
  data: 'this block',
} as const;

export const contextName = (context: PlacedDirective['level']['context']): string => CONTEXT_NAMES[context];

/** The directives of the project's own that are wrong in one way, the first of each file. */
export function firstOfEachFile<T>(
  all: readonly PlacedDirective[],
  find: (placed: OwnDirective) => T | undefined,
): { readonly placed: OwnDirective; readonly found: T }[] {
  const files = new Set<ProxyFile>();
  return all.filter(isOwn).flatMap((placed) => {
    if (files.has(placed.file.source)) return [];
    const found = find(placed);
    if (found === undefined) return [];
    files.add(placed.file.source);
    return [{ placed, found }];
  });
}
