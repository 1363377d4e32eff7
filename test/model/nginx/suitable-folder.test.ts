import { describe, expect, it } from 'vitest';
import { placeForProxyFile } from '../../../src/model/nginx/suitable-folder.js';
import { proxyFiles } from '../../../src/model/proxy/proxy-files.js';
import { projectOf } from '../../support/fixtures.js';

describe('the place of a written file', () => {
  it.each([
    ['/etc/nginx/conf.d/a.conf', 'gzip on;', '.platform/nginx/conf.d/a.conf', 'http'],
    [
      '/etc/nginx/conf.d/a.conf',
      'location /a {}',
      '.platform/nginx/conf.d/elasticbeanstalk/a.conf',
      'server',
    ],
    [
      '/etc/nginx/conf.d/a.conf',
      'location / {}',
      '.platform/nginx/conf.d/elasticbeanstalk/00_application.conf',
      'server',
    ],
    [
      '/etc/nginx/conf.d/elasticbeanstalk/a',
      'gzip on;',
      '.platform/nginx/conf.d/elasticbeanstalk/a.conf',
      'server',
    ],
    ['/etc/nginx/sites-enabled/a', 'server {}', '.platform/nginx/conf.d/a.conf', 'http'],
    ['/etc/nginx/nginx.conf', 'events {}', '.platform/nginx/nginx.conf', undefined],
    ['/etc/httpd/conf.d/a.conf', 'Header set A b', '.platform/httpd/conf.d/a.conf', undefined],
  ])('%s: %s', (target, content, path, context) => {
    const project = projectOf({
      '.ebextensions/a.config': `files:\n  "${target}":\n    content: "${content}"\n`,
    });
    expect(proxyFiles(project).map((file) => placeForProxyFile(file, undefined))).toMatchObject([
      { path, context },
    ]);
  });
});
