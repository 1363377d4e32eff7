import { placeOf, type Place } from '../../../source/index.js';
import type { ProjectFile } from '../../../model/project.js';

/** Where a project keeps the configuration of its proxy, or the scripts that write one. */
const SOURCES = /^\.(?:platform\/|ebextensions\/(?:[^/]+\.config$|(?:nginx|httpd)\/))/;

/** `map $http_upgrade` itself forwards nothing. In JSON the `n` of an escaped line break may come before a word. */
const PASSES_UPGRADES =
  /proxy_set_header[ \t]+["']?Upgrade\b|(?:ProxyPass(?:Match)?|RewriteRule)[ \t]+\S+[ \t]+["']?wss?:/i;

const LOCATION = /\blocation[ \t]+[^\s{]+(?=[ \t]*\{)/;

const LOCATIONS_AND_UPGRADES = new RegExp(`${LOCATION.source}|${PASSES_UPGRADES.source}`, 'gi');

const ROOT = /^location[ \t]+\/$/;

const COMMENT_LINE = /^[ \t]*#.*$/gm;

/** Where a project tells its proxy to forward upgrades to WebSockets. */
export interface WebSocketUpgrade {
  readonly at: Place;
  /** False where all requests get the header, as in Elastic Beanstalk's own configuration, which many projects copy. */
  readonly isDeliberate: boolean;
}

/**
 * Where a project first does so on purpose, or else where it first does so at all.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/java-se-nginx.html
 */
export function findWebSocketUpgrade(files: readonly ProjectFile[]): WebSocketUpgrade | undefined {
  let general: WebSocketUpgrade | undefined;
  for (const file of files) {
    if (!('source' in file) || !SOURCES.test(file.name)) continue;
    const text = withoutComments(file.source.text);
    let isInRoot = false;
    for (const { index, 0: found } of text.matchAll(LOCATIONS_AND_UPGRADES)) {
      const isUpgrade = PASSES_UPGRADES.test(found);
      if (!isUpgrade) isInRoot = ROOT.test(found);
      if (!isUpgrade || (isInRoot && general)) continue;
      const at = placeOf(file.source, index, index + found.length);
      if (!isInRoot) return { at, isDeliberate: true };
      general = { at, isDeliberate: false };
    }
  }
  return general;
}

/** Comments become spaces, so that offsets stay. */
const withoutComments = (text: string): string =>
  text.replace(COMMENT_LINE, (comment) => ' '.repeat(comment.length));
