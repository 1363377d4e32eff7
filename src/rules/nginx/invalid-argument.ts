import type { NginxValueKind } from '../../knowledge/nginx/values.js';
import { secretsIn } from '../../knowledge/secrets/secret-text.js';
import type { PlacedDirective } from '../../model/nginx/configuration.js';
import type { NginxConfiguration } from '../../model/nginx/configuration.js';
import { misuseOf } from '../../model/nginx/misuse.js';
import { nginxConfigurations } from '../../model/nginx/nginx.js';
import type { RefusedValue } from '../../model/nginx/refused-value.js';
import type { Project } from '../../model/project.js';
import { nearest } from '../../util/nearest.js';
import { list, shorten } from '../../util/text.js';
import type { EachRule, Finding } from '../rule.js';
import { addressOfApplication } from '../support/in-nginx.js';
import { firstOfEachFile, type OwnDirective } from '../support/in-nginx.js';

export const invalidArgument: EachRule<NginxConfiguration> = {
  meta: {
    summary: 'A directive of nginx has the wrong number of arguments, or a value that it does not take',
    why: 'nginx refuses the configuration, and the deployment fails: "validate nginx configuration failed", \'invalid number of arguments in "NAME" directive\', \'it must be "on" or "off"\' or \'"NAME" directive invalid value\'.',
    consequence: 'deploy-fails',
    references: ['nginx:dirindex', 'nginx:syntax', 'guide:platforms-linux-extend.proxy'],
    yieldsTo: ['nginx/syntax-error'],
  },
  each: nginxConfigurations,
  *check({ all }, project) {
    for (const { found } of firstOfEachFile(all, (placed) => wrongArgument(placed, project))) yield found;
  },
};

function wrongArgument(placed: OwnDirective, project: Project): Finding | undefined {
  const { name, args } = placed.directive;
  const misuse = misuseOf(placed);
  if (misuse?.kind === 'flag')
    return {
      at: misuse.argument.place,
      message: `"${name.text}" is "${shorten(misuse.argument.text)}", but takes only "on" or "off"`,
      help: 'Use `on` or `off`.',
    };
  if (misuse?.kind === 'value')
    return { at: misuse.value.argument.place, ...describeRefusedValue(name.text, misuse.value, project) };
  if (misuse?.kind !== 'arguments') return undefined;
  const { minArguments, maxArguments } = misuse.form;
  return {
    at: name.place,
    message: `"${name.text}" has ${countOf(args.length)}, but takes ${rangeOf(minArguments, maxArguments)}`,
    help: helpForCount(placed.directive, maxArguments),
  };
}

/** Where there are too many arguments, the last ones are one value with spaces, or nginx counts its unit apart. */
function helpForCount({ name, args }: PlacedDirective['directive'], most: number): string {
  if (args.length < most) return 'Write the missing arguments before the `;`, or delete the directive.';
  if (most === 0) return 'Delete what is between its name and the `;`.';
  const texts = args.map(({ text }) => text);
  const [number = '', unit = ''] = texts.slice(-2);
  if (/^\d+$/.test(number) && /^[a-z]+$/i.test(unit))
    return `Use \`${name.text} ${[...texts.slice(0, -2), number + unit.charAt(0).toLowerCase()].join(' ')};\`.`;
  const isHeader = name.text === 'add_header';
  const [kept, value] = isHeader
    ? [texts.slice(0, 1), texts.slice(1)]
    : [texts.slice(0, most - 1), texts.slice(most - 1)];
  if (secretsIn(value.join(' ')).length > 0)
    return `Put the value with spaces of \`${name.text}\` in quotes.`;
  return `Put a value with spaces in quotes: \`${shorten([name.text, ...kept, `"${value.join(' ')}"`].join(' '), 200)};\`.`;
}

const countOf = (count: number): string => (count === 1 ? '1 argument' : `${count || 'no'} arguments`);

function rangeOf(least: number, most: number): string {
  if (most === 0) return 'none';
  if (most === Infinity) return `at least ${least}`;
  return least === most ? String(least) : `${least} to ${most}`;
}

type Description = Pick<Finding, 'message' | 'help'>;

/** What nginx refuses in an argument of a directive. */
function describeRefusedValue(directive: string, value: RefusedValue, project: Project): Description {
  const text = shorten(value.argument.text);
  const message = `"${directive}" does not take the value "${text}"`;
  switch (value.kind) {
    case 'form':
      return { message, help: helpForForm(value.form, value.argument.text) };
    case 'word':
      return { message, help: helpForWords(value.words, value.argument.text) };
    case 'code':
      return {
        message,
        help: text.startsWith('/') ? `Use \`301 ${text}\`.` : 'Use a status such as `301` before the text.',
      };
    case 'variable':
      return { message: `"set" needs a variable, but gets "${text}"`, help: `Use \`$${text}\`.` };
    case 'operator':
      return {
        message: `nginx has no operator "${text}"`,
        help: /^={2,3}$/.test(text) ? 'Use `=`.' : 'Use `=`, `!=`, or `~` with a regular expression.',
      };
    case 'second-condition':
      return {
        message: 'An "if" of nginx takes one condition only',
        help: helpForCondition(value.argument.text),
      };
    case 'scheme':
      return {
        message: `"proxy_pass" needs a URL, but gets "${text}"`,
        help: `Use \`http://${text}\`.`,
      };
    case 'port':
      return {
        message: `"proxy_pass" needs a port number, but gets "${shorten(value.port)}"`,
        help: `Use \`${addressOfApplication(project)}\`, or the port that the application listens on.`,
      };
    case 'path':
      return {
        message: `"proxy_pass" has the path "${shorten(value.path)}", but its location has no fixed path`,
        help: `Use \`${shorten(value.argument.text.slice(0, -value.path.length))}\`, so that nginx passes on the path of the request.`,
      };
  }
}

/** An `if` has no `&&` and no `||`. */
function helpForCondition(next: string): string {
  if (/^(?:&&|and)$/i.test(next))
    return 'Write one `if` for each condition with `set $match "${match}1";` in it, and then `if ($match = "11")` for two of them.';
  return /^(?:\|\||or)$/i.test(next)
    ? 'Write one `if` with the same block for each condition.'
    : 'Put a value with spaces in quotes.';
}

const HELP: Readonly<Record<NginxValueKind, string>> = {
  number: 'Use a whole number.',
  size: 'Use a number of bytes, or a size such as `128k` or `8m`.',
  'large-size': 'Use a number of bytes, or a size such as `20m` or `1g`.',
  time: 'Use a number of seconds, or a time such as `60s` or `5m`.',
  seconds: 'Use a number of seconds, or a time such as `5m` or `1d`.',
};

const UNITS: Readonly<Record<NginxValueKind, RegExp>> = {
  number: /^$/,
  size: /^[km]i?b?$/,
  'large-size': /^[kmg]i?b?$/,
  time: /^(?:sec|min|hour|day)/,
  seconds: /^(?:sec|min|hour|day)/,
};

/** nginx knows the first letter of each unit only. */
function helpForForm(kind: NginxValueKind, text: string): string {
  const [, number = '', unit = ''] = /^(\d+) ?([a-z]+)$/.exec(text.toLowerCase()) ?? [];
  return unit !== '' && UNITS[kind].test(unit) ? `Use \`${number}${unit.charAt(0)}\`.` : HELP[kind];
}

function helpForWords(words: readonly string[], text: string): string {
  const near = words.find((word) => word.toLowerCase() === text.toLowerCase()) ?? nearest(text, words);
  return near === undefined
    ? `Use ${list(
        words.map((word) => `\`${word}\``),
        'or',
      )}.`
    : `Use \`${near}\`.`;
}
