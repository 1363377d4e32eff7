import { serversWithoutAnswer } from '../../model/nginx/servers-without-answer.js';
import { writtenPaths } from '../../model/paths/written-paths.js';
import { fact } from '../../model/fact.js';
import type { EachRule } from '../rule.js';
import { isOwn } from '../support/in-nginx.js';
import { configFiles } from '../../model/bundle/config-files.js';
import { scripts } from '../../model/scripts/scripts.js';
import type { NginxConfiguration } from '../../model/nginx/configuration.js';
import { wholeNginx } from '../../model/nginx/nginx.js';

/** Where nginx of Amazon Linux looks without a `root`. */
const DEFAULT_ROOT = '/usr/share/nginx/html';

export const serverWithoutLocation: EachRule<NginxConfiguration> = {
  meta: {
    id: 'nginx/server-without-location',
    summary: 'A server of nginx does not say what it answers, and answers with the default page of nginx',
    why: 'A server does not inherit the locations of other servers. Without a location, a redirect or a root of its own, it looks for each request in the folder of the default page of nginx: the application gets none.',
    severity: 'warning',
    consequence: 'traffic-breaks',
    preset: 'recommended',
    references: [
      'https://nginx.org/en/docs/http/ngx_http_core_module.html#root',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.proxy.html',
    ],
    since: '0.1.0',
    claimsAbsence: true,
    yieldsTo: ['nginx/duplicate-default-server', 'nginx/unreachable-server', 'nginx/wrong-context'],
  },
  each: wholeNginx,
  *check(configuration, project) {
    for (const { directive } of serversWithoutAnswer(configuration).filter(isOwn)) {
      if (hasDefaultPage(project)) return;
      yield {
        at: directive.name.place,
        message: 'This server has no location, and answers with the default page of nginx',
        help: 'Add `include conf.d/elasticbeanstalk/*.conf;`, which has the location of the application, or a location of its own.',
      };
    }
  },
};

/** What the project writes to the folder of the default page is the answer. */
const hasDefaultPage = fact('hasDefaultPage', (project) =>
  writtenPaths(configFiles(project), scripts(project))(DEFAULT_ROOT),
);
