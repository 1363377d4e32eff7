import { describe, expect, it } from 'vitest';
import { procfileComment } from '../src/rules/procfile/comment.js';
import { noWeb } from '../src/rules/procfile/no-web.js';
import { procfileSyntax } from '../src/rules/procfile/syntax.js';
import type { Rule } from '../src/rules/rule.js';
import { positionsOf } from '../src/source/index.js';
import { projectOf } from './support/fixtures.js';

const findings = (rule: Rule, Procfile: string, settings = '{}') => [
  ...rule.check(projectOf({ Procfile, '.ebextensions/a.config': settings })),
];

const linesOf = (rule: Rule, text: string) =>
  findings(rule, text).map(({ at }) => positionsOf(at).start.line);

it.each([procfileComment, noWeb, procfileSyntax])('$meta.id is silent where there is no Procfile', (rule) => {
  expect([...rule.check(projectOf({}))]).toEqual([]);
});

describe('procfile/comment', () => {
  it.each([
    ['# a\n', 'This comment is'],
    ['\n', 'This blank line is'],
    ['# a\n# b\n', 'These 2 comments are'],
    ['\n\n\n', 'These 3 blank lines are'],
    ['# a\n\n', 'These 2 comments and blank lines are'],
  ])('counts the lines of %j', (lines, subject) => {
    const [finding, ...others] = findings(procfileComment, `${lines}web: run\n`);
    expect(others).toEqual([]);
    expect(finding!.message).toContain(subject);
  });
});

describe('procfile/syntax', () => {
  it('tells of a command over many lines once', () => {
    expect(linesOf(procfileSyntax, 'web: a \\\n  b \\\n  c\nd: e\n')).toEqual([2]);
  });

  it('tells of a merge conflict once', () => {
    const conflict = '<<<<<<< HEAD\nweb: a\nws b\n=======\nweb: c\n>>>>>>> other\n';
    expect(linesOf(procfileSyntax, conflict)).toEqual([1, 3]);
  });

  it('tells of every other mistake beside it', () => {
    expect(linesOf(procfileSyntax, 'web: a \\\n  b\nc\n')).toEqual([2, 3]);
    expect(linesOf(procfileSyntax, 'web a \\\n  b\n')).toEqual([1, 2]);
  });
});

describe('procfile/no-web', () => {
  const process = (name: string, port: number) =>
    `  aws:elasticbeanstalk:environment:process:${name}: { Port: ${port} }\n`;

  it.each([
    ['the default process has a port of its own', process('default', 8000), 0],
    ['and so has another', process('default', 8000) + process('api', 80), 0],
    ['the default process goes to the proxy', process('default', 80), 1],
    ['another process has a port of its own', process('api', 5000), 1],
  ])('speaks where requests come through the proxy: %s', (_, settings, count) => {
    expect(findings(noWeb, 'api: run\n', `option_settings:\n${settings}`)).toHaveLength(count);
  });
});
