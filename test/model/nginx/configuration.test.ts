import { describe, expect, it } from 'vitest';
import { nginx } from '../../../src/model/nginx/nginx.js';
import { projectOf } from '../../support/fixtures.js';

const HTTP = '.platform/nginx/conf.d/a.conf';
const SERVER = '.platform/nginx/conf.d/elasticbeanstalk/a.conf';
const nginxOf = (texts: Readonly<Record<string, string>>) => nginx(projectOf(texts));

describe('a block in a wrong place', () => {
  it('is none of the kind that it would be elsewhere', () => {
    const { installed } = nginxOf({ [HTTP]: 'http { server { listen 80 default_server; } }\nserver { }\n' });
    const own = installed.all.filter(
      ({ file, directive: { name } }) => file.source && name.text === 'server',
    );
    expect(own.map(({ level }) => level.context)).toEqual(['data', 'http']);
  });
});

describe('an include', () => {
  it('puts files where nginx reads them, in the order of their names', () => {
    const { installed } = nginxOf({
      '.platform/nginx/conf.d/b.conf': 'client_max_body_size 1m;\n',
      '.platform/nginx/conf.d/a.conf': 'client_max_body_size 2m;\n',
      [SERVER]: 'client_max_body_size 3m;\n',
    });
    const sizes = installed.all.filter(({ directive: { name } }) => name.text === 'client_max_body_size');
    expect(sizes.map(({ directive: { args }, level }) => [args[0]?.text, level.context])).toEqual([
      ['2m', 'http'],
      ['1m', 'http'],
      ['3m', 'server'],
    ]);
  });

  it('that includes itself ends', () => {
    const { installed } = nginxOf({ [HTTP]: 'include conf.d/*.conf;\ninclude conf.d/a.conf;\n' });
    expect(installed.all.length).toBeLessThan(25_000);
  });
});
