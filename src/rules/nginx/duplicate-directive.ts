import { NGINX_CONF } from '../../knowledge/nginx/default-files.js';
import { nginxForms } from '../../knowledge/nginx/directives.js';
import type { Level, NginxConfiguration, PlacedDirective } from '../../model/nginx/configuration.js';
import { nameOfDirective } from '../../model/nginx/named-directives.js';
import { nginxConfigurations } from '../../model/nginx/nginx.js';
import { repeats } from '../../util/collections.js';
import { shorten } from '../../util/text.js';
import type { EachRule, Finding } from '../rule.js';
import { contextName, copyOf, isOwn } from '../support/in-nginx.js';

export const duplicateDirective: EachRule<NginxConfiguration> = {
  meta: {
    summary: 'A directive that may appear once is in a block of nginx twice',
    why: 'nginx refuses it, and the deployment fails: "validate nginx configuration failed", \'"client_max_body_size" directive is duplicate\'. Files of one folder are included in the same block, where Elastic Beanstalk has set some directives itself. Which ones they are is not documented.',
    consequence: 'deploy-fails',
    references: ['guide:platforms-linux-extend.proxy', 'nginx:dirindex'],
  },
  each: nginxConfigurations,
  *check(configuration) {
    for (const { context, directives } of levelsOf(configuration))
      for (const { first, again } of repeats(directives, keyOf))
        yield* duplicate(first, again, contextName(context));
  },
};

const levelsOf = ({ main, all }: NginxConfiguration): Level[] => [
  main,
  ...all.flatMap(({ block }) => (block && block.context !== 'data' ? [block] : [])),
];

/** What uses a name that a directive defines: `limit_req` for `limit_req_zone`. */
const userOf = (name: string): string =>
  name === 'log_format' ? 'access_log' : name.replace(/_zone$/, '').replace(/_cache_path$/, '_cache');

const renameHelp = (name: string): string =>
  `Give this one another name, here and in each \`${userOf(name)}\` that names it.`;

/** Zones have one space of names: 'the shared memory zone "NAME" is already declared for a different use'. */
const DEFINES_ZONE = /_cache_path$|_zone$/;

/** What may not appear twice: nginx says 'limit_req_zone "NAME" is already bound to key "KEY"', or 'duplicate zone "NAME"'. */
function keyOf({ directive, level: { context } }: PlacedDirective): string | undefined {
  const { name } = directive;
  const own = nameOfDirective(directive);
  if (own !== undefined) return `${DEFINES_ZONE.test(name.text) ? 'zone' : name.text} ${own}`;
  const form = nginxForms(name.text).find(({ contexts }) => contexts.includes(context));
  return form?.isSingle ? name.text : undefined;
}

function* duplicate(first: PlacedDirective, second: PlacedDirective, where: string): Generator<Finding> {
  const own = isOwn(second) ? second : isOwn(first) ? first : undefined;
  if (!own) return;
  const other = own === second ? first : second;
  const { name } = own.directive;
  const named = nameOfDirective(own.directive);
  const kind = other.directive.name.text === name.text ? name.text : 'Zone';
  const subject = named === undefined ? `"${name.text}"` : `${kind} "${shorten(named)}"`;
  yield isOwn(other)
    ? {
        at: name.place,
        message: `${subject} appears twice in ${where}`,
        help: kind === 'Zone' ? renameHelp(name.text) : 'Delete one of them.',
        related: [{ at: other.directive.name.place, note: 'first one' }],
      }
    : {
        at: name.place,
        message: `Elastic Beanstalk already sets ${subject} in ${where}`,
        help: named === undefined ? `Delete it, or ${copyOf(NGINX_CONF)}.` : renameHelp(name.text),
      };
}
