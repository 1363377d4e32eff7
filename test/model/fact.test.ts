import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fact } from '../../src/model/fact.js';
import { readProject } from '../../src/model/project.js';
import { REPOSITORY } from '../support/fixtures.js';

const FILES = { root: '/project', files: [], ebCliConfigs: [] };

describe('a fact', () => {
  it('is computed once for each project, when it is first asked for', () => {
    const asked: string[] = [];
    const root = fact('root', ({ files }) => {
      asked.push(files.root);
      return files.root;
    });
    const first = readProject(FILES);
    const second = readProject({ ...FILES, root: '/other' });
    expect(asked).toEqual([]);
    expect([root(first), root(first), root(second), root(first)]).toEqual([
      '/project',
      '/project',
      '/other',
      '/project',
    ]);
    expect(asked).toEqual(['/project', '/other']);
  });

  it('is measured under its name, inside the facts that ask for it', () => {
    const calls: string[] = [];
    const inner = fact('inner', () => 1);
    const outer = fact('outer', (project) => inner(project) + inner(project));
    const project = readProject(FILES, {
      measure: (name, compute) => {
        calls.push(`${name} begins`);
        const result = compute();
        calls.push(`${name} ends`);
        return result;
      },
    });
    expect(outer(project)).toBe(2);
    expect(calls).toEqual(['outer begins', 'inner begins', 'inner ends', 'outer ends']);
  });
});

it('has the name of its constant', () => {
  const root = join(REPOSITORY, 'src');
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('fact.ts'))
    .flatMap((name) => [
      ...readFileSync(join(root, name), 'utf8').matchAll(
        /const (\w+)[^=;]*?= fact(?:<[^(]*>)?\(\s*'?([^',]*)/g,
      ),
    ])
    .map(([, constant, name]) => [constant, name]);
  expect(names.length).toBeGreaterThan(20);
  expect(names.filter(([constant, name]) => constant !== name)).toEqual([]);
});
