import type { Options } from '../cli/parse-flags.js';
import { UsageError } from '../cli/usage-error.js';
import { type FollowedRequest, followRequest, isFailure } from '../explore/request/follow-request.js';
import type { AskedRequest, Hop } from '../explore/request/trace.js';
import type { ExitCode, Ports } from '../ports/ports.js';
import type { Paint } from '../report/text/ansi.js';
import { visible } from '../report/text/one-line.js';
import { wrap } from '../report/text/wrap.js';
import { nameOf, positionsOf } from '../source/index.js';
import { MAX_BOX_CHARACTERS, MAX_REQUEST_CHARACTERS, MAX_STEP_CHARACTERS } from '../util/limits.js';
import { relativePath } from '../util/paths.js';
import { shorten, trim } from '../util/text.js';
import { asksJson, commandJson, layoutOf } from './command-output.js';
import { lintedProject, projectsAt } from './projects-here.js';

/**
 * `eblint request URL [PATH]` follows one request to the server that answers it. The exit code is 1 where it is certain that it
 * fails in one of the projects.
 * @throws UsageError for a URL, method or header that makes no sense, and where there is no project
 */
export async function printRequest(options: Options, ports: Ports): Promise<ExitCode> {
  const isJson = asksJson(options);
  const [url, ...paths] = options.paths;
  if (url === undefined)
    throw new UsageError('Give a URL or a path: `eblint request https://example.com/path`.');
  const asked = askedRequest(url, options);
  const all = (await projectsAt({ ...options, paths }, ports)).map((configured) => {
    const { root, project, diagnostics } = lintedProject(configured, ports);
    return { root, followed: followRequest(project, asked, diagnostics) };
  });
  if (isJson) ports.stdout.write(commandJson({ method: asked.method, projects: all.map(requestJson) }));
  else {
    const layout = layoutOf(options, ports);
    const texts = all.map(({ root, followed }) => {
      const name = all.length === 1 ? '' : `Project ${visible(relativePath(ports.cwd, root)) || '.'}\n\n`;
      return name + requestText(followed, asked.method, layout);
    });
    ports.stdout.write(texts.join('\n'));
  }
  return all.some(({ followed: { end } }) => isFailure(end)) ? 1 : 0;
}

const URL_FORM = /^(?:(https?|wss?):\/\/([^/?#@\s]+))?([/?][^#]*)?(?:#.*)?$/i;

/** @throws UsageError for what is no URL, method or header */
function askedRequest(
  url: string,
  {
    method,
    requestHeaders,
    host: ownHost,
    from,
  }: Pick<Options, 'method' | 'requestHeaders' | 'host' | 'from'>,
): AskedRequest {
  const [written, scheme, authority, rest = '/'] = URL_FORM.exec(url) ?? [];
  if (!written || url.length > MAX_REQUEST_CHARACTERS)
    throw new UsageError(`${shorten(url)} is neither a URL nor a path that begins with a slash.`);
  const headers = new Map(requestHeaders.map(readHeader));
  const protocol = scheme?.toLowerCase();
  const port = /:(\d{1,5})$/.exec(authority ?? '')?.[1];
  const path = rest.startsWith('/') ? rest : `/${rest}`;
  return {
    method,
    isTls: protocol === undefined ? undefined : protocol === 'https' || protocol === 'wss',
    host: ownHost ?? headers.get('host') ?? authority?.replace(/:\d*$/, ''),
    port: port === undefined ? undefined : Number(port),
    // As clients write it.
    target: path.replace(/[^!-~]/gu, (character) =>
      encodeURIComponent(character.replace(/\p{Cs}/u, '\uFFFD')),
    ),
    headers,
    isWebSocket: protocol?.startsWith('ws') === true || headers.get('upgrade')?.toLowerCase() === 'websocket',
    from,
  };
}

/** @throws UsageError where there is no colon after a name */
function readHeader(text: string): readonly [string, string] {
  const [, name, value = ''] = /^([\w!#$%&'*+.^`|~-]{1,100}):(.*)$/.exec(text) ?? [];
  if (name === undefined || text.length > MAX_REQUEST_CHARACTERS)
    throw new UsageError(`Flag --header takes "NAME: VALUE", not ${shorten(text)}.`);
  return [name.toLowerCase(), trim(value)];
}

const requestJson = ({
  root,
  followed: { url, hops, end },
}: {
  readonly root: string;
  readonly followed: FollowedRequest;
}) => ({
  root,
  url,
  hops: hops.map(({ at, ...hop }) => ({
    ...hop,
    ...(at && { filePath: at.file.path, ...positionsOf(at).start }),
  })),
  end,
});

const MARKS: Readonly<Record<Hop['state'], string>> = { sure: ' ', unknown: '?', broken: '✖' };

/** The hops as numbered lines that fit a width, and the end. */
function requestText(
  { url, hops, end }: FollowedRequest,
  method: string,
  { width, paint }: { readonly width: number; readonly paint: Paint },
): string {
  const wrapped = (text: string, first: string, indent: string): string[] =>
    wrap(text, width - indent.length, ({ length }) => length).map(
      (line, index) => (index === 0 ? first : indent) + line,
    );
  const [verdict, color] = isFailure(end)
    ? (['Fails', 'red'] as const)
    : end.kind === 'unknown'
      ? (['Unknown', 'yellow'] as const)
      : (['Ends', 'green'] as const);
  const lines = hops.flatMap(({ title, details, state, at, findings }, index) => {
    const number = `${MARKS[state]} ${`${index + 1}.`.padEnd(4)}`;
    const text = [
      shorten(visible(title), MAX_BOX_CHARACTERS),
      ...details.map((detail) => shorten(visible(detail), MAX_STEP_CHARACTERS)),
    ];
    return [
      ...wrapped(text.join(', '), number, INDENT),
      ...(at ? [paint('dim', INDENT + visible(nameOf(at)))] : []),
      ...findings.map(({ ruleId, severity }) =>
        paint(severity === 'error' ? 'red' : 'yellow', `${INDENT}${severity} ${ruleId}`),
      ),
    ];
  });
  return [
    ...wrapped(`${method} ${shorten(visible(url), MAX_STEP_CHARACTERS)}`, '', '').map((line) =>
      paint('bold', line),
    ),
    '',
    ...lines,
    '',
    ...wrapped(`${verdict}: ${visible(end.text)}`, '', '').map((line) => paint(color, line)),
  ]
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

const INDENT = ' '.repeat('  1.  '.length);
