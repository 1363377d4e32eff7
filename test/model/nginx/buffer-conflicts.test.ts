import { describe, expect, it } from 'vitest';
import { bufferConflicts } from '../../../src/model/nginx/buffer-conflicts.js';
import { nginx } from '../../../src/model/nginx/nginx.js';
import { projectOf } from '../../support/fixtures.js';

const HTTP = '.platform/nginx/conf.d/a.conf';
const nginxOf = (text: string) => nginx(projectOf({ [HTTP]: text }));

// What nginx 1.26 says of each text is what is expected here.
describe('the buffers that nginx refuses', () => {
  it.each<[string, string | undefined]>([
    ['proxy_buffer_size 14k;', undefined],
    ['proxy_buffer_size 14337;', 'total 14337'],
    ['proxy_buffer_size 128K;', 'total 131072'],
    ['proxy_buffers 4 256k;', undefined],
    ['proxy_buffers 2 4k;', 'total 4096'],
    ['proxy_buffers 3 4k;', undefined],
    ['proxy_buffers 1 1m;', 'count 1048576'],
    ['proxy_buffer_size 128k; proxy_buffers 4 256k; proxy_busy_buffers_size 256k;', undefined],
    ['proxy_busy_buffers_size 4k;', undefined],
    ['proxy_busy_buffers_size 2k;', 'busy 4096'],
    ['proxy_busy_buffers_size 29k;', 'total 4096'],
    ['fastcgi_buffer_size 64k;', 'total 65536'],
    ['fastcgi_buffers 4 8k; fastcgi_buffer_size 64k;', 'total 65536'],
    ['uwsgi_buffer_size 64k;', 'total 65536'],
    ['scgi_buffer_size 64k;', 'total 65536'],
    ['proxy_buffer_size SIZE;', undefined],
    ['proxy_buffers many 4k; proxy_buffer_size 64k;', undefined],
    ['server { listen 90; location / { proxy_buffer_size 64k; } }', 'total 65536'],
    ['server { listen 90; proxy_buffers 8 64k; location / { proxy_buffer_size 64k; } }', undefined],
    [
      'server { listen 90; proxy_buffers 8 64k; location / { proxy_buffers 8 4k; proxy_buffer_size 64k; } }',
      'total 65536',
    ],
  ])('%s', (text, expected) => {
    const found = bufferConflicts(nginxOf(text).installed).map(({ kind, largest }) => `${kind} ${largest}`);
    expect(found[0]).toBe(expected);
  });

  it.each([
    ['an unknown size', 'proxy_buffer_size SIZE; proxy_buffers 2 4k;'],
    ['an unknown size of what is busy', 'proxy_busy_buffers_size SIZE; proxy_buffers 2 4k;'],
    ['an unknown number', 'proxy_buffers MANY 4k; proxy_busy_buffers_size 1m;'],
    ['an unknown size of each', 'proxy_buffers 1 SIZE;'],
    ['nothing', 'proxy_buffer_size; proxy_buffers; proxy_busy_buffers_size;'],
  ])('are not known with %s', (_, text) => {
    expect(bufferConflicts(nginxOf(text).installed)).toEqual([]);
  });

  it('are those of servers: what all servers replace has no effect', () => {
    const main = (server: string) =>
      nginx(
        projectOf({
          '.platform/nginx/nginx.conf': `events {} http { proxy_buffer_size 64k; server { listen 80; ${server} } }`,
        }),
      ).installed;
    expect(bufferConflicts(main('proxy_buffers 8 64k;'))).toEqual([]);
    expect(bufferConflicts(main(''))).toHaveLength(1);
  });

  it.each([
    ['proxy_buffers 1 1m; proxy_buffer_size 8k; proxy_busy_buffers_size 1m;', ['proxy_buffers']],
    [
      'proxy_buffers 2 4k; proxy_buffer_size 8k; proxy_busy_buffers_size 64k;',
      ['proxy_busy_buffers_size', 'proxy_buffer_size', 'proxy_buffers'],
    ],
  ])('come with what says so: %s', (text, names) => {
    const [conflict] = bufferConflicts(nginxOf(text).installed);
    expect(conflict?.directives.map(({ directive }) => directive.name.text)).toEqual(names);
  });
});
