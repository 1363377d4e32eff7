import type { ProxyFile } from '../../model/instance/proxy/proxy-files.js';
import type { Rule } from '../rule.js';

export const ebextensionsFolder: Rule = {
  meta: {
    id: 'proxy/ebextensions-folder',
    summary: 'A configuration file of the proxy is in .ebextensions instead of .platform',
    why: 'Elastic Beanstalk read .ebextensions/nginx and .ebextensions/httpd on Amazon Linux 1 only. Later platforms log "skipping nginx folder under .ebextensions", and the proxy runs without these files.',
    severity: 'error',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.migration-al.generic.from-al1.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.proxy.html',
      'https://github.com/aws/elastic-beanstalk-roadmap/issues/296',
    ],
    since: '0.1.0',
  },
  *check({ proxyFiles, proxyServer: { program: proxy } }) {
    const moved = new Set(proxyFiles.filter(isInPlatform).map(({ program, path }) => `${program}/${path}`));
    for (const { program, path, place } of proxyFiles.filter(isInEbextensions)) {
      if (proxy === 'none' || moved.has(`${program}/${path}`)) continue;
      yield {
        at: place,
        message: `Elastic Beanstalk skips the folder .ebextensions/${program}`,
        help: `Move the file to \`.platform/${program}/${path}\`.`,
      };
    }
  },
};

const isInPlatform = ({ origin }: ProxyFile): boolean => origin === 'platform';

const isInEbextensions = ({ origin }: ProxyFile): boolean => origin === 'ebextensions';
