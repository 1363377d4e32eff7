import { expect, it } from 'vitest';
import { parseIgnoreFile } from '../../../src/parse/ignore-file.js';
import { addToBundle } from '../../../src/rules/support/add-to-bundle.js';
import { SourceFile } from '../../../src/source/index.js';

it.each([
  ['.ebignore', 'Add `!pages/a.html` to the end of .ebignore'],
  ['.gitignore', 'Copy `.gitignore` to `.ebignore`, without the line `pages/`'],
])('a file that %s leaves out is added there', (name, help) => {
  const [pattern] = parseIgnoreFile(new SourceFile(`/project/${name}`, name, 'pages/\n')) ?? [];
  expect(addToBundle('pages/a.html', { pattern })).toBe(help);
});

it('any other file is added', () => {
  expect(addToBundle('pages/a.html', { pattern: undefined })).toBe('Add it to the bundle');
});
