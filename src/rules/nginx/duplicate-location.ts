import { NGINX_CONF } from '../../knowledge/nginx/default-files.js';
import type { Level, NginxConfiguration, PlacedDirective } from '../../model/nginx/configuration.js';
import { locationKey } from '../../model/nginx/locations.js';
import { nginx, nginxConfigurations, STATIC_CONF, STATIC_FILES } from '../../model/nginx/nginx.js';
import { platform } from '../../model/platform/find-platform.js';
import type { Project } from '../../model/project.js';
import { settings } from '../../model/settings/settings.js';
import { repeats } from '../../util/collections.js';
import { shorten } from '../../util/text.js';
import { directive } from '../on.js';
import type { EachRule, Finding } from '../rule.js';
import { copyOf, isOwn, type OwnDirective } from '../support/in-nginx.js';

export const duplicateLocation: EachRule<NginxConfiguration> = {
  meta: {
    summary: 'A server of nginx has the same location twice',
    why: 'nginx refuses it, and the deployment fails: "validate nginx configuration failed", \'duplicate location "/"\'. Elastic Beanstalk\'s own location / is in the file conf.d/elasticbeanstalk/00_application.conf, which a file of the same name in .platform/nginx replaces. Each path of the static files in the settings becomes a location as well: how a slash at its end is written there is not documented, so only the same text is reported, as a warning.',
    consequence: 'deploy-fails',
    references: ['guide:platforms-linux-extend.proxy', 'nginx:http/ngx_http_core_module#location'],
    needsPlatform: true,
  },
  needs: directive('location'),
  each: nginxConfigurations,
  *check(configuration, project) {
    const { all } = configuration;
    if (configuration === nginx(project).installed) yield* besideStaticFiles(configuration, project);
    const { language } = platform(project);
    // On Docker no page says in which file the location is.
    const isSure = language !== undefined && language !== 'docker';
    for (const { block } of all)
      if (block && (block.context === 'server' || block.context === 'location'))
        for (const finding of inLevel(block))
          if (finding.related || isSure) yield finding;
          else if (!isForPhp(finding)) yield { ...finding, warnsBecause: 'may-not-run' };
  },
};

/** On PHP there is no other `location /`. */
const isForPhp = ({ at: { file } }: Finding): boolean => /\.php\b/.test(file.text);

function* inLevel({ directives }: Level): Generator<Finding> {
  // Whether Elastic Beanstalk has a location may be unknown: two of the project's own clash in any case.
  const own = new Map<PlacedDirective, OwnDirective>();
  for (const { first, again } of repeats(directives, ({ directive }) => locationKey(directive)))
    if (isOwn(again)) {
      yield findingFor(again, own.get(first) ?? first);
      if (!isOwn(first) && !own.has(first)) own.set(first, again);
    } else if (isOwn(first)) yield findingFor(first, again);
}

function findingFor({ directive }: OwnDirective, other: PlacedDirective): Finding {
  const path = directive.args.map(({ text }) => text).join(' ');
  const at = directive.args[0]?.place ?? directive.name.place;
  return isOwn(other)
    ? {
        at,
        message: `Location "${shorten(path)}" appears twice in one server`,
        help: 'Delete one of them.',
        related: [{ at: other.directive.args[0]?.place ?? other.directive.name.place, note: 'first one' }],
      }
    : {
        at,
        message: `Location "${shorten(path)}" already exists in Elastic Beanstalk's server`,
        help: insteadOf(other.file.path),
      };
}

/** Elastic Beanstalk makes a location of each path of static files, in a file beside those of the project. */
function* besideStaticFiles({ all }: NginxConfiguration, project: Project): Generator<Finding> {
  const options = new Map(
    settings(project)
      .of(STATIC_FILES)
      .map(({ option }) => [option.value, option]),
  );
  const { ownMain, files } = nginx(project);
  if (options.size === 0 || ownMain || files.some(({ path }) => path === STATIC_CONF)) return;
  for (const placed of all) {
    const option = options.get(locationKey(placed.directive) ?? '');
    if (!option || !isOwn(placed) || placed.level.context !== 'server') continue;
    if (!placed.file.path.startsWith('conf.d/elasticbeanstalk/')) continue;
    yield {
      at: placed.directive.args[0]?.place ?? placed.directive.name.place,
      message: `Elastic Beanstalk writes location "${shorten(option.value)}" as well, for static files`,
      help: `Delete this location, or the option \`${option.value}\`.`,
      related: [{ at: option.place, note: 'static files of the same path' }],
      warnsBecause: 'may-not-run',
    };
  }
}

/** A main file that consists of the location would be no main file. */
const insteadOf = (path: string): string =>
  path === NGINX_CONF
    ? `Delete it, or ${copyOf(NGINX_CONF)}.`
    : `Move it to \`.platform/nginx/${path}\`, which replaces Elastic Beanstalk's own.`;
