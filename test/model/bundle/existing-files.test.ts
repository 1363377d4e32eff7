import { describe, expect, it, vi } from 'vitest';
import { ExistingFiles } from '../../../src/model/bundle/existing-files.js';

const TREE: Record<string, Record<string, string>> = {
  '': {
    app: 'folder',
    'main.py': 'file',
    shared: 'link',
    empty: 'folder',
    closed: 'folder',
    missing: 'folder',
  },
  app: { 'wsgi.py': 'file', 'fast.cpython-313-x86_64-linux-gnu.so': 'file', inner: 'folder' },
  'app/inner': { '__init__.py': 'file' },
  empty: {},
  missing: { 'a.py': 'file' },
};

const kindsIn = (folder: string) => {
  const entries = TREE[folder];
  return entries && new Map(Object.entries(entries));
};
const existing = () => new ExistingFiles({ root: '/p', files: [], ebCliConfigs: [], kindsIn });

describe('whether a path is there', () => {
  it.each([
    ['main.py', true],
    ['app/wsgi.py', true],
    ['app/inner', true],
    ['app/asgi.py', false],
    ['other/asgi.py', false],
    ['main.py/a', false],
    ['missing/a.py', true],
    ['shared/a.py', undefined],
    ['closed/a.py', undefined],
  ])('%s', (path, expected) => {
    expect(existing().has(path)).toBe(expected);
  });
});

describe('whether a module is there', () => {
  it.each([
    ['main', '', true],
    ['app', '', true],
    ['app.wsgi', '', true],
    ['app.fast', '', true],
    ['app.inner', '', true],
    ['wsgi', 'app', true],
    ['missing.a', '', true],
    ['app.asgi', '', false],
    ['other.wsgi', '', false],
    ['main.app', '', undefined],
    ['shared.wsgi', '', undefined],
    ['closed.wsgi', '', undefined],
  ])('%s in %j', (module, folder, expected) => {
    expect(existing().hasModule(module, folder)).toBe(expected);
  });
});

it('knows nothing where nothing can be listed', () => {
  const files = new ExistingFiles({ root: '/p', files: [], ebCliConfigs: [] });
  expect(files.has('a')).toBeUndefined();
  expect(files.hasModule('a', '')).toBeUndefined();
});

it('lists each folder once, and not more than 50', () => {
  const list = vi.fn(() => new Map<string, string>());
  const files = new ExistingFiles({ root: '/p', files: [], ebCliConfigs: [], kindsIn: list });
  for (let at = 0; at < 60; at++) {
    files.in(`f${at}`);
    files.in('f1');
  }
  expect(list.mock.calls.length).toBe(50);
});
