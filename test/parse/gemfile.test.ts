import { describe, expect, it } from 'vitest';
import { mayMeet, rubyRequirementOf } from '../../src/parse/gemfile.js';
import { SourceFile } from '../../src/source/index.js';

const read = (text: string) => rubyRequirementOf(new SourceFile('/project/Gemfile', 'Gemfile', text));

describe('the Ruby of a Gemfile', () => {
  it.each([
    ["ruby '3.4.1'", true],
    ["ruby '3.2.2'", false],
    ["ruby '~> 3.2'", true],
    ["ruby '~> 3.2.0'", false],
    ["ruby '~> 4.0'", false],
    ["ruby '>= 3.1', '< 3.4'", false],
    ["ruby '< 3.4.9'", true],
    ["ruby '<= 3.3'", false],
    ["ruby '> 3.3'", true],
    ["ruby '!= 3.4.0'", true],
    ['ruby("3.4.1") # production', true],
    ["ruby '< 3.4'", false],
    ["ruby '< 3.4.0'", false],
    ["ruby '< 3.5'", true],
    ["ruby '<= 3.4'", true],
    ["ruby '<= 3.4.0'", true],
    ["ruby '> 3.4'", true],
    ["ruby '>= 3.4'", true],
    ["ruby '>= 3.5'", false],
    ["ruby '>= 3'", true],
    ["ruby '>= 4'", false],
    ["ruby '= 3.4'", true],
    ["ruby '3.4'", true],
    ["ruby '~> 3'", true],
    ["ruby '~> 3.4'", true],
    ["ruby '~> 3.5'", false],
    ["ruby '~> 2.7'", false],
    ["ruby '~> 3.4.1'", true],
    ["ruby '~> 3.4.1.2'", true],
    ['ruby \'>=3.1\' , "<4"', true],
    ["ruby\t'3.4.1'", true],
    ["ruby ( '3.4.1' )", true],
    ["ruby '3.4.1'\r", true],
  ])('%s may be met by Ruby 3.4: %s', (text, expected) => {
    const requirement = read(`source 'https://rubygems.org'\n${text}\ngem 'puma'\n`);
    expect(requirement && mayMeet([3, 4], requirement)).toBe(expected);
  });

  it('is said as it is written', () => {
    const { written } = read("# why\nruby '>= 3.1' , '< 4' # x\n")!;
    expect([written.value, written.place.span]).toEqual([">= 3.1' , '< 4", { start: 12, end: 26 }]);
  });

  it.each([
    "gem 'puma'",
    "  ruby '3.2.2'",
    "ruby file: '.ruby-version'",
    "ruby '3.2.2', engine: 'jruby', engine_version: '9.4'",
    "ruby ENV['RUBY']",
    "ruby '3.5.0.preview1'",
    "ruby '3.4.1' if x",
    'ruby \'3.4.1"',
    "rubygem '3.4.1'",
    "my_ruby '3.4.1'",
    "ruby'3.4.1'",
    "ruby '>> 3.4'",
    "ruby '3.4.1.2.3'",
    "ruby '34567'",
    "ruby ''",
    "ruby '3.1', x",
  ])('is not known from %s', (text) => {
    expect(read(text)).toBeUndefined();
  });
});
