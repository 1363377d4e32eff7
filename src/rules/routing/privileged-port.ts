import { ENVIRONMENT_PROPERTIES } from '../../model/settings/namespaces.js';
import { settings } from '../../model/settings/settings.js';
import { literalNumber } from '../../source/index.js';
import { language } from '../on.js';
import type { Rule } from '../rule.js';

export const privilegedPort: Rule = {
  meta: {
    summary: 'PORT is one that Linux gives only to root',
    why: 'PORT is where the application listens and the proxy passes requests. The application runs as the user webapp, to which Linux gives no port below 1024 ("listen EACCES: permission denied 0.0.0.0:80"), and nginx itself listens on port 80. Every request ends in 502 Bad Gateway.',
    consequence: 'traffic-breaks',
    references: ['guide:platforms-linux-extend.proxy', 'guide:platforms-linux-extend.build-proc'],
    needsPlatform: true,
    yieldsTo: ['routing/proxy-port-mismatch'],
  },
  needs: language('dotnet', 'go', 'java', 'node', 'python', 'ruby'),
  *check(project) {
    const setting = settings(project).effective(ENVIRONMENT_PROPERTIES, 'PORT');
    const port = literalNumber(setting?.value);
    if (!setting || port === undefined || port < 1 || port >= FIRST_FREE_PORT) return;
    yield {
      at: setting.value.place,
      message: `PORT is ${port}, on which the application is not allowed to listen`,
      help: 'Delete it: the default is a port that works, such as 8080 or 5000, and the application reads it from `PORT`.',
    };
  },
};

const FIRST_FREE_PORT = 1024;
