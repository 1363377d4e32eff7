import { describe, expect, it } from 'vitest';
import { matchesInclude } from '../../../src/model/nginx/include-pattern.js';

describe('an include', () => {
  it.each([
    ['conf.d/a.conf', 'conf.d/*.conf', true],
    ['conf.d/a.conf', '/etc/nginx/conf.d/*.conf', true],
    ['conf.d/a.conf', '/var/proxy/staging/nginx/conf.d/a.conf', true],
    ['conf.d/a.conf', './conf.d/*', true],
    ['conf.d/x/a.conf', 'conf.d/*.conf', false],
    ['conf.d/x/a.conf', 'conf.d/*/a.conf', true],
    ['conf.d/.a.conf', 'conf.d/*.conf', false],
    ['conf.d/.conf', 'conf.d/*.conf', false],
    ['conf.d/a.config', 'conf.d/*.conf', false],
    ['conf.d/a-b-c.conf', 'conf.d/a*b*c.conf', true],
    ['conf.d/abab', 'conf.d/ab*bab', false],
    ['conf.d/a.conf', '/usr/share/nginx/conf.d/*.conf', false],
  ])('of %s by %s: %s', (path, pattern, expected) => {
    expect(matchesInclude(path, pattern)).toBe(expected);
  });
});
