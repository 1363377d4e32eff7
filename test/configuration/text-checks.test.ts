import { describe, expect, it } from 'vitest';
import {
  isPlatform,
  optionPatternFault,
  pathPatternFault,
  placeholderPatternFault,
} from '../../src/configuration/text-checks.js';

const TOO_LONG = 'The pattern is longer than 200 characters';
const TOO_MANY_STARS = 'The pattern has more than 10 stars';
const EMPTY = 'The pattern is empty';

describe('a pattern of paths', () => {
  it.each([
    ...[
      'a',
      'a/**',
      '/a/*.config',
      '!a',
      'a..b',
      '.../a',
      '[a-z]?',
      'a'.repeat(200),
      'a*'.repeat(10),
      '**a'.repeat(10),
    ],
  ])('may be %s', (pattern) => {
    expect(pathPatternFault(pattern)).toBeUndefined();
  });

  it.each([
    ['', EMPTY],
    [' \t', EMPTY],
    ['a'.repeat(201), TOO_LONG],
    ['a*'.repeat(11), TOO_MANY_STARS],
    ['{a,b}', 'Patterns have no braces, as in `.gitignore`'],
    ['a}', 'Patterns have no braces, as in `.gitignore`'],
    ['a\\b', 'Patterns have forward slashes only'],
    ['../a', 'Patterns cannot lead out of the folder of the configuration file'],
    ['a/..', 'Patterns cannot lead out of the folder of the configuration file'],
  ])('is not %j: %s', (pattern, message) => {
    expect(pathPatternFault(pattern)?.message).toBe(message);
  });
});

describe('a pattern of placeholders', () => {
  it.each(['ab', '@@*@@', '*ab', 'a*b', '{a}', '..'])('may be %s', (pattern) => {
    expect(placeholderPatternFault(pattern)).toBeUndefined();
  });

  it.each([
    ['', EMPTY],
    ['*', 'The pattern matches nearly every text'],
    ['a', 'The pattern matches nearly every text'],
    ['a *', 'The pattern matches nearly every text'],
    [' a ** ', 'The pattern matches nearly every text'],
    ['a'.repeat(201), TOO_LONG],
    ['ab*'.repeat(11), TOO_MANY_STARS],
  ])('is not %j: %s', (pattern, message) => {
    expect(placeholderPatternFault(pattern)?.message).toBe(message);
  });
});

describe('a pattern of options', () => {
  it.each(['a:b/c', 'aws:elbv2:listener:443/Rules', 'aws:*/*', 'a*:b-c.d:*/x y', '*:*/a*'])(
    'may be %s',
    (pattern) => {
      expect(optionPatternFault(pattern)).toBeUndefined();
    },
  );

  it.each([
    ['', EMPTY],
    ...['a', 'a/b', 'a:b', 'a:b/', ':a/b', 'a:/b', 'a:b/c/d', 'a b:c/d', 'a:b c/d', '*/a'].map((pattern) => [
      pattern,
      'The pattern is not of the form NAMESPACE/OPTION',
    ]),
    [`a:b/${'c'.repeat(200)}`, TOO_LONG],
  ])('is not %j: %s', (pattern, message) => {
    expect(optionPatternFault(pattern!)?.message).toBe(message);
  });
});

it.each([
  ['arn:aws:elasticbeanstalk:eu-west-1::platform/x', true],
  ['ARN:x', true],
  ['Python 3.12 running on 64bit Amazon Linux 2023', true],
  ['node', true],
  ['xarn:', false],
  ['Amazon Linux 2023', false],
  ['', false],
])('%j names a platform: %s', (name, expected) => {
  expect(isPlatform(name)).toBe(expected);
});
