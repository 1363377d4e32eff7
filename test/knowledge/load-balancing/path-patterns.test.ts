import { describe, expect, it } from 'vitest';
import { exceededLimit, patternProblem } from '../../../src/knowledge/load-balancing/path-patterns.js';

describe('patternProblem', () => {
  it.each([
    '/ws/*',
    '/ws',
    '*',
    '/*',
    '/a?b/~x/$y',
    '/a_b-c.d/"e"/\'f\'',
    '/@:+&',
    '*.png',
    `/${'a'.repeat(127)}`,
  ])('lets the path %j pass', (pattern) => {
    expect(patternProblem(pattern, 'path')).toBeUndefined();
  });

  it.each([
    ['/a b', ' '],
    ['/users/{id}', '{'],
    ['/a#b', '#'],
    ['/a%20b', '%'],
    ['/a|/b', '|'],
    ['/日本', '日'],
    ['/😀', '😀'],
    ['/a\\b', '\\'],
  ])('refuses the path %j because of %j', (pattern, character) => {
    expect(patternProblem(pattern, 'path')).toEqual({ kind: 'character', character });
  });

  it('refuses what is longer than 128 characters', () => {
    expect(patternProblem(`/${'a'.repeat(128)}`, 'path')).toEqual({ kind: 'too-long' });
  });

  it.each(['example.com', '*.example.com', 'a?.Example.COM', 'x-1.example.io'])(
    'lets the host %j pass',
    (pattern) => {
      expect(patternProblem(pattern, 'host')).toBeUndefined();
    },
  );

  it.each([
    ['localhost', { kind: 'no-dot' }],
    ['*', { kind: 'no-dot' }],
    ['example.*', { kind: 'no-top-level-domain' }],
    ['10.0.0.1', { kind: 'no-top-level-domain' }],
    ['example.', { kind: 'no-top-level-domain' }],
    ['example.com:443', { kind: 'character', character: ':' }],
    ['https://example.com', { kind: 'character', character: ':' }],
    ['a_b.example.com', { kind: 'character', character: '_' }],
  ])('refuses the host %j: %j', (pattern, problem) => {
    expect(patternProblem(pattern, 'host')).toEqual(problem);
  });
});

describe('exceededLimit', () => {
  it.each([[[]], [['/a', '/b', '/c', '/d', '/e']], [['/*/*/*', '/?/?/?']]])('lets %j pass', (patterns) => {
    expect(exceededLimit(patterns, false)).toBeUndefined();
  });

  it('counts patterns and wildcards', () => {
    expect(exceededLimit(['/a', '/b', '/c', '/d', '/e', '/f'], false)).toEqual({
      what: 'patterns',
      count: 6,
      maximum: 5,
      isCertain: true,
    });
    expect(exceededLimit(['/*/*/*', '/?/?/??'], false)).toEqual({
      what: 'wildcards',
      count: 7,
      maximum: 6,
      isCertain: true,
    });
  });

  it('counts the wildcards of each pattern, which only the guide limits', () => {
    expect(exceededLimit(['/*/*', '/*/*/*/*'], false)).toEqual({
      what: 'wildcards in one pattern',
      count: 4,
      maximum: 3,
      isCertain: false,
    });
  });

  it('leaves one pattern less to a rule of a shared load balancer', () => {
    const four = ['/a', '/b', '/c', '/d'];
    expect(exceededLimit(four, true)).toBeUndefined();
    expect(exceededLimit([...four, '/e'], true)).toMatchObject({ what: 'patterns', count: 5, maximum: 4 });
  });
});
