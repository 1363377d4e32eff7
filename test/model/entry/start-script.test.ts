import { describe, expect, it } from 'vitest';
import { readStartScript } from '../../../src/model/entry/start-script.js';
import { SourceFile } from '../../../src/source/index.js';

function lastOf(scripts: Readonly<Record<string, unknown>>) {
  const source = new SourceFile('/p/package.json', 'package.json', JSON.stringify({ scripts }));
  const last = readStartScript([{ name: 'package.json', path: '/p/package.json', source }])?.last;
  return last && [last.program?.text, ...last.args.map(({ text }) => text)].join(' ');
}

describe('readStartScript', () => {
  it.each([
    [{ start: 'node a.js' }, 'node a.js'],
    [{ start: 'tsc && NODE_ENV=x node a.js' }, 'node a.js'],
    [{ start: 'npm run a', a: 'yarn b', b: 'pnpm run-script c', c: 'tsc' }, 'tsc'],
    [{ start: 'npm --silent run a', a: 'tsc' }, 'tsc'],
    [{ start: 'npm run missing' }, 'npm run missing'],
    [{ start: 'npm run start' }, 'npm run start'],
    [{ start: 'node a.js &' }, undefined],
    [{ start: '' }, undefined],
    [{ start: 5 }, '5'],
    [{ build: 'tsc' }, undefined],
  ])('%j', (scripts, expected) => {
    expect(lastOf(scripts)).toBe(expected);
  });

  it('can do without the file, and with a broken one', () => {
    expect(readStartScript([])).toBeUndefined();
    const source = new SourceFile('/p/package.json', 'package.json', '{ "scripts": [');
    expect(readStartScript([{ name: 'package.json', path: '/p/package.json', source }])).toBeUndefined();
  });
});
