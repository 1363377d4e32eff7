import { readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type CheckedProject, checkProject, projectsIn, ROOT } from '../../site/src/project.js';
import type { Diagnostic } from '../../src/lint/diagnostic.js';
import { lintModel } from '../../src/lint/lint-project.js';
import { foldersIn, loadProject, REPOSITORY } from '../support/fixtures.js';

const PROJECTS = `${REPOSITORY}fixtures/projects/`;

const textsBelow = (folder: string): Map<string, string> =>
  new Map(
    (readdirSync(folder, { recursive: true }) as string[])
      .filter((name) => statSync(`${folder}/${name}`).isFile())
      .map((name) => [name, readFileSync(`${folder}/${name}`, 'utf8')]),
  );

const listed = (diagnostics: readonly Diagnostic[]): string[] =>
  diagnostics.map(({ ruleId, at, message }) => `${at.file.name}:${at.span.start} ${ruleId} ${message}`);

const found = ({ report }: CheckedProject): string[] => listed(report.diagnostics);

describe('a project in a browser', () => {
  it.each(foldersIn(PROJECTS))('%s: what the command line finds', (name) => {
    const project = loadProject(PROJECTS + name);
    const texts = textsBelow(PROJECTS + name);
    expect(found(checkProject(texts, undefined))).toEqual(listed(lintModel(project).diagnostics));
  });

  it('parses only the file again that changed', () => {
    const texts = textsBelow(`${PROJECTS}django-channels-mistakes`);
    const before = checkProject(texts, undefined);
    texts.set('Procfile', 'web: gunicorn --bind :8000 chat.wsgi:application\n');
    const after = checkProject(texts, undefined, before);
    const sources = ({ project }: CheckedProject) =>
      new Map(project.files.files.flatMap((file) => ('source' in file ? [[file.name, file.source]] : [])));
    expect(sources(after).get('.ebextensions/01_listeners.config')).toBe(
      sources(before).get('.ebextensions/01_listeners.config'),
    );
    expect(sources(after).get('Procfile')).not.toBe(sources(before).get('Procfile'));
    expect(found(after)).toEqual(found(checkProject(texts, undefined)));
  });

  it('is checked with its own configuration', () => {
    const texts = textsBelow(`${PROJECTS}django-channels-mistakes`);
    texts.set('eblint.config.yaml', "rules:\n  'routing/port-mismatch': off\n");
    const checked = checkProject(texts, undefined);
    expect(checked.fault).toBeUndefined();
    expect(found(checked).join('\n')).not.toContain('routing/port-mismatch');
    expect(found(checked).length).toBeGreaterThan(5);
  });

  it('is checked without a configuration that is wrong, and says why', () => {
    const texts = textsBelow(`${PROJECTS}django-channels-mistakes`);
    texts.set('eblint.config.yaml', 'presets: strict\n');
    const checked = checkProject(texts, undefined);
    expect(checked.fault).toContain('presets');
    expect(found(checked).join('\n')).toContain('routing/port-mismatch');
  });

  it('is checked for the platform that is chosen', () => {
    const texts = new Map([
      [
        '.ebextensions/a.config',
        'option_settings:\n  aws:elasticbeanstalk:container:nodejs:\n    NodeVersion: 6\n',
      ],
    ]);
    expect(checkProject(texts, undefined).report.lackedPlatform.length).toBeGreaterThan(0);
    const chosen = checkProject(texts, 'Node.js 22 running on 64bit Amazon Linux 2023');
    expect(chosen.report.lackedPlatform).toEqual([]);
  });

  it('ends in a finding where a file is too large', () => {
    const texts = new Map([['.ebextensions/a.config', undefined]]);
    expect(found(checkProject(texts, undefined))).toEqual([
      expect.stringContaining('.ebextensions/a.config:0 project/unreadable'),
    ]);
  });

  it('takes names that lead out of it, or are those of objects, for what they are', () => {
    const texts = new Map([
      ['../../etc/passwd', 'x'],
      ['__proto__', 'x'],
      ['constructor/a.config', 'x'],
      ['Procfile', 'web: node server.js\n'],
    ]);
    const { project } = checkProject(texts, undefined);
    expect(project.files.files.every(({ path }) => path.startsWith(`${ROOT}/`))).toBe(true);
  });
});

describe('the projects in what was opened', () => {
  it.each([
    ['the folder itself', ['Procfile', '.ebextensions/a.config'], ['']],
    ['a folder in it', ['app/.ebextensions/a.config', 'README.md'], ['app']],
    ['several', ['api/.ebextensions/a.config', 'web/.platform/hooks/prebuild/a.sh'], ['api', 'web']],
    ['none', ['README.md', 'src/main.py'], []],
  ])('%s', async (_, names, expected) => {
    expect(await projectsIn(new Map(names.map((name) => [name, ''])))).toEqual(expected);
  });
});
