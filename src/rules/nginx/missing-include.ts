import { missingIncludes, type MissingInclude } from '../../model/nginx/missing-includes.js';
import { shorten } from '../../util/shorten.js';
import type { Rule } from '../rule.js';
import { nginx } from '../../model/nginx/nginx.js';
import { settings } from '../../model/settings/settings.js';
import { proxyServer } from '../../model/proxy/proxy-server.js';

export const missingInclude: Rule = {
  meta: {
    id: 'nginx/missing-include',
    summary: "The project's own nginx.conf lacks an include of Elastic Beanstalk's own",
    why: 'A .platform/nginx/nginx.conf replaces Elastic Beanstalk\'s whole file. Without its includes, nginx does not read the health log of enhanced health reporting, the static files, the location of the application and the upstreams of the platform. Where only conf.d/*.conf is missing, the deployment fails: "validate nginx configuration failed", \'unknown log format "healthd"\'.',
    severity: 'error',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: ['https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.proxy.html'],
    since: '0.1.0',
    claimsAbsence: true,
  },
  *check(project) {
    const { program } = proxyServer(project);
    if (program !== 'nginx' || !nginx(project).isComplete) return;
    const [missing] = missingIncludes(nginx(project));
    if (!missing || (missing.isCopied && settings(project).of(STATIC_FILES).length === 0)) return;
    const { at, pattern, isNeeded } = missing;
    yield {
      at,
      message: `This nginx.conf does not include ${pattern}`,
      help: helpFor(missing),
      ...(isNeeded ? {} : { severity: 'warning' }),
    };
  },
};

/** Their locations are in a file that the include brings. */
const STATIC_FILES = 'aws:elasticbeanstalk:environment:proxy:staticfiles';

/** A location that the include brings as well has to go, or into the file that brings it. */
function helpFor({ pattern, context, clash }: MissingInclude): string {
  const include = `\`include ${pattern};\` to the ${context} block`;
  if (!clash) return `Add ${include}.`;
  const { location, file } = clash;
  const path = shorten(location.args.map(({ text }) => text).join(' '));
  return file.source
    ? `Delete location "${path}", which ${file.path} has as well, and add ${include}.`
    : `Move location "${path}" to \`.platform/nginx/${file.path}\`, and add ${include}.`;
}
