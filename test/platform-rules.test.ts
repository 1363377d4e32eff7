import { describe, expect, it } from 'vitest';
import { editProject } from '../src/lint/edit-text.js';
import { retiredNamespace } from '../src/rules/platform/retired-namespace.js';
import { wsgiPath } from '../src/rules/platform/wsgi-path.js';
import type { Rule } from '../src/rules/rule.js';
import { projectOf } from './support/fixtures.js';

const NAME = '.ebextensions/a.config';

/** The file with the fix of the only finding made; undefined where none is offered. */
function mended(rule: Rule, text: string): string | undefined {
  const project = projectOf({ [NAME]: text });
  const [finding, ...others] = rule.check(project);
  expect(others).toEqual([]);
  if (!finding!.fix) return undefined;
  const [file] = editProject(project.files, finding!.fix.edits)!.files;
  return file && 'source' in file ? file.source.text : undefined;
}

describe('platform/retired-namespace', () => {
  const OLD = 'aws:elasticbeanstalk:container:python:staticfiles';
  const NEW = 'aws:elasticbeanstalk:environment:proxy:staticfiles';

  it('renames a namespace of static files in every form', () => {
    const map = (name: string) => `option_settings:\n  ${name}: # pages\n    /a: a\n    /b: b\n`;
    expect(mended(retiredNamespace, map(OLD))).toBe(map(NEW));
    const item = (name: string, path: string) =>
      `  - { namespace: "${name}", option_name: /${path}, value: ${path} }\n`;
    const list = (name: string) => `option_settings:\n${item(name, 'a')}${item(name, 'b')}`;
    expect(mended(retiredNamespace, list(OLD))).toBe(list(NEW));
  });

  it.each([
    ['a path that does not begin with a slash', 'b: b'],
    ['a folder that begins with one', '/b: /b'],
    ['a folder that the deployment tells', '/b: "${FOLDER}"'],
  ])('does not rename it with %s', (_, option) => {
    expect(
      mended(retiredNamespace, `option_settings:\n  ${OLD}:\n    /a: a\n    ${option}\n`),
    ).toBeUndefined();
  });

  it('gives the advice of the namespace for an option without its own', () => {
    const text = 'option_settings:\n  aws:elasticbeanstalk:container:nodejs: { NodeVersion: 1, Other: 2 }\n';
    const [finding] = retiredNamespace.check(projectOf({ [NAME]: text }));
    expect(finding!.message).toMatch(
      /; for NodeVersion choose .* branch, use a Procfile, package\.json and aws:\S+proxy\.$/,
    );
  });
});

describe('platform/wsgi-path', () => {
  const settings = (path: string) =>
    `option_settings:\n  aws:elasticbeanstalk:container:python:\n    WSGIPath: ${path}\n`;

  it('reads a path without the blanks around it', () => {
    const [finding] = wsgiPath.check(projectOf({ [NAME]: settings('" shop/wsgi.py "') }));
    expect(finding!.message).toMatch(/^WSGIPath is shop\/wsgi\.py, but/);
    expect(mended(wsgiPath, settings('" shop/wsgi.py "'))).toBe(settings('"shop.wsgi:application"'));
    expect([...wsgiPath.check(projectOf({ [NAME]: settings('" "') }))]).toEqual([]);
  });

  it.each([
    ['web: gunicorn shop.wsgi\nworker: celery\n', 0],
    ['worker: celery\n', 1],
    ['', 1],
  ])('leaves it to a command named web: %j', (procfile, count) => {
    const project = projectOf({ [NAME]: settings('shop/wsgi.py'), Procfile: procfile });
    expect([...wsgiPath.check(project)]).toHaveLength(count);
  });
});
