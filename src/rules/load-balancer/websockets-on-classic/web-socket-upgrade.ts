import { placeOf, type Place } from '../../../source/index.js';
import type { ProjectFile } from '../../../model/bundle/project-files.js';

/** Where a project keeps the configuration of its proxy, or the scripts that write one. */
const SOURCES = /^\.(?:platform\/|ebextensions\/(?:[^/]+\.config$|(?:nginx|httpd)\/))/;

/** `map $http_upgrade` itself forwards nothing. In JSON the `n` of an escaped line break may come before a word. */
const PASSES_UPGRADES =
  /proxy_set_header[ \t]+["']?Upgrade\b|(?:ProxyPass(?:Match)?|RewriteRule)[ \t]+\S+[ \t]+["']?wss?:/i;

const COMMENT_LINE = /^[ \t]*#.*$/gm;

/**
 * Where a project first tells its proxy to forward upgrades to WebSockets.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/java-se-nginx.html
 */
export function findWebSocketUpgrade(files: readonly ProjectFile[]): Place | undefined {
  for (const file of files) {
    if (!('source' in file) || !SOURCES.test(file.name)) continue;
    const found = PASSES_UPGRADES.exec(withoutComments(file.source.text));
    if (found) return placeOf(file.source, found.index, found.index + found[0].length);
  }
  return undefined;
}

/** Comments become spaces, so that offsets stay. */
const withoutComments = (text: string): string =>
  text.replace(COMMENT_LINE, (comment) => ' '.repeat(comment.length));
