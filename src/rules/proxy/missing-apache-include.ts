import { proxyFiles } from '../../model/proxy/proxy-files.js';
import { proxyServer } from '../../model/proxy/proxy-server.js';
import type { Rule } from '../rule.js';

export const missingApacheInclude: Rule = {
  meta: {
    summary: "The project's own httpd.conf lacks the include of Elastic Beanstalk's files",
    why: 'A .platform/httpd/conf/httpd.conf replaces Elastic Beanstalk\'s whole file. Without "IncludeOptional conf.d/elasticbeanstalk/*.conf", Apache reads neither the health log of enhanced health reporting nor the mappings of static files and of the application.',
    consequence: 'silently-ignored',
    references: ['guide:platforms-linux-extend.proxy'],
    claimsAbsence: true,
  },
  needs: proxyFiles,
  *check(project) {
    const { program: proxy } = proxyServer(project);
    if (proxy !== 'httpd') return;
    for (const { program, path, origin, content, place } of proxyFiles(project)) {
      const text = content()?.text;
      if (program !== 'httpd' || path !== MAIN || origin !== 'platform' || text === undefined) continue;
      if (INCLUDE.test(text)) continue;
      yield {
        at: place,
        message: 'This httpd.conf does not include conf.d/elasticbeanstalk/*.conf',
        help: 'Add the line `IncludeOptional conf.d/elasticbeanstalk/*.conf` to it.',
      };
    }
  },
};

const MAIN = 'conf/httpd.conf';

const INCLUDE = /^[ \t]*Include(?:Optional)?[ \t]+"?(?:\/etc\/httpd\/)?conf\.d\/elasticbeanstalk\//im;
