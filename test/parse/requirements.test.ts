import { describe, expect, it } from 'vitest';
import { fixedVersion, lowestVersion, readPipfile, readRequirements } from '../../src/parse/requirements.js';
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
    expect(pins('a==0.1.0.0\nb==\t10.0\nc (==1.0.2)\nd==2 --hash sha256:00')).toEqual([
      'a 0.1',
      'b 10',
      'c 1.0.2',
      'd 2',
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
    'lib>==1',
    'lib==1.0a',
    'lib==v1',
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
    ['-r more.txt', false, ['a']],
    ['--requirement more.txt', false, ['a']],
    ['-e .', false, ['a']],
    ['./b', false, ['a']],
    ['b.whl', true, ['a', 'b-whl']],
    ['b c', false, ['a']],
    ['b-', false, ['a']],
    ['-b', false, ['a']],
    ['https://a.example/b.zip', false, ['a']],
    ['-fin x', false, ['a']],
    ['--prefix x', false, ['a']],
    ['B_.c-D', true, ['a', 'b-c-d']],
    ['2b~=1.0', true, ['a', '2b']],
    ['b<1', true, ['a', 'b']],
    ['b!=1', true, ['a', 'b']],
    ['b (>=1)', true, ['a', 'b']],
    ['b#c', false, ['a']],
    ['b #c', true, ['a', 'b']],
    ['b\\', false, ['a']],
  ])('all of it is known with %s: %s', (line, isWhole, names) => {
    const { packages, ...others } = read(`a\n${line}`);
    expect([others.isWhole, packages.map(({ name }) => name)]).toEqual([isWhole, names]);
  });

  it.each([
    ['a', [], ''],
    ['a [ B_c , d ] >= 1,<2', ['b-c', 'd'], '>= 1,<2'],
    ['a[b,,]', ['b'], ''],
    ['a (==1)', [], '==1'],
    ['a==1 ; x', [], '==1'],
    ['a @ https://b.example/c.zip', [], ''],
  ])('knows extras and versions of %s', (line, extras, versions) => {
    expect(read(line).packages).toMatchObject([{ name: 'a', extras, versions }]);
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
    ['--index-url https://a.example/simple', true],
    ['--no-index', true],
    ['--only-binary :all:', true],
    ['  -i https://a.example/simple', true],
    ['--constraint constraints.txt', false],
    ['--prefer-binary', false],
    ['--trusted-host=a.example', false],
    ['--require-hashes', false],
    ['--use-feature=fast-deps', false],
    ['--hash=sha256:00', false],
    ['--constraint a-i', false],
    ['\t# x', false],
  ])('%s: packages may come from elsewhere: %s', (line, expected) => {
    expect(read(`a\n${line}\n`)).toMatchObject({ hasOwnSource: expected, isWhole: true });
  });
});

describe('a file in UTF-16', () => {
  const TEXT = 'Flask==3.0\r\nnumpy==1.19.5 # why\r\n';
  const ascii = Buffer.from(`\ufeff${TEXT}`, 'utf16le');
  const other = Buffer.from('\ufeffnumpy # 上é\r\nscipy', 'utf16le');
  const saved = (bytes: Uint8Array) => read(Buffer.from(bytes).toString('utf8'));

  it.each([
    ['little-endian', ascii],
    ['big-endian', Buffer.from(ascii).swap16()],
  ])('is read with its places (%s)', (_, bytes) => {
    const { packages, isWhole, isDecoded } = saved(bytes);
    expect({ isWhole, isDecoded }).toEqual({ isWhole: true, isDecoded: true });
    expect(packages.map(({ name, versions }) => name + versions)).toEqual(['flask==3.0', 'numpy==1.19.5']);
    const { file, span } = packages[1]!.written.place;
    expect(file.positionAt(span.start)).toEqual({ line: 2, column: 1 });
    expect(file.text).toBe(TEXT);
  });

  it.each([
    ['has no byte order mark, which pip refuses', ascii.subarray(2)],
    ['has more than ASCII', other],
    ['ends within a character', ascii.subarray(0, -1)],
    ['goes on in UTF-8', Buffer.concat([ascii, Buffer.from('scipy\n')])],
  ])('is not read where it %s', (_, bytes) => {
    const { packages, isWhole, isDecoded } = saved(bytes);
    expect({ packages, isWhole, isDecoded }).toEqual({ packages: [], isWhole: false, isDecoded: false });
  });
});

describe('lowestVersion', () => {
  it.each([
    ['lib==6.0.1', '6.0.1'],
    ['lib>=5.2,<7', '5.2'],
    ['lib <7, ~= 6.1, >5', '6.1'],
    ['lib===6.0', '6.0'],
    ['lib==6.0.*', '6.0'],
    ['lib (>=3.9, >=3.11)', '3.11'],
    ['lib<6', undefined],
    ['lib!=6.0', undefined],
    ['lib', undefined],
    ['lib>=6; python_version >= "3.12"', undefined],
  ])('of "%s" is %s', (line, lowest) => {
    expect(read(line).packages.map(lowestVersion)).toEqual([lowest]);
  });
});

describe('readPipfile', () => {
  const read = (text: string) => readPipfile(new SourceFile('/Pipfile', 'Pipfile', text));

  it('reads the packages, and none of other sections', () => {
    const { packages, isWhole } = read(
      '[[source]]\nname = "pypi"\n\n[packages]\r\nFlask_Cors = "==4.0.1" # CORS\r\n\n"uvicorn" = {extras = ["standard"], version = \'>=0.30\'}\nredis = {version = "*", markers = "python_version > \'3\'", sys_platform = "== \'linux\'"}\n[dev-packages]\nblack = "*"\n[requires]\npython_version = "3.13"\n',
    );
    expect(isWhole).toBe(true);
    expect(
      packages.map(({ name, versions, extras, isConditional }) => [name, versions, extras, isConditional]),
    ).toEqual([
      ['flask-cors', '==4.0.1', [], false],
      ['uvicorn', '>=0.30', ['standard'], false],
      ['redis', '', [], true],
    ]);
    expect(
      packages.map(({ written }) =>
        written.place.file.text.slice(written.place.span.start, written.place.span.end),
      )[0],
    ).toBe('Flask_Cors = "==4.0.1" # CORS');
  });

  it.each([
    'shop = {path = "."}',
    'shop = {git = "https://git.example/shop.git"}',
    'shop = {editable = true, path = "./lib"}',
    '[packages.shop]\nversion = "*"',
    'shop = {version = "*",\n  extras = ["a"]}',
  ])('does not know all packages of %j', (text) => {
    expect(read(`[packages]\n${text}\n`).isWhole).toBe(false);
  });
});
