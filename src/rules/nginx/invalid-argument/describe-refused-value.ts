import type { NginxValueKind } from '../../../knowledge/nginx/values.js';
import type { RefusedValue } from '../../../model/nginx/refused-value.js';
import { list } from '../../../util/list.js';
import { nearest } from '../../../util/nearest.js';
import { shorten } from '../../../util/shorten.js';
import type { Finding } from '../../rule.js';

type Description = Pick<Finding, 'message' | 'help'>;

/** What nginx refuses in an argument of a directive. */
export function describeRefusedValue(directive: string, value: RefusedValue): Description {
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
        help: 'Put a value that contains spaces in quotes, and collect several conditions in a variable with `set`.',
      };
    case 'scheme':
      return {
        message: `"proxy_pass" needs a URL, but gets "${text}"`,
        help: `Use \`http://${text}\`.`,
      };
    case 'port':
      return {
        message: `"proxy_pass" needs a port number, but gets "${shorten(value.port)}"`,
        help: 'Write the port that the application listens on.',
      };
    case 'path':
      return {
        message: `"proxy_pass" has the path "${shorten(value.path)}", but its location has no fixed path`,
        help: 'Delete the path here and use `rewrite`, or use a location without a regular expression.',
      };
  }
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
