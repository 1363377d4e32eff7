import { describe, expect, it } from 'vitest';
import { bringsNoServer } from '../../src/knowledge/packages/python-packages.js';
import { readRequirements } from '../../src/parse/requirements.js';
import { SourceFile } from '../../src/source/index.js';

const read = (text: string) =>
  readRequirements(new SourceFile('/project/requirements.txt', 'requirements.txt', text));

describe('the packages of requirements.txt', () => {
  it('are those that it names, however it limits them', () => {
    const text =
      '# all\n-i https://pypi.org/simple\nDjango==5.2\r\nUvicorn [standard, watch] >=0.30,<1 ; python_version > "3.8"\nzope.interface @ https://a.example/z.whl\nsix==1.17 \\\n  --hash=sha256:00\n';
    expect(read(text).packages).toMatchObject([
      { name: 'django', extras: [], versions: '==5.2' },
      { name: 'uvicorn', extras: ['standard', 'watch'], versions: '>=0.30,<1' },
      { name: 'zope-interface', extras: [], versions: '' },
      { name: 'six', extras: [], versions: '==1.17' },
    ]);
  });

  it.each(['-r base.txt', '--requirement=base.txt', '-e .', './wheels/a.whl', 'git+https://a.example/b.git'])(
    'are not known beside %s',
    (line) => {
      expect(read(`Django\n${line}\n`).isWhole).toBe(false);
    },
  );

  it.each([
    ['Django>=5', true],
    ['celery[redis]==5.5', true],
    ['channels>=4,<5', true],
    ['channels', true],
    ['channels<4', false],
    ['channels==3.0.5', false],
    ['channels[daphne]', false],
    ['fastapi==0.115.6', true],
    ['fastapi==0.111.1', false],
    ['fastapi[all]', false],
    ['mcp', false],
  ])('%s is known to bring no server: %s', (line, expected) => {
    expect(read(line).packages.every(bringsNoServer)).toBe(expected);
  });
});
