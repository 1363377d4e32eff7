import { NGINX_CONF } from '../../knowledge/nginx/default-files.js';
import { type NginxContext, nginxForms } from '../../knowledge/nginx/directives.js';
import type { NginxDirective, NginxText } from '../../parse/nginx/nginx.js';
import { compareBytes } from '../../util/compare.js';
import { MAX_NGINX_DIRECTIVES, MAX_NGINX_INCLUDES } from '../../util/limits.js';
import type { ProxyFile } from '../proxy/proxy-file.js';
import { isKnownInclude, matchesInclude } from './include-pattern.js';

/** Beyond it, the inner file is not part of the configuration. */
const MAX_NGINX_INCLUDE_DEPTH = 10;

/** A file below `/etc/nginx` as nginx would read it. */
export interface NginxFile {
  /** Below `/etc/nginx`. */
  readonly path: string;
  readonly content: NginxText;
  /** Where the project writes it; undefined for Elastic Beanstalk's own. */
  readonly source: ProxyFile | undefined;
}

/** A directive without its block as nginx would read it again: `proxy_set_header Connection "";`. */
export const textOf = ({ name, args }: NginxDirective): string =>
  `${[name, ...args].map(({ text, isQuoted }) => (isQuoted ? `"${text.replace(/["\\]/g, '\\$&')}"` : text)).join(' ')};`;

/** A directive in its place: the same line is another one wherever its file is included. */
export interface PlacedDirective {
  readonly directive: NginxDirective;
  readonly file: NginxFile;
  readonly level: Level;
  /** What is in its block, included files and all. */
  readonly block: Level | undefined;
}

/** The directives between two braces, in the order in which nginx reads them, included files in their places. */
export interface Level {
  readonly context: NginxContext;
  readonly directives: readonly PlacedDirective[];
  /** The block, and the level that it is on; undefined for the outermost level. */
  readonly owner: NginxDirective | undefined;
  readonly parent: Level | undefined;
}

/** The whole configuration as nginx puts it together. */
export interface NginxConfiguration {
  readonly main: Level;
  /** The files that are read, and those that nothing includes. */
  readonly included: ReadonlySet<NginxFile>;
  /** Every directive in the order in which nginx reads it. */
  readonly all: readonly PlacedDirective[];
  /** Whether it includes files that are not known. */
  readonly hasUnknownIncludes: boolean;
  /** It may be lost before nginx reads it, or nginx may not run at all. */
  readonly isUncertain?: boolean;
}

/** How many directives are examined in all configurations of a project. */
export class DirectiveBudget {
  #left = MAX_NGINX_DIRECTIVES;
  #isSpent = false;

  /** Whether a directive was left out. */
  get isSpent(): boolean {
    return this.#isSpent;
  }

  take(): boolean {
    if (this.#left === 0) this.#isSpent = true;
    else this.#left--;
    return !this.#isSpent;
  }
}

/** Puts files together, from `nginx.conf` on. Never throws. */
export function readNginxConfiguration(
  files: readonly NginxFile[],
  budget = new DirectiveBudget(),
): NginxConfiguration {
  const reader = new ConfigurationReader(files, budget);
  const start = files.find(({ path }) => path === NGINX_CONF);
  const main: MutableLevel = {
    context: 'main',
    directives: [],
    owner: undefined,
    parent: undefined,
  };
  if (start) reader.readFile(start, main, 0);
  const { included, all, hasUnknownIncludes } = reader;
  return { main, included, all, hasUnknownIncludes };
}

interface MutableLevel extends Level {
  readonly directives: PlacedDirective[];
}

class ConfigurationReader {
  readonly included = new Set<NginxFile>();
  readonly all: PlacedDirective[] = [];
  hasUnknownIncludes = false;
  #includes = 0;

  constructor(
    readonly files: readonly NginxFile[],
    readonly budget: DirectiveBudget,
  ) {}

  readFile(file: NginxFile, level: MutableLevel, depth: number): void {
    this.included.add(file);
    this.#read(file.content.directives, file, level, depth);
  }

  #read(directives: readonly NginxDirective[], file: NginxFile, level: MutableLevel, depth: number): void {
    for (const directive of directives) {
      if (!this.budget.take()) return;
      const inner = directive.block && contextInside(directive.name.text, level.context);
      const block: MutableLevel | undefined = inner && {
        context: inner,
        directives: [],
        owner: directive,
        parent: level,
      };
      const placed = { directive, file, level, block };
      this.all.push(placed);
      level.directives.push(placed);
      if (block && directive.block) this.#read(directive.block, file, block, depth);
      if (level.context !== 'data' && depth < MAX_NGINX_INCLUDE_DEPTH)
        for (const other of this.#includedBy(directive)) this.readFile(other, level, depth + 1);
    }
  }

  #includedBy({ name, args: [pattern], block }: NginxDirective): readonly NginxFile[] {
    if (name.text !== 'include' || block || !pattern || this.#includes++ >= MAX_NGINX_INCLUDES) return [];
    const files = this.files.filter(({ path }) => matchesInclude(path, pattern.text));
    this.hasUnknownIncludes ||= files.length === 0 && !isKnownInclude(pattern.text);
    return files.sort((a, b) => compareBytes(a.path, b.path));
  }
}

const DATA_BLOCKS: ReadonlySet<string> = new Set(['types', 'map', 'geo', 'split_clients', 'charset_map']);

/** What a block is inside; of one that is not checked, or in a wrong place, what is written may mean anything. */
function contextInside(name: string, outside: NginxContext): NginxContext {
  if (DATA_BLOCKS.has(name) || outside === 'data') return 'data';
  if (name === 'if') return outside === 'location' || outside === 'location-if' ? 'location-if' : 'server-if';
  const forms = nginxForms(name).filter(({ isBlock }) => isBlock);
  return forms.some(({ contexts }) => contexts.includes(outside)) ? (name as NginxContext) : 'data';
}
