import { expect, it } from 'vitest';
import { invalidArgument } from '../../src/rules/nginx/invalid-argument.js';
import { ebextensionsFolder } from '../../src/rules/proxy/ebextensions-folder.js';
import { findingsOf } from '../../src/rules/rule.js';
import { projectOf } from '../support/fixtures.js';

/** The helps for a directive in a file of nginx that is included in `http`. */
const helpsFor = (directive: string) => {
  const files = { '.platform/nginx/conf.d/a.conf': `${directive};\n` };
  const project = projectOf(files, 'Python 3.11 running on 64bit Amazon Linux 2023');
  return Array.from(findingsOf(invalidArgument, project), ({ help }) => help);
};

const TIME = 'Use a number of seconds, or a time such as `60s` or `5m`.';

it.each([
  ['proxy_read_timeout 5sec', 'Use `5s`.'],
  ['proxy_read_timeout 5min', 'Use `5m`.'],
  ['proxy_read_timeout 5Minutes', 'Use `5m`.'],
  ['proxy_read_timeout 5hours', 'Use `5h`.'],
  ['proxy_read_timeout 5days', 'Use `5d`.'],
  ['proxy_read_timeout five', TIME],
  ['proxy_read_timeout 5x', TIME],
  ['client_max_body_size 20mb', 'Use `20m`.'],
  ['client_max_body_size 20MiB', 'Use `20m`.'],
  ['client_max_body_size 1gb', 'Use `1g`.'],
  ['client_max_body_size 20x', 'Use a number of bytes, or a size such as `20m` or `1g`.'],
  ['client_body_buffer_size 8kb', 'Use `8k`.'],
  ['client_body_buffer_size 8mib', 'Use `8m`.'],
  ['client_body_buffer_size 1gb', 'Use a number of bytes, or a size such as `128k` or `8m`.'],
])('helps with %s: %s', (directive, help) => {
  expect(helpsFor(directive)).toEqual([help]);
});

it.each([
  'proxy_read_timeout 5',
  'proxy_read_timeout 5m',
  'proxy_read_timeout 1h30m',
  'client_max_body_size 20m',
  'client_max_body_size 20M',
])('is silent about %s', (directive) => {
  expect(helpsFor(directive)).toEqual([]);
});

it('moves a server to no file of a name that the bundle has already', () => {
  const own = {
    '.ebextensions/nginx/conf.d/site.conf': 'server {\n  listen 80;\n  client_max_body_size 20m;\n}\n',
  };
  const helps = (files: Readonly<Record<string, string>>) =>
    Array.from(
      findingsOf(
        ebextensionsFolder,
        projectOf({ ...own, ...files }, 'Python 3.11 running on 64bit Amazon Linux 2023'),
      ),
      ({ help }) => help,
    );
  expect(helps({})).toEqual([expect.stringContaining('conf.d/elasticbeanstalk/site.conf`')]);
  const taken = { '.platform/nginx/conf.d/elasticbeanstalk/site.conf': 'gzip on;\n' };
  expect(helps(taken)).toEqual([expect.stringContaining('conf.d/elasticbeanstalk/site-2.conf`')]);
});
