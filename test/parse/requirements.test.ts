import { describe, expect, it } from 'vitest';
import { fixedVersion, readRequirements } from '../../src/parse/requirements.js';
import { SourceFile } from '../../src/source/index.js';

const read = (text: string) =>
  readRequirements(new SourceFile('/p/requirements.txt', 'requirements.txt', text));

const pins = (text: string) =>
  read(text).packages.flatMap((one) => {
    const version = fixedVersion(one);
    return version === undefined ? [] : [`${one.name} ${version}`];
  });

describe('fixedVersion', () => {
  it('reads names and versions as pip compares them', () => {
    expect(pins('Zope.Interface==5.0.0\r\n  my_lib[a, b] == 1.20 # why\n')).toEqual([
      'zope-interface 5',
      'my-lib 1.20',
    ]);
  });

  it.each([
    'lib==1.0; python_version < "3.9"',
    'lib==1.*',
    'lib===1.0',
    'lib>=1,==1.2',
    '# lib==1.0',
    '-r more.txt',
    'lib @ https://example.com/lib==1.zip',
  ])('is silent about %j', (line) => {
    expect(pins(line)).toEqual([]);
  });

  it('counts one with hashes', () => {
    expect(pins('lib==1.0 \\\n    --hash=sha256:00 \\\n    --hash=sha256:01\n')).toEqual(['lib 1']);
  });
});

describe('readRequirements', () => {
  it('knows the places of requirements, after continued lines as well', () => {
    const { packages } = read('a==1 \\\r\n --hash=sha256:00\r\n  b==2 ; python_version > "3" # why\r\n');
    expect(packages.map(({ written: { value, place } }) => [value, place.span])).toEqual([
      ['a==1', { start: 0, end: 4 }],
      ['b==2 ; python_version > "3"', { start: 29, end: 56 }],
    ]);
  });

  it('takes the fragment of a URL for no comment', () => {
    const line = 'a @ https://example.com/a.zip#sha256=00';
    expect(read(`${line} # why\n`).packages.map(({ written }) => written.value)).toEqual([line]);
  });

  it.each([
    ['a; sys_platform == "win32"', true, false],
    ['a[b] == 1 ;python_version<"3"', true, false],
    ['a @ file:///x/y', false, true],
    ['a', false, false],
  ])('%s: conditional %s, direct %s', (line, isConditional, isDirect) => {
    expect(read(line).packages).toMatchObject([{ name: 'a', isConditional, isDirect }]);
  });

  it.each([
    ['-i https://a.example/simple', true],
    ['--extra-index-url=https://a.example/simple', true],
    ['-f wheels', true],
    ['--find-links wheels', true],
    ['--no-binary :all:', true],
    ['-c constraints.txt', false],
    ['--pre', false],
    ['# -f wheels', false],
  ])('%s: packages may come from elsewhere: %s', (line, expected) => {
    expect(read(`a\n${line}\n`)).toMatchObject({ hasOwnSource: expected, isWhole: true });
  });
});
