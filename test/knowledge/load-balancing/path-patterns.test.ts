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
    expect(exceededLimit(patterns)).toBeUndefined();
  });

  it('counts patterns and wildcards', () => {
    expect(exceededLimit(['/a', '/b', '/c', '/d', '/e', '/f'])).toEqual({
      what: 'patterns',
      count: 6,
      maximum: 5,
    });
    expect(exceededLimit(['/*/*/*', '/?/?/??'])).toEqual({ what: 'wildcards', count: 7, maximum: 6 });
  });
});
