import type { NginxConfiguration, NginxFile, PlacedDirective } from '../../model/nginx/configuration.js';
import { matchesInclude } from '../../model/nginx/include-pattern.js';
import { type Nginx, nginx, nginxConfigurations, type OwnNginxFile } from '../../model/nginx/nginx.js';
import { SERVER_FOLDER, suitableFolder } from '../../model/nginx/suitable-folder.js';
import { proxyServer } from '../../model/proxy/proxy-server.js';
import { settings } from '../../model/settings/settings.js';
import type { NginxDirective } from '../../parse/nginx/nginx.js';
import { type Place, placeOf } from '../../source/index.js';
import { groupBy } from '../../util/collections.js';
import { folderOf } from '../../util/paths.js';
import { list, shorten } from '../../util/text.js';
import type { Rule } from '../rule.js';
import { sentence } from '../support/migration/into-their-server.js';
import { valueName } from '../support/migration/repeated-answer.js';

export const missingInclude: Rule = {
  meta: {
    summary: "The project's own nginx.conf lacks an include of Elastic Beanstalk's own",
    why: 'A .platform/nginx/nginx.conf replaces Elastic Beanstalk\'s whole file. Without its includes, nginx does not read the health log of enhanced health reporting, the static files, the location of the application and the upstreams of the platform. Where only conf.d/*.conf is missing, the deployment fails: "validate nginx configuration failed", \'unknown log format "healthd"\'.',
    consequence: 'file-ignored',
    references: ['guide:platforms-linux-extend.proxy'],
    claimsAbsence: true,
  },
  needs: nginxConfigurations,
  *check(project) {
    const { program } = proxyServer(project);
    if (program !== 'nginx' || !nginx(project).isComplete) return;
    const hasStaticFiles = settings(project).of(STATIC_FILES).length > 0;
    const missing = missingIncludes(nginx(project)).filter(({ isCopied }) => !isCopied || hasStaticFiles);
    const [first] = missing;
    if (!first) return;
    yield {
      at: first.at,
      message: `This nginx.conf does not include ${list(
        missing.map(({ pattern }) => pattern),
        'or',
      )}`,
      help: helpFor(missing),
      ...(missing.some(({ isNeeded }) => isNeeded) ? {} : { warnsBecause: 'milder' }),
    };
  },
};

/** Their locations are in a file that the include brings. */
const STATIC_FILES = 'aws:elasticbeanstalk:environment:proxy:staticfiles';

/** A location that the include brings as well has to go, or into the file that brings it. */
function helpFor(missing: readonly MissingInclude[]): string {
  const add = `add ${list(missing.map(({ pattern, context }) => `\`include ${pattern};\` to the ${context} block`))}.`;
  const clashes = missing.flatMap((one) => one.clashes);
  const steps = [...groupBy(clashes, ({ file }) => [file])].map(([{ path, source }, own]) => {
    const names = list(own.map(({ name }) => `\`${shorten(name)}\``));
    return source
      ? `delete ${names}, which ${path} has as well`
      : `move ${names} to \`.platform/nginx/${path}\``;
  });
  const moves = missing.flatMap(({ misplaced }) =>
    misplaced.map(({ path }) => `move \`.platform/nginx/${path}\` to \`${SERVER_FOLDER}\``),
  );
  return sentence([...moves, ...steps, add]);
}

/** An include of Elastic Beanstalk's own main file that a project's main file does not have. */
interface MissingInclude {
  readonly pattern: string;
  readonly context: 'http' | 'server';
  /** The comment that switches it off, or the block where it belongs. */
  readonly at: Place;
  /** Another file that is read needs one of those that are not: nginx refuses the whole. */
  readonly isNeeded: boolean;
  /** The main file writes the log of health reports itself, and the project has no file that the include would bring. */
  readonly isCopied: boolean;
  /** Files of the project that the http block may not have. */
  readonly misplaced: readonly NginxFile[];
  /** What the block has and a file brings as well, once it is included: nginx would refuse it. */
  readonly clashes: readonly Clash[];
}

interface Clash {
  readonly name: string;
  readonly file: NginxFile;
}

/** What Elastic Beanstalk's own main file includes, each in one block inside another, and a file that is read so. */
const INCLUDES = [
  {
    pattern: 'conf.d/elasticbeanstalk/*.conf',
    file: 'conf.d/elasticbeanstalk/healthd.conf',
    context: 'server',
    inside: 'http',
    comment: /^[ \t]*#[ \t]*include[ \t][^\n]*conf\.d\/elasticbeanstalk\//m,
  },
  {
    pattern: 'conf.d/*.conf',
    file: 'conf.d/healthd_logformat.conf',
    context: 'http',
    inside: 'main',
    comment: /^[ \t]*#[ \t]*include[ \t][^\n]*conf\.d\/\*/m,
  },
] as const;

function missingIncludes({ installed, installedFiles, ownMain }: Nginx): MissingInclude[] {
  if (!ownMain || ownMain.content.problem) return [];
  const own = installed.all.filter(({ file }) => file === ownMain);
  return INCLUDES.flatMap(({ pattern, file, context, inside, comment }) => {
    const block = own.find(
      ({ directive: { name }, level, block }) =>
        name.text === context && block?.context === context && level.context === inside,
    );
    if (!block || installed.all.some((placed) => includesFolderOf(file, placed, context))) return [];
    const isNeeded = context === 'http' && lacksHealthFormat(installed);
    const at = commentedOut(ownMain, comment) ?? block.directive.name.place;
    const isMisplaced = isForServer(ownMain, installed);
    const matching = installedFiles.filter(({ path }) => matchesInclude(path, pattern));
    const misplaced = context === 'http' ? matching.filter(isMisplaced) : [];
    const brought =
      context === 'http'
        ? matching.filter((one) => !isMisplaced(one))
        : [...matching, ...installedFiles.filter(isMisplaced)];
    const isCopied =
      context === 'server' &&
      brought.every(({ source }) => source === undefined) &&
      own.some(({ directive }) => uses('access_log', HEALTH_FORMAT)(directive));
    return [{ pattern, context, at, isNeeded, isCopied, misplaced, clashes: clashesOf(block, brought) }];
  });
}

/** Whether a file of the folder for the http block has what only a server may have: it is moved, and then included there. */
const isForServer =
  (ownMain: OwnNginxFile, { included }: Nginx['installed']) =>
  (file: NginxFile): boolean =>
    file.source !== undefined &&
    file !== ownMain &&
    !included.has(file) &&
    matchesInclude(file.path, 'conf.d/*.conf') &&
    suitableFolder(file.content.directives)?.context === 'server';

function clashesOf({ block }: PlacedDirective, brought: readonly NginxFile[]): Clash[] {
  const own = new Set((block?.directives ?? []).flatMap(({ directive }) => valueName(directive) ?? []));
  return brought.flatMap((file) => {
    const clashes = [...new Set(file.content.directives.flatMap((one) => valueName(one) ?? []))].flatMap(
      (name) => (own.has(name) ? [{ name, file }] : []),
    );
    // A file of the project takes the place of the one of Elastic Beanstalk, with all that this has.
    const locations = clashes.filter(({ name }) => name.startsWith('location '));
    return file.source || locations.length === 0 ? clashes : locations;
  });
}

/** Elastic Beanstalk's log of health reports is in a file of the server block, its format in one of the http block. */
const lacksHealthFormat = ({ all }: NginxConfiguration): boolean =>
  all.some(
    ({ directive, file }) => file.source === undefined && uses('access_log', HEALTH_FORMAT)(directive),
  ) && !all.some(({ directive }) => uses('log_format', HEALTH_FORMAT)(directive));

const HEALTH_FORMAT = 'healthd';

const uses =
  (name: string, argument: string) =>
  (directive: NginxDirective): boolean =>
    directive.name.text === name && directive.args.some(({ text }) => text === argument);

/** Whether a directive reads the folder of a file in a block, be it another of its files only. */
function includesFolderOf(
  file: string,
  { directive: { name, args }, level }: PlacedDirective,
  context: string,
): boolean {
  const [pattern] = args;
  if (name.text !== 'include' || !pattern || level.context !== context) return false;
  return matchesInclude(file, pattern.text) || folderOf(pattern.text).endsWith(folderOf(file));
}

function commentedOut({ source: { place } }: OwnNginxFile, comment: RegExp): Place | undefined {
  const match = comment.exec(place.file.text);
  if (!match) return undefined;
  const end = match.index + match[0].length;
  return placeOf(place.file, end - match[0].trimStart().length, end);
}
