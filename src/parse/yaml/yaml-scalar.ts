import type { ScalarType } from './node.js';

export interface Resolved {
  readonly type: ScalarType;
  readonly text: string;
}

/**
 * What a plain scalar is to Elastic Beanstalk's YAML reader, SnakeYAML (YAML 1.1): the first matching row wins.
 * Unlike the YAML 1.1 type repository it takes `y` and `n` as text.
 * https://bitbucket.org/snakeyaml/snakeyaml/wiki/Documentation
 */
const RESOLVERS: readonly {
  readonly type: ScalarType;
  readonly pattern: RegExp;
  readonly toText: (written: string) => string;
}[] = [
  { type: 'null', pattern: /^(?:~|null|Null|NULL|)$/, toText: () => '' },
  {
    type: 'boolean',
    pattern: /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/,
    toText: () => 'true',
  },
  {
    type: 'boolean',
    pattern: /^(?:no|No|NO|false|False|FALSE|off|Off|OFF)$/,
    toText: () => 'false',
  },
  { type: 'integer', pattern: /^[-+]?0b_*[01][01_]*$/, toText: (text) => fromRadix(text, 2, 2) },
  { type: 'integer', pattern: /^[-+]?0x_*[\da-fA-F][\da-fA-F_]*$/, toText: (text) => fromRadix(text, 16, 2) },
  { type: 'integer', pattern: /^[-+]?0_*[0-7][0-7_]*$/, toText: (text) => fromRadix(text, 8, 1) },
  {
    type: 'integer',
    pattern: /^[-+]?(?:0|[1-9][\d_]*)$/,
    toText: (text) => text.replace(/^\+|_|^-(?=0$)/g, ''),
  },
  { type: 'integer', pattern: /^[-+]?[1-9][\d_]*(?::[0-5]?\d)+$/, toText: fromSexagesimal },
  { type: 'float', pattern: /^[-+]?(?:\d[\d_]*\.[\d_]*|\.[\d_]+)(?:[eE][-+]?\d+)?$/, toText: floatText },
  { type: 'float', pattern: /^[-+]?\d[\d_]*[eE][-+]?\d+$/, toText: floatText },
  {
    type: 'float',
    pattern: /^[-+]?\d[\d_]*(?::[0-5]?\d)+\.[\d_]*$/,
    toText: (text) => floatText(fromSexagesimal(text)),
  },
  { type: 'float', pattern: /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/, toText: (text) => text },
  {
    type: 'timestamp',
    pattern:
      /^(?:\d{4}-\d\d-\d\d|\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|[ \t]+)\d{1,2}:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d{1,2}(?::\d\d)?))?)$/,
    toText: (text) => text,
  },
];

/** Only these can begin something that is not a string: the fast way past all patterns. */
const MAY_RESOLVE = /^[-+.\d~nNyYtToOfF]|^$/;

/** Type and effective text of a plain scalar. */
export function resolvePlain(written: string): Resolved {
  if (MAY_RESOLVE.test(written)) {
    const resolver = RESOLVERS.find(({ pattern }) => pattern.test(written));
    if (resolver) return { type: resolver.type, text: resolver.toText(written) };
  }
  return { type: 'string', text: written };
}

function splitSign(written: string): { sign: string; digits: string } {
  const sign = written.startsWith('-') ? '-' : '';
  return { sign, digits: written.replace(/^[-+]/, '').replaceAll('_', '') };
}

function fromRadix(written: string, radix: number, prefix: number): string {
  const { sign, digits } = splitSign(written);
  const value = Number.parseInt(digits.slice(prefix), radix);
  return value === 0 ? '0' : `${sign}${value}`;
}

function fromSexagesimal(written: string): string {
  const { sign, digits } = splitSign(written);
  const value = digits.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return `${sign}${value}`;
}

/** A whole number keeps one digit after its point, as Java writes it: `2.0` is a version to more than one option. */
function floatText(written: string): string {
  const value = Number(written.replaceAll('_', ''));
  if (Object.is(value, -0)) return '-0.0';
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}
