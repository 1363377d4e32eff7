import { expect, it } from 'vitest';
import { ProjectLinter } from '../../src/lint/project-linter.js';

const BROKEN = 'a: [\n';

/** Where the finding of a file is that an update brought. */
const pathIn = (root: string, name = '.ebextensions/a.config'): string | undefined => {
  const linter = new ProjectLinter({ root, files: [], ebCliConfigs: [] });
  return linter.update(new Map([[name, BROKEN]])).diagnostics[0]?.at.file.path;
};

it.each([
  ['/a/b', '/a/b/.ebextensions/a.config'],
  ['/a/b/', '/a/b/.ebextensions/a.config'],
  ['/', '/.ebextensions/a.config'],
  ['C:\\a\\', 'C:\\a/.ebextensions/a.config'],
])('a file of the project %s is at %s', (root, path) => {
  expect(pathIn(root)).toBe(path);
});

it('the configuration of the EB CLI is not a file of the project beside that', () => {
  const linter = new ProjectLinter({ root: '/p', files: [], ebCliConfigs: [] });
  const update = (text: string | undefined) =>
    linter.update(new Map([['.elasticbeanstalk/config.yml', text]])).diagnostics.map(({ ruleId }) => ruleId);
  expect(update('global: {}\n')).toEqual([]);
  expect(update(undefined)).toEqual([]);
});
