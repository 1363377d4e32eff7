import {
  mayNameRetiredPath,
  type RetiredPath,
  retiredPaths,
} from '../../../knowledge/platform/retired-paths.js';
import { secretsIn } from '../../../knowledge/secrets/secret-text.js';
import { foldersAbove } from '../../../model/execution/path-overlap.js';
import type { Project } from '../../../model/project.js';
import { proxyFiles } from '../../../model/proxy/proxy-files.js';
import { proxyServer } from '../../../model/proxy/proxy-server.js';
import { placesIn, type ScalarNode } from '../../../parse/index.js';
import { placeOfMapped, sliceMapped } from '../../../parse/shell/word.js';
import { type Place, textAt } from '../../../source/index.js';
import { groupBy } from '../../../util/collections.js';
import { lazily } from '../../../util/memo.js';
import type { Edit, Finding } from '../../rule.js';
import { fixOf } from '../../support/fix-of.js';
import { notUsed } from './messages.js';

/** One finding for each kind of path in a file that no shell reads. */
export function* inContent(content: ScalarNode, isKnown: (path: string) => boolean): Generator<Finding> {
  if (!mayNameRetiredPath(content.text)) return;
  const placeAt: (start: number, end: number) => Place = placesIn(content);
  yield* findingsIn(pathsInLines(content.written, isKnown), placeAt);
}

/** The paths in the configuration of the proxy in the bundle; one finding for each kind and file. */
export function* inProxyConfiguration(
  project: Project,
  isKnown: (path: string) => boolean,
): Generator<Finding> {
  for (const { origin, program, content } of proxyFiles(project)) {
    const text = origin === 'platform' && program === proxyServer(project).program ? content() : undefined;
    if (!text || !mayNameRetiredPath(text.text)) continue;
    yield* findingsIn(pathsInLines(text.text, isKnown, /\s#.*/), (start, end) =>
      placeOfMapped(sliceMapped(text, start, end)),
    );
  }
}

/** One finding for each kind of path, at the first; its fix writes the path of today in all places of the kind. */
export function* findingsIn(
  paths: Iterable<PathInText>,
  placeAt: (start: number, end: number) => Place,
): Generator<Finding> {
  const found = [...paths].map(({ start, path }) => ({
    path,
    at: placeAt(start + path.start, start + path.end),
  }));
  for (const [, all] of groupBy(found, ({ path }) => [path.kind])) {
    const [first] = all;
    if (first) yield { at: first.at, ...notUsed(first.path), ...successorFix(all) };
  }
}

/** The fix that writes the path of today, where it is known and no shell is needed to find it. */
export function successorFix(
  found: readonly { readonly path: RetiredPath; readonly at: Place }[],
): Pick<Finding, 'fix'> {
  const edits = found.map(({ path, at }): Edit | undefined =>
    path.successor === undefined || !isReadable(path.successor) || textAt(at) !== path.path
      ? undefined
      : { ...at, text: path.successor },
  );
  return fixOf('migration', `Use ${found[0]?.path.successor ?? ''}`, ...edits);
}

/** A pattern needs a shell, and the staging folder is gone when a process reads its files. */
const isReadable = (successor: string): boolean =>
  !successor.includes('*') && !successor.startsWith('/var/app/staging');

const COMMENT = /^\s*(?:#|;|\/\/|--)/;

/** A path in a text, and where its line begins. */
interface PathInText {
  readonly start: number;
  readonly path: RetiredPath;
}

/**
 * The paths in the lines of a text that are no comments.
 * @param rest the comment at the end of a line, where there may be one
 */
export function* pathsInLines(
  text: string,
  isKnown: (path: string) => boolean,
  rest = /(?!)/,
): Generator<PathInText> {
  const lookedAt = lazily(() => pathsLookedAt(text));
  let start = 0;
  for (const line of text.split('\n')) {
    for (const path of COMMENT.test(line) ? [] : retiredPaths(line.replace(rest, ''), 'content')) {
      if (isKnown(path.path) || lookedAt().has(path.path)) continue;
      yield { start, path: ofUnit(path, line) };
    }
    start += line.length + 1;
  }
}

/** What systemd or supervisord starts: without a shell they look for a program with a star in its name. */
function ofUnit(path: RetiredPath, line: string): RetiredPath {
  const [, command] = STARTS.exec(line) ?? [];
  const { successor } = path;
  if (command !== undefined && successor?.includes('*') && secretsIn(command).length > 0)
    return {
      ...path,
      help: `Run the command with \`/bin/bash -c\` and use \`${successor}\`: only a shell reads the \`*\`.`,
    };
  return command === undefined || !successor?.includes('*')
    ? path
    : {
        ...path,
        help: `Use \`/bin/bash -c 'exec ${command.trim().replace(path.path, successor)}'\`: only a shell reads the \`*\`.`,
      };
}

const STARTS = /^\s*(?:ExecStart\w*|command)\s*=([^'\n]*)$/;

/** The paths of which a text looks whether they are there, with `[ -e PATH ]` or likewise, and the folders that they are in. */
const pathsLookedAt = (text: string): ReadonlySet<string> =>
  new Set(
    [...text.matchAll(LOOK)].flatMap(([, path = '']) => [
      path,
      path.replace(/\/$/, ''),
      ...foldersAbove(path),
    ]),
  );

const LOOK = /-[defrsx] ["']?(\/[^\s'"`;|&()<>:,=\\\]]+)/g;
