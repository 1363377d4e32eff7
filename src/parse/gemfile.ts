import { type Located, placeOf, type SourceFile } from '../source/index.js';

/** What a Gemfile demands of Ruby: every one has to be met. */
export interface RubyRequirement {
  /** As it is written, such as `~> 3.4`, without quotes; of several from the first to the last. */
  readonly written: Located<string>;
  readonly parts: readonly RubyRequirementPart[];
}

export interface RubyRequirementPart {
  readonly operator: string;
  /** The numbers of the version: at least one. */
  readonly version: readonly [number, ...number[]];
}

const RUBY =
  /^ruby(?:[ \t]+|[ \t]*\([ \t]*)((["'])[^"'\n]*\2(?:[ \t]*,[ \t]*(["'])[^"'\n]*\3)*)(?:[ \t]*\))?[ \t]*(?:#.*)?\r?$/m;

const PART = /^(=|!=|>=?|<=?|~>)?\s*(\d{1,4}(?:\.\d{1,4}){0,3})$/;

/**
 * The line `ruby '3.4.1'` of a Gemfile; undefined where there is none, or it is under a condition or of another form.
 * https://bundler.io/man/gemfile.5.html#RUBY
 */
export function rubyRequirementOf(file: SourceFile): RubyRequirement | undefined {
  const match = RUBY.exec(file.text);
  const [line = '', list = ''] = match ?? [];
  const parts = [...list.matchAll(/(["'])(.*?)\1/g)].map(([, , text = '']) => partOf(text.trim()));
  if (!match || !parts.every((part) => part !== undefined)) return undefined;
  const start = match.index + line.indexOf(list) + 1;
  const end = start + list.length - 2;
  return { written: { value: file.text.slice(start, end), place: placeOf(file, start, end) }, parts };
}

function partOf(text: string): RubyRequirementPart | undefined {
  const [, operator = '=', version] = PART.exec(text) ?? [];
  const [first, ...rest] = version?.split('.').map(Number) ?? [];
  return first === undefined ? undefined : { operator, version: [first, ...rest] };
}

/** Whether some version of a branch such as 3.4 meets a requirement, whatever its last number is. */
export const mayMeet = (
  [major, minor]: readonly [major: number, minor: number],
  { parts }: Pick<RubyRequirement, 'parts'>,
): boolean =>
  parts.every(({ operator, version }) => {
    const [first, second = 0, ...rest] = version;
    const difference = major - first || minor - second;
    switch (operator) {
      case '~>':
        return version.length > 2 ? difference === 0 : major === first && difference >= 0;
      case '=':
        return difference === 0;
      case '<':
        return difference < 0 || (difference === 0 && rest.some((part) => part > 0));
      case '<=':
        return difference <= 0;
      default:
        return operator === '!=' || difference >= 0;
    }
  });

/** A gem that a Gemfile names. */
export interface Gem {
  readonly name: Located<string>;
  /** The groups that it is in, of which Bundler installs it for any; empty for the default one, and under a condition. */
  readonly groups: readonly string[];
}

const GROUP = /^group\b.*\bdo$/;
const GEM = /^gem(?:[ \t]+|\()["']([\w.-]+)["'](.*)$/;
const OWN_GROUPS = /(?:\bgroups?:|:groups?\s*=>)\s*(\[[^\]]{0,200}\]|[:"'][\w"']+)/;

const symbolsIn = (text: string): string[] =>
  [...text.matchAll(/(?<![\w:]):(\w+)|["'](\w+)["']/g)].map(([, symbol, word]) => symbol ?? word ?? '');

/**
 * The gems of a Gemfile, as far as each is on a line of its own.
 * https://bundler.io/man/gemfile.5.html#GROUPS
 */
export function gemsOf(file: SourceFile): Gem[] {
  const gems: Gem[] = [];
  /** What is open: the groups of a block, undefined for what decides about its gems. */
  const open: (readonly string[] | undefined)[] = [];
  for (const { 0: line, index } of file.text.matchAll(/[^\r\n]+/g)) {
    const statement = line.replace(/#.*/, '').trim();
    const [, name = '', options = ''] = GEM.exec(statement) ?? [];
    if (GROUP.test(statement)) open.push(symbolsIn(statement));
    else if (/^(?:if|unless|case|begin|def)\b/.test(statement)) open.push(undefined);
    else if (/^end\b/.test(statement)) open.pop();
    else if (/\bdo(?:\s*\|[^|]*\|)?$/.test(statement)) open.push([]);
    else if (name !== '') {
      const start = index + line.indexOf(name, line.indexOf('gem') + 3);
      const isDecided = open.includes(undefined) || /\s(?:if|unless)\s/.test(options);
      const own = symbolsIn(OWN_GROUPS.exec(options)?.[1] ?? '');
      gems.push({
        name: { value: name, place: placeOf(file, start, start + name.length) },
        groups: isDecided ? [] : [...open.flatMap((one) => one ?? []), ...own],
      });
    }
  }
  return gems;
}
