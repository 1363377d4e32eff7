import { describe, expect, it } from 'vitest';
import { parseWsgiFile } from '../../../src/knowledge/platform/wsgi-path.js';
import { processorTime } from '../../support/processor-time.js';

describe('parseWsgiFile', () => {
  it.each([
    ['site/wsgi.py', 'site.wsgi:application'],
    ['src/site/wsgi.py', 'src.site.wsgi:application'],
    ['./site/wsgi.py', 'site.wsgi:application'],
    ['/opt/python/current/app/site/wsgi.py', 'site.wsgi:application'],
    ['/var/app/current/site/wsgi.py', 'site.wsgi:application'],
    ['application.py', 'application'],
    ['application.py:app', 'application:app'],
    ['app.py', 'app:application'],
    ['app.py:app', 'app:app'],
    ['site/wsgi', 'site.wsgi:application'],
    ['site/wsgi:app', 'site.wsgi:app'],
    [' site/wsgi.py\n', 'site.wsgi:application'],
    ['my-site/wsgi.py', undefined],
    ['/srv/site/wsgi.py', undefined],
    ['../wsgi.py', undefined],
  ])('takes %j for a file', (value, module) => {
    expect(parseWsgiFile(value)).toEqual({ module });
  });

  it.each([
    'site.wsgi:application',
    'src.site.wsgi:app',
    'application:application',
    ' app:app ',
    '',
    'application',
    'site.wsgi',
    "app:create_app('conf/production.py')",
    '--chdir src/site wsgi:application',
    'site\\wsgi.py',
    ':app',
    'site/wsgi.py --preload',
  ])('takes %j for none', (value) => {
    expect(parseWsgiFile(value)).toBeUndefined();
  });

  it('is fast with long texts', () => {
    const start = process.cpuUsage();
    for (const piece of ['a', '.', '/', '-', '.py', 'a.', ':a']) parseWsgiFile(`${piece.repeat(20_000)}!`);
    expect(processorTime(start)).toBeLessThan(500);
  });
});
