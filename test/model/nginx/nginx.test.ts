import { describe, expect, it } from 'vitest';
import { nginx } from '../../../src/model/nginx/nginx.js';
import { projectOf } from '../../support/fixtures.js';

const HTTP = '.platform/nginx/conf.d/a.conf';
const nginxOf = (texts: Readonly<Record<string, string>>) => nginx(projectOf(texts));

describe('the budget of directives', () => {
  const written = (files: number, directives: number): string =>
    ['files:']
      .concat(
        Array.from({ length: files }, (_, index) => [
          `  /etc/nginx/conf.d/${index}.conf:`,
          `    content: "${'gzip on; '.repeat(directives)}"`,
        ]).flat(),
      )
      .join('\n');

  it.each([
    [1, 10_000, 1, true],
    [1, 21_000, 0, false],
    [4, 4000, 4, true],
    [5, 6000, 3, false],
  ])('is shared by %i files of %i directives: %i are examined', (files, directives, examined, isComplete) => {
    const nginx = nginxOf({ '.ebextensions/a.config': written(files, directives) });
    expect([nginx.others.length, nginx.isComplete]).toEqual([examined, isComplete]);
  });

  it.each([
    [10_000, true],
    [21_000, false],
  ])('holds for .platform: %i directives', (directives, isComplete) => {
    expect(nginxOf({ [HTTP]: 'gzip on;\n'.repeat(directives) }).isComplete).toBe(isComplete);
  });
});
