import type { Doubt } from '../../model/doubt.js';
import type { Level, NginxConfiguration, PlacedDirective } from '../../model/nginx/configuration.js';
import { type LocationName, readLocation } from '../../model/nginx/locations.js';
import { wholeNginx } from '../../model/nginx/nginx.js';
import { directivesNamed, nginxServers } from '../../model/nginx/nginx-servers.js';
import { shorten } from '../../util/text.js';
import { directive } from '../on.js';
import type { EachRule, Finding } from '../rule.js';
import { isOwn, type OwnDirective } from '../support/in-nginx.js';

export const unreachableLocation: EachRule<NginxConfiguration> = {
  meta: {
    summary: 'No request reaches a location of nginx, because something before it takes them all',
    why: 'A "return" of a server answers before nginx looks for a location. Of the locations with a regular expression, nginx takes the first one that matches, also where a location without one matches, unless that one has `=` or `^~`. What is in a location after that is silently ignored: certificates are not renewed, paths are not passed on.',
    consequence: 'silently-ignored',
    references: ['nginx:http/ngx_http_rewrite_module#return', 'nginx:http/ngx_http_core_module#location'],
  },
  needs: directive('location'),
  each: wholeNginx,
  *check(configuration) {
    for (const { placed } of nginxServers(configuration))
      if (placed.block) yield* answeredBefore(placed.block);
    for (const { block } of configuration.all)
      if (block?.context === 'server' || block?.context === 'location') yield* takenByPatterns(block);
  },
};

/** How many of the locations are shown. */
const SHOWN = 3;

/** What a `return` of the server itself takes from its locations; named ones are reached in other ways. */
function* answeredBefore(server: Level): Generator<Finding> {
  const [answer] = directivesNamed(server, 'return');
  if (!answer || !isOwn(answer)) return;
  const lost = directivesNamed(server, 'location')
    .filter(isOwn)
    .filter(({ directive }) => readLocation(directive)?.modifier !== '@');
  if (lost.length === 0) return;
  const { name, args } = answer.directive;
  yield {
    at: name.place,
    doubt: skipping(server, answer),
    message: `"${shorten([name, ...args.slice(0, 1)].map(({ text }) => text).join(' '), 40)}" answers every request, so no location of its server is reached`,
    help: 'Delete it, so that the locations answer, or delete the locations.',
    related: lost
      .slice(0, SHOWN)
      .map(({ directive }) => ({ at: directive.name.place, note: 'is never reached' })),
  };
}

/** What comes before it and may end the directives of the server. */
function skipping(server: Level, answer: PlacedDirective): Doubt | undefined {
  const before = server.directives.slice(0, server.directives.indexOf(answer));
  const found = before.find(({ directive: { name, args }, block }) =>
    name.text === 'if'
      ? block?.directives.some(({ directive }) => ENDS.has(directive.name.text)) === true
      : name.text === 'break' || (name.text === 'rewrite' && /^(?:last|break)$/.test(args[2]?.text ?? '')),
  );
  return found && { reason: 'this may end what the server does', at: found.directive.name.place };
}

const ENDS: ReadonlySet<string> = new Set(['break', 'rewrite']);

interface NamedLocation {
  readonly placed: PlacedDirective;
  readonly name: LocationName;
}

/** What a regular expression takes from others: one that is the same, or all where it matches every path. */
function* takenByPatterns(level: Level): Generator<Finding> {
  const locations = directivesNamed(level, 'location').flatMap((placed): NamedLocation[] => {
    const name = readLocation(placed.directive);
    return name ? [{ placed, name }] : [];
  });
  const tried = new Map<string, NamedLocation>();
  let all: NamedLocation | undefined;
  for (const location of locations) {
    const { placed, name } = location;
    if (!name.modifier.startsWith('~')) continue;
    const same = tried.get(name.path);
    // What is compared without case takes more than what is compared with it.
    const first = all ?? (same?.name.modifier === '~' && name.modifier === '~*' ? undefined : same);
    if (first && isOwn(first.placed) && isOwn(placed))
      yield taken(
        placed,
        first,
        first === all ? beforeIt(first) : 'Delete one of them: nginx only tries the first.',
      );
    if (!first) tried.set(name.path, location);
    if (isOwn(placed) && MATCHES_ALL.has(name.path)) all ??= location;
  }
  if (!all) return;
  for (const { placed, name } of locations)
    if (name.modifier === '' && isOwn(placed) && directivesNamed(placed.block, 'location').length === 0)
      yield taken(placed, all, `Write \`location ^~ ${name.path}\`: regular expressions do not override it.`);
}

/** Regular expressions that match every path. */
const MATCHES_ALL: ReadonlySet<string> = new Set([
  '/',
  '^',
  '^/',
  '.',
  '.*',
  '^.*',
  '^.*$',
  '^/.*',
  '^/.*$',
  '(.*)',
  '^(.*)$',
  '^/(.*)',
  '^/(.*)$',
]);

const beforeIt = ({ placed }: NamedLocation): string =>
  `Move it before \`location ${wordsOf(placed)}\`: the first regular expression that matches decides.`;

const wordsOf = ({ directive: { args } }: PlacedDirective): string => args.map(({ text }) => text).join(' ');

const taken = (placed: OwnDirective, by: NamedLocation, help: string): Finding => ({
  at: placed.directive.args[0]?.place ?? placed.directive.name.place,
  message: `No request reaches location "${shorten(wordsOf(placed), 30)}", because "${shorten(wordsOf(by.placed), 30)}" takes them`,
  help,
  related: [{ at: by.placed.directive.name.place, note: 'takes the requests' }],
});
