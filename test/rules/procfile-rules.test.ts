import { describe, expect, it } from 'vitest';
import { commentLine } from '../../src/rules/procfile/comment-line.js';
import { duplicateProcess } from '../../src/rules/procfile/duplicate-process.js';
import { emptyLine } from '../../src/rules/procfile/empty-line.js';
import { invalidLine } from '../../src/rules/procfile/invalid-line.js';
import { noWeb } from '../../src/rules/procfile/no-web.js';
import type { Rule } from '../../src/rules/rule.js';
import { positionsOf } from '../../src/source/index.js';
import { projectOf } from '../support/fixtures.js';

const findings = (rule: Rule, Procfile: string, settings = '{}') => [
  ...rule.check(projectOf({ Procfile, '.ebextensions/a.config': settings })),
];

const linesOf = (rule: Rule, text: string) =>
  findings(rule, text).map(({ at }) => positionsOf(at).start.line);

it.each([commentLine, emptyLine, duplicateProcess, invalidLine, noWeb])(
  '$id is silent where there is no Procfile',
  (rule) => {
    expect([...rule.check(projectOf({}))]).toEqual([]);
  },
);

describe('procfile/comment-line and procfile/empty-line', () => {
  it.each([
    [commentLine, '# a\n', 'A comment is', 'Delete the line.'],
    [emptyLine, '\n', 'An empty line is', 'Delete the line.'],
    [commentLine, '# a\n# b\n', '2 comments are', 'Delete these lines.'],
    [emptyLine, '\n\n\n', '3 empty lines are', 'Delete these lines.'],
    [commentLine, '# a\n\n', 'A comment is', 'Delete the line.'],
    [emptyLine, '# a\n\n', 'An empty line is', 'Delete the line.'],
  ])('$id counts the lines of %j', (rule, lines, subject, help) => {
    const [finding, ...others] = findings(rule, `${lines}web: run\n`);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ message: `${subject} not of the form NAME: COMMAND`, help });
  });
});

it.each([
  ['Procfile', { 'requirements.txt': 'flask==3.1.0\n' }, undefined],
  ['Procfile', { 'package.json': '{"scripts": {"start": "node app.js"}}' }, undefined],
  ['Procfile', { 'pom.xml': '<project/>' }, 'undocumented'],
  ['Buildfile', { 'package.json': '{"scripts": {"start": "node app.js"}}' }, 'undocumented'],
])('procfile/comment-line in a %s beside %j warns because of %s', (name, others, warnsBecause) => {
  const [finding] = commentLine.check(projectOf({ ...others, [name]: '# a\nweb: run\n' }));
  expect(finding).toBeDefined();
  expect(finding?.warnsBecause).toBe(warnsBecause);
});

describe('procfile/duplicate-process', () => {
  it.each([
    ['two lines of one name', 'web: a\nweb: b\n', [2]],
    ['the same line twice', 'web: a\nweb: a\n', [2]],
    ['next to an invalid line', 'web: a\nworker b\nweb: c\n', [3]],
    ['not the two sides of a merge conflict', '<<<<<<< HEAD\nweb: a\n=======\nweb: b\n>>>>>>> other\n', []],
  ])('reports %s', (_, text, lines) => {
    expect(linesOf(duplicateProcess, text)).toEqual(lines);
  });
});

describe('procfile/invalid-line', () => {
  it('reports a command over many lines once', () => {
    expect(linesOf(invalidLine, 'web: a \\\n  b \\\n  c\nd: e\n')).toEqual([2]);
  });

  it('reports a merge conflict once', () => {
    const conflict = '<<<<<<< HEAD\nweb: a\nws b\n=======\nweb: c\n>>>>>>> other\n';
    expect(linesOf(invalidLine, conflict)).toEqual([1, 3]);
  });

  it('reports every other mistake next to it', () => {
    expect(linesOf(invalidLine, 'web: a \\\n  b\nc\n')).toEqual([2, 3]);
    expect(linesOf(invalidLine, 'web a \\\n  b\n')).toEqual([1, 2]);
  });
});

describe('procfile/no-web', () => {
  it.each([
    ['# only a comment\n', 'Add `web:` with the command that starts the application after it.'],
    ['#web: run\n', 'Delete the `#` before `web:`.'],
    ['api: run\n', 'Rename `api` to `web`, if it serves requests.'],
    ['api: run\nws: run\n', 'Rename the process that serves requests (`api` or `ws`) to `web`.'],
  ])('says which process to rename in %j', (text, help) => {
    expect(findings(noWeb, text)).toMatchObject([{ help }]);
  });

  const process = (name: string, port: number) =>
    `  aws:elasticbeanstalk:environment:process:${name}: { Port: ${port} }\n`;

  it.each([
    ['the default process has a port of its own', process('default', 8000), 0],
    ['and so has another', process('default', 8000) + process('api', 80), 0],
    ['the default process goes to the proxy', process('default', 80), 1],
    ['another process has a port of its own', process('api', 5000), 1],
  ])('reports it where requests come through the proxy: %s', (_, settings, count) => {
    expect(findings(noWeb, 'api: run\n', `option_settings:\n${settings}`)).toHaveLength(count);
  });
});
