import { describe, expect, it } from 'vitest';
import { findOption } from '../../src/catalogue/find-option.js';
import { namespaceFacts, namespaceNames } from '../../src/catalogue/namespaces.js';
import { diffCatalogue } from '../../src/commands/catalogue.js';
import { readDescription } from '../../src/commands/catalogue.js';

const options = namespaceNames().flatMap((namespace) =>
  Object.keys(namespaceFacts(namespace)!.options).map((name) => findOption(namespace, name)!),
);
type Option = (typeof options)[number];

/** The first option of the catalogue that is so, and what a description of it comes to. */
function differences(isSo: (option: Option) => unknown, described: (option: Option) => object): string[] {
  const option = options.find((candidate) => !candidate.isFreeForm && isSo(candidate))!;
  const about = `~ ${option.namespace.name} ${option.name}: `;
  return diffCatalogue([{ Namespace: option.namespace.name, Name: option.name, ...described(option) }]).map(
    (line) => line.replace(about, ''),
  );
}

const isPlain = ({ cases, open }: Option): boolean => cases === undefined && !open;

describe('what the service describes differently', () => {
  it.each([
    [
      'a type',
      ({ type }: Option) => type === 'boolean',
      { ValueType: 'Scalar' },
      ['type Scalar in AWS, boolean here'],
    ],
    ['no type that is known', ({ type }: Option) => type === 'boolean', { ValueType: 'Tensor' }, []],
    ['no type', ({ type }: Option) => type === 'boolean', { ValueType: null }, []],
    [
      'no default where none is known',
      (option: Option) => isPlain(option) && option.default === undefined,
      { DefaultValue: 'x' },
      [],
    ],
    [
      'a pattern',
      ({ form }: Option) => !form,
      { Regex: { Pattern: 'a+' } },
      ['pattern a+ in AWS, none here'],
    ],
    ['no pattern', ({ form }: Option) => !form, { Regex: { Pattern: null } }, []],
    [
      'a length',
      ({ maxLength }: Option) => maxLength === undefined,
      { MaxLength: 7 },
      ['maximum length 7 in AWS, none here'],
    ],
  ])('is %s', (_, isSo, described, expected) => {
    expect(differences(isSo, () => described)).toEqual(expected);
  });

  it('is a default, in any case of its letters', () => {
    const isSo = (option: Option) => isPlain(option) && /^[a-z]/i.test(option.default ?? '');
    expect(differences(isSo, (option) => ({ DefaultValue: option.default!.toUpperCase() }))).toEqual([]);
    expect(differences(isSo, () => ({ DefaultValue: 'Qq' }))).toEqual([
      expect.stringMatching(/^default Qq in AWS, .+ here$/),
    ]);
    expect(differences(isSo, () => ({ DefaultValue: '' }))).toEqual([]);
  });

  it('is a limit', () => {
    const isSo = (option: Option) =>
      isPlain(option) &&
      option.min !== undefined &&
      option.max !== undefined &&
      option.acceptedMin === undefined &&
      option.acceptedMax === undefined;
    const [min, max] = differences(isSo, () => ({ MinValue: -7, MaxValue: 1e9 }));
    expect(min).toMatch(/^min -7 in AWS, \d+ here$/);
    expect(max).toMatch(/^max 1000000000 in AWS, \d+ here$/);
    expect(differences(isSo, (option) => ({ MinValue: option.min, MaxValue: option.max }))).toEqual([]);
    expect(
      differences(
        ({ maxLength }) => maxLength,
        (option) => ({ MaxLength: option.maxLength }),
      ),
    ).toEqual([]);
  });

  it('are values, each side its own', () => {
    const isSo = (option: Option) =>
      isPlain(option) && option.type === 'enum' && (option.values?.length ?? 0) > 2;
    const some = ({ values = [] }: Option) => values.slice(2).map((value) => value.toUpperCase());
    const found = differences(isSo, (option) => ({ ValueOptions: [...some(option), 'qq1', 'qq2'] }));
    expect(found.some((line) => /^values .*qq1, qq2 in AWS only$/.test(line))).toBe(true);
    expect(found.some((line) => /^values [^,]+, [^,]+ here only$/.test(line))).toBe(true);
    expect(differences(isSo, (option) => ({ ValueOptions: option.values }))).toEqual([]);
    expect(differences(isSo, () => ({ ValueOptions: [] }))).toEqual([]);
    expect(differences(isSo, () => ({}))).toEqual([]);
  });

  it('are not values that are examples, or that depend on something', () => {
    const hasValues = ({ values }: Option) => (values?.length ?? 0) > 0;
    const here = (isSo: (option: Option) => unknown) =>
      differences(
        (option) => hasValues(option) && isSo(option),
        () => ({ ValueOptions: ['qq'] }),
      ).filter((line) => line.endsWith('here only'));
    expect(here(({ open }) => open)).toEqual([]);
    const depends = ({ cases = [] }: Option) => cases.some(({ values }) => values);
    if (options.some((option) => hasValues(option) && depends(option))) expect(here(depends)).toEqual([]);
  });
});

describe('a description', () => {
  const read = (value: object) => readDescription(JSON.stringify(value), 'a.json');
  const withOption = (over: object) =>
    read({
      Options: [
        { Namespace: 'a', Name: 'b' },
        { Namespace: 'a', Name: 'b', ...over },
      ],
    });

  it('may begin with a byte order mark, and only there', () => {
    expect(readDescription('\uFEFF{"Options":[]}', 'a.json').options).toEqual([]);
    expect(() => readDescription('{"Options":\uFEFF[]}', 'a.json')).toThrow('it is not JSON in UTF-8');
  });

  it('names its platform', () => {
    expect(read({ SolutionStackName: 's', PlatformArn: 'p', Options: [] }).platform).toBe('s');
    expect(read({ SolutionStackName: null, PlatformArn: 'p', Options: [] }).platform).toBe('p');
    expect(read({ SolutionStackName: 7, Options: [] }).platform).toBeUndefined();
  });

  it.each([
    { DefaultValue: 7 },
    { UserDefined: 'yes' },
    { ValueType: 7 },
    { ValueOptions: 'a' },
    { ValueOptions: ['a', 7] },
    { MinValue: '7' },
    { MaxValue: '7' },
    { MaxLength: '7' },
    { Regex: 'a' },
    { Regex: ['a'] },
    { Regex: { Pattern: 7 } },
    { Name: undefined },
    { Namespace: 7 },
  ])('is refused with %j', (over) => {
    expect(() => withOption(over)).toThrow(
      'Cannot compare with a.json: its option 2 is not described as expected. Create it with `aws elasticbeanstalk describe-configuration-options --output json`.',
    );
  });

  it.each([
    { DefaultValue: null, UserDefined: true, MinValue: 1, ValueOptions: ['a'], Regex: {} },
    { Regex: { Pattern: null }, MaxLength: null, ValueOptions: [] },
    { Regex: { Pattern: 'a' }, Label: 7 },
  ])('is taken with %j', (over) => {
    expect(withOption(over).options).toHaveLength(2);
  });

  it.each([[[]], [null], [7], [{}], [{ Options: {} }]])('is refused as a whole: %j', (value) => {
    expect(() => read(value as object)).toThrow('it has no list of Options');
  });

  it.each([[null], [7], [['a']]])('is refused with the option %j', (option) => {
    expect(() => read({ Options: [option] })).toThrow('its option 1 is not described as expected');
  });
});
