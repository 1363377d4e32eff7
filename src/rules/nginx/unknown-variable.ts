import { nginxVariableNames } from '../../knowledge/nginx/variables.js';
import { ownDirectives } from '../../model/nginx/own-directives.js';
import { unknownVariables } from '../../model/nginx/unknown-variables.js';
import { firstOfEach } from '../../util/first-of-each.js';
import { nearest } from '../../util/nearest.js';
import { shorten } from '../../util/shorten.js';
import { didYouMean } from '../../util/did-you-mean.js';
import type { EachRule } from '../rule.js';
import { isOwn } from '../support/in-nginx.js';
import type { NginxConfiguration } from '../../model/nginx/configuration.js';
import { nginx, wholeNginx } from '../../model/nginx/nginx.js';

export const unknownVariable: EachRule<NginxConfiguration> = {
  meta: {
    id: 'nginx/unknown-variable',
    summary: 'A configuration file of nginx uses a variable that nothing defines',
    why: 'nginx refuses the configuration, and the deployment fails: "validate nginx configuration failed", \'unknown "NAME" variable\'. Elastic Beanstalk\'s nginx.conf defines $connection_upgrade. Your own nginx.conf must do so itself.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://nginx.org/en/docs/varindex.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.proxy.html',
    ],
    since: '0.1.0',
    claimsAbsence: true,
    yieldsTo: ['nginx/syntax-error', 'nginx/unknown-directive'],
  },
  each: wholeNginx,
  *check(configuration, project) {
    const unknown = unknownVariables(configuration, ownDirectives(nginx(project))).filter(({ placed }) =>
      isOwn(placed),
    );
    for (const { argument, name } of firstOfEach(unknown, ({ name }) => name))
      yield {
        at: argument.place,
        message: `Nothing defines the variable $${shorten(name)}`,
        help: didYouMean(suggestionFor(name), 'Define it with `map` or `set`.'),
      };
  },
};

/** `$http_NAME` holds a header of the request. */
const suggestionFor = (name: string): string | undefined =>
  nearest(name, [...nginxVariableNames(), `http_${name.slice(name.indexOf('_') + 1)}`], 2);
