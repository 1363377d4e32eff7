import { describe, expect, it } from 'vitest';
import { parseWsgiFile } from '../../../src/knowledge/platform/wsgi-path.js';
import { growth, IN_STEP } from '../../support/processor-time.js';

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

  it.each(['a', '.', '/', '-', '.py', 'a.', ':a'])('takes time in step with much of %j', async (piece) => {
    const power = await growth(20_000, (size) => parseWsgiFile(`${piece.repeat(size)}!`));
    expect(power).toBeLessThan(IN_STEP);
  });
});
