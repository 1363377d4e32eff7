import { placeOf, type Place } from '../source/index.js';
import type { ProjectFile } from './project-files.js';

/** Where a project keeps the configuration of its proxy, or the scripts that write one. */
const SOURCES = /^\.(?:platform\/|ebextensions\/(?:[^/]+\.config$|(?:nginx|httpd)\/))/;

/** A `map $http_upgrade` alone passes nothing on. In JSON the `n` of an escaped line break may stand before a word. */
const PASSES_UPGRADES =
  /proxy_set_header[ \t]+["']?Upgrade\b|(?:ProxyPass(?:Match)?|RewriteRule)[ \t]+\S+[ \t]+["']?wss?:/i;

const COMMENT_LINE = /^[ \t]*#.*$/gm;

/**
 * Where a project first tells its proxy to pass upgrades to WebSockets on.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/java-se-nginx.html
 */
export function findWebSocketUpgrade(files: readonly ProjectFile[]): Place | undefined {
  for (const file of files) {
    if (!('source' in file) || !SOURCES.test(file.name)) continue;
    const found = PASSES_UPGRADES.exec(blankComments(file.source.text));
    if (found) return placeOf(file.source, found.index, found.index + found[0].length);
  }
  return undefined;
}

/** Comments become blanks, so that offsets stay. */
const blankComments = (text: string): string =>
  text.replace(COMMENT_LINE, (comment) => ' '.repeat(comment.length));
