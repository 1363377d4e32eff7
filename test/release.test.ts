import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { REPOSITORY } from './support/fixtures.js';
import { pageText } from './support/pages.js';

interface Workflow {
  permissions: Record<string, string>;
  jobs: Record<
    string,
    {
      permissions?: Record<string, string>;
      environment?: string;
      needs?: string | string[];
      strategy?: { matrix: Record<string, unknown[]> };
      steps: { uses?: string; run?: string }[];
    }
  >;
}

const FOLDER = '.github/workflows/';
const workflows = readdirSync(REPOSITORY + FOLDER).map((name) => [name, pageText(FOLDER + name)] as const);
const workflow = (name: string) => parse(pageText(FOLDER + name)) as Workflow;
const release = workflow('release.yml');

describe('the workflows', () => {
  it.each(workflows)('%s uses no stored token, and may only read unless a job says more', (_, text) => {
    expect(text).not.toMatch(/\bsecrets\.|NODE_AUTH_TOKEN/);
    expect((parse(text) as Workflow).permissions).toEqual({ contents: 'read' });
  });

  it.each([...workflows, ['action.yml', pageText('action.yml')] as const])(
    '%s uses actions by their commit, with the version beside it',
    (_, text) => {
      const used = [...text.matchAll(/uses: (\S+)(.*)/g)].filter(([, action]) => action !== './');
      const unpinned = used.filter(
        ([, action, comment]) => !/@[0-9a-f]{40}$/.test(action!) || !/^ # v\d+/.test(comment!),
      );
      expect(unpinned.map(([line]) => line)).toEqual([]);
    },
  );

  it('CI runs on the three systems with every supported version of Node.js', () => {
    expect(workflow('ci.yml').jobs['systems']!.strategy!.matrix).toEqual({
      system: ['ubuntu-latest', 'windows-latest', 'macos-latest'],
      node: [20, 22, 24, 26],
    });
  });

  it('CI packs with every supported version of Node.js, and compares the bytes', () => {
    const { pack, reproducible } = workflow('ci.yml').jobs;
    expect(pack!.strategy!.matrix['node']).toEqual([20, 22, 24, 26]);
    expect(reproducible!.needs).toBe('pack');
    expect(reproducible!.steps.at(-1)!.run).toContain('sort --unique');
  });
});

describe('a release', () => {
  it('is published by a job that runs no code of the repository, in an environment that has to be approved', () => {
    const { npm } = release.jobs;
    expect(npm).toMatchObject({ needs: 'pack', environment: 'npm', permissions: { 'id-token': 'write' } });
    expect(npm!.steps.filter(({ uses }) => uses?.startsWith('actions/checkout'))).toEqual([]);
    expect(npm!.steps.at(-1)!.run).toContain('npm publish --provenance');
  });

  it('publishes the extension in the same way, and packs it where nothing can reach the package', () => {
    const { marketplace, extension } = release.jobs;
    expect(marketplace).toMatchObject({
      ...{ needs: 'extension', environment: 'marketplace', permissions: { 'id-token': 'write' } },
    });
    expect(marketplace!.steps.filter(({ uses }) => uses?.startsWith('actions/checkout'))).toEqual([]);
    expect(extension!.steps.map(({ run }) => run).join()).not.toContain('npm pack');
  });

  it('gives the right to publish to no other job', () => {
    const others = Object.entries(release.jobs).filter(([name]) => !['npm', 'marketplace'].includes(name));
    expect(others.flatMap(([, { permissions = {} }]) => Object.keys(permissions))).toEqual(['contents']);
  });

  it('has checksums of the archive and of its bill of materials, which are checked before it is published', () => {
    const runs = (name: string) => release.jobs[name]!.steps.map(({ run }) => run).join('\n');
    expect(runs('pack')).toMatch(/npm pack [^]*sbom\.mjs [^]*sha256sum -- \* > SHA256SUMS/);
    expect(runs('npm')).toMatch(/sha256sum --check SHA256SUMS[^]*npm publish/);
  });
});

it('the list of a release names scripts that exist', () => {
  const page = pageText('RELEASING.md') + workflows.map(([, text]) => text).join('');
  const { scripts } = JSON.parse(pageText('package.json')) as { scripts: Record<string, string> };
  const named = [...page.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name!);
  expect(named.length).toBeGreaterThan(4);
  expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
});
