import { describe, expect, it } from 'vitest';
import { pinsOf } from '../../src/parse/requirements.js';
import { SourceFile } from '../../src/source/index.js';

const pins = (text: string) =>
  pinsOf(new SourceFile('/p/requirements.txt', 'requirements.txt', text)).map(
    ({ name, version }) => `${name} ${version}`,
  );

describe('pinsOf', () => {
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
    'lib==1.0 --hash=sha256:00',
  ])('is silent about %j', (line) => {
    expect(pins(line)).toEqual([]);
  });

  it('knows the place of a line', () => {
    const [, second] = pinsOf(new SourceFile('/p/requirements.txt', 'requirements.txt', 'a==1\n  b==2  \n'));
    expect(second!.requirement).toMatchObject({ value: 'b==2', place: { span: { start: 7, end: 11 } } });
  });
});
