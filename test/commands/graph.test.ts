import { describe, expect, it } from 'vitest';
import { runEblint } from '../support/run-eblint.js';
import { temporaryFolder } from '../support/temporary.js';

const PROJECT = {
  '.ebextensions/a.config': 'option_settings:\n  aws:elbv2:listener:80: {DefaultProcess: gone}\n',
  Procfile: 'web: gunicorn -b :8000 a.wsgi\n',
};

const graph = (files: Record<string, string>, ...argv: string[]) =>
  runEblint(temporaryFolder(files), ['graph', ...argv]);

describe('eblint graph', () => {
  it('prints a tree, and succeeds whatever is reported', async () => {
    const { exitCode, stdout, stderr } = await graph(PROJECT);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/^Load balancer, type not in the files\n└─ Listener 80, HTTP\n/);
    expect(await graph(PROJECT, '--format', 'text')).toMatchObject({ stdout });
  });

  it.each([
    ['mermaid', /^flowchart LR\n/],
    ['dot', /^digraph deployment \{\n/],
    [
      'svg',
      /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" [^>]*>\n<title id="title">Where requests to \. go</,
    ],
  ])('prints %s', async (format, beginning) => {
    expect(await graph(PROJECT, '--format', format)).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(beginning),
    });
  });

  it('prints JSON with the place of each node', async () => {
    const { stdout } = await graph(PROJECT, '--format', 'json');
    const { schemaVersion, projects } = JSON.parse(stdout);
    expect(schemaVersion).toBe(1);
    expect(projects).toHaveLength(1);
    expect(projects[0].nodes).toContainEqual({
      id: 'process:gone',
      kind: 'process',
      title: 'Process "gone"',
      state: 'missing',
      details: ['not declared'],
      findings: [{ ruleId: 'routing/unknown-process', severity: 'error' }],
      filePath: expect.stringMatching(/a\.config$/),
      line: 2,
      column: expect.any(Number),
    });
    expect(projects[0].edges).toContainEqual({ from: 'listener:80', to: 'process:gone', state: 'broken' });
  });

  it('prints several projects below their names, and a picture of one only', async () => {
    const two = { 'a/.ebextensions/a.config': '', 'b/.ebextensions/a.config': '' };
    const { stdout } = await graph(two);
    expect(stdout.match(/^Project .*$/gm)).toEqual(['Project a', 'Project b']);
    expect(await graph(two, '--format', 'svg')).toMatchObject({
      exitCode: 2,
      stderr: 'eblint: There are 2 projects, and svg draws one: give its path.\n',
    });
    expect(await graph(two, 'b', '--format', 'svg')).toMatchObject({ exitCode: 0 });
  });

  it('refuses other formats, and a folder without a project', async () => {
    expect(await graph(PROJECT, '--format', 'sarif')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining(
        'The command "graph" prints text, mermaid, dot, svg or json, not sarif.',
      ),
    });
    expect(await graph({ a: '' })).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('There is no Elastic Beanstalk project here'),
    });
  });
});
