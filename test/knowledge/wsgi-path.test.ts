import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseWsgiPath } from '../../src/knowledge/wsgi-path.js';

describe('parseWsgiPath', () => {
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
  ])('takes %j for a file', (value, otherForm) => {
    expect(parseWsgiPath(value)).toEqual({ form: 'file', otherForm });
  });

  it.each([
    ['site.wsgi:application', 'site/wsgi.py'],
    ['src.site.wsgi:app', 'src/site/wsgi.py'],
    ['application:application', 'application.py'],
    [' app:app ', 'app.py'],
  ])('takes %j for a module', (value, otherForm) => {
    expect(parseWsgiPath(value)).toEqual({ form: 'module', otherForm });
  });

  it.each([
    '',
    'application',
    'site.wsgi',
    "app:create_app('conf/production.py')",
    '--chdir src/site wsgi:application',
    'site\\wsgi.py',
    ':app',
    'site/wsgi.py --preload',
  ])('takes %j for neither', (value) => {
    expect(parseWsgiPath(value)).toBeUndefined();
  });

  it('offers the other form of the other form', () => {
    const name = fc.stringMatching(/^[a-z_][a-z0-9_]{0,8}$/);
    fc.assert(
      fc.property(fc.array(name, { minLength: 2, maxLength: 4 }), (names) => {
        const path = `${names.join('/')}.py`;
        const module = parseWsgiPath(path)!.otherForm!;
        expect(parseWsgiPath(module)).toEqual({ form: 'module', otherForm: path });
      }),
    );
  });

  it('is quick with long texts', () => {
    const start = performance.now();
    for (const piece of ['a', '.', '/', '-', '.py', 'a.', ':a']) parseWsgiPath(`${piece.repeat(20_000)}!`);
    expect(performance.now() - start).toBeLessThan(500);
  });
});
