import { describe, expect, it } from 'vitest';
import { editProject } from '../../src/lint/edit-text.js';
import { deployedFiles } from '../../src/model/bundle/deployed-files.js';
import { type AnyRule, findingsOf } from '../../src/rules/rule.js';
import { projectOf } from '../support/fixtures.js';
import { ruleById } from '../support/rule-by-id.js';

const retiredNamespace = ruleById('platform/retired-namespace');
const retiredPath = ruleById('platform/retired-path');
const wrongWsgiPath = ruleById('platform/wrong-wsgi-path');

const NAME = '.ebextensions/a.config';

/** The file with the fix of the only finding made; undefined where none is offered. */
function fixed(rule: AnyRule, text: string): string | undefined {
  const project = projectOf({ [NAME]: text });
  const [finding, ...others] = findingsOf(rule, project);
  expect(others).toEqual([]);
  if (!finding!.fix) return undefined;
  const [file] = editProject(deployedFiles(project), finding!.fix.edits)!.files;
  return file && 'source' in file ? file.source.text : undefined;
}

describe('platform/retired-namespace', () => {
  const OLD = 'aws:elasticbeanstalk:container:python:staticfiles';
  const NEW = 'aws:elasticbeanstalk:environment:proxy:staticfiles';

  it('renames a namespace of static files in every form', () => {
    const map = (name: string) => `option_settings:\n  ${name}: # pages\n    /a: a\n    /b: b\n`;
    expect(fixed(retiredNamespace, map(OLD))).toBe(map(NEW));
    const item = (name: string, path: string) =>
      `  - { namespace: "${name}", option_name: /${path}, value: ${path} }\n`;
    const list = (name: string) => `option_settings:\n${item(name, 'a')}${item(name, 'b')}`;
    expect(fixed(retiredNamespace, list(OLD))).toBe(list(NEW));
  });

  it.each([
    ['a path that does not begin with a slash', 'b: b'],
    ['a path with a slash in it', 'b/c: b'],
    ['a folder of the instance', '/b: /opt/b'],
    ['a folder that the deployment tells', '/b: "${FOLDER}"'],
  ])('does not rename it with %s', (_, option) => {
    expect(
      fixed(retiredNamespace, `option_settings:\n  ${OLD}:\n    /a: a\n    ${option}\n`),
    ).toBeUndefined();
  });

  it('names what replaces a single option where that differs', () => {
    const text = 'option_settings:\n  aws:elasticbeanstalk:container:nodejs: { NodeVersion: 1, Other: 2 }\n';
    const [finding] = findingsOf(retiredNamespace, projectOf({ [NAME]: text }));
    expect(finding!.help).toMatch(/^Use a Procfile, package\.json and `aws:\S+proxy`\.$/);
    expect(finding!.related?.map(({ note }) => note)).toEqual([
      'choose the Node.js version with the platform branch',
    ]);
  });
});

describe('platform/wrong-wsgi-path', () => {
  const settings = (path: string) =>
    `option_settings:\n  aws:elasticbeanstalk:container:python:\n    WSGIPath: ${path}\n`;

  it('ignores spaces around a path', () => {
    const [finding] = findingsOf(wrongWsgiPath, projectOf({ [NAME]: settings('" shop/wsgi.py "') }));
    expect(finding!.message).toMatch(/^WSGIPath is shop\/wsgi\.py, but/);
    expect(fixed(wrongWsgiPath, settings('" shop/wsgi.py "'))).toBe(settings('"shop.wsgi:application"'));
    expect([...findingsOf(wrongWsgiPath, projectOf({ [NAME]: settings('" "') }))]).toEqual([]);
  });

  it.each([
    ['web: gunicorn shop.wsgi\nworker: celery\n', 0],
    ['worker: celery\n', 1],
    ['', 1],
  ])('leaves it to a command named web: %j', (procfile, count) => {
    const project = projectOf({ [NAME]: settings('shop/wsgi.py'), Procfile: procfile });
    expect([...findingsOf(wrongWsgiPath, project)]).toHaveLength(count);
  });
});

describe('platform/retired-path', () => {
  it.each([
    ['nginx', 'httpd', 0],
    ['apache', 'httpd', 1],
    ['nginx', 'nginx', 1],
    ['apache', 'nginx', 0],
  ])('with %s looks into a copied file of %s only if that is read', (server, folder, count) => {
    const project = projectOf({
      [NAME]: `option_settings:\n  aws:elasticbeanstalk:environment:proxy: { ProxyServer: ${server} }\ncontainer_commands:\n  a: { command: cp pages.conf /etc/${folder}/conf.d/pages.conf }\n`,
      'pages.conf': '# pages\nAlias /pages /opt/python/current/app/pages\n',
    });
    const findings = [...findingsOf(retiredPath, project)];
    expect(findings.map(({ at }) => at.file.name)).toEqual(Array(count).fill('pages.conf'));
  });
});
