import { misuseOf } from '../../model/nginx/misuse.js';
import { shorten } from '../../util/shorten.js';
import type { EachRule, Finding } from '../rule.js';
import { describeRefusedValue } from './invalid-argument/describe-refused-value.js';
import { firstOfEachFile, type OwnDirective } from '../support/in-nginx.js';
import type { NginxConfiguration } from '../../model/nginx/configuration.js';
import { nginxConfigurations } from '../../model/nginx/nginx.js';

export const invalidArgument: EachRule<NginxConfiguration> = {
  meta: {
    id: 'nginx/invalid-argument',
    summary: 'A directive of nginx has the wrong number of arguments, or a value that it does not take',
    why: 'nginx refuses the configuration, and the deployment fails: "validate nginx configuration failed", \'invalid number of arguments in "NAME" directive\', \'it must be "on" or "off"\' or \'"NAME" directive invalid value\'.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://nginx.org/en/docs/dirindex.html',
      'https://nginx.org/en/docs/syntax.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.proxy.html',
    ],
    since: '0.1.0',
    yieldsTo: ['nginx/syntax-error'],
  },
  each: nginxConfigurations,
  *check({ all }) {
    for (const { found } of firstOfEachFile(all, wrongArgument)) yield found;
  },
};

function wrongArgument(placed: OwnDirective): Finding | undefined {
  const { name, args } = placed.directive;
  const misuse = misuseOf(placed);
  if (misuse?.kind === 'flag')
    return {
      at: misuse.argument.place,
      message: `"${name.text}" is "${shorten(misuse.argument.text)}", but takes only "on" or "off"`,
      help: 'Use `on` or `off`.',
    };
  if (misuse?.kind === 'value')
    return { at: misuse.value.argument.place, ...describeRefusedValue(name.text, misuse.value) };
  if (misuse?.kind !== 'arguments') return undefined;
  const { minArguments, maxArguments } = misuse.form;
  return {
    at: name.place,
    message: `"${name.text}" has ${countOf(args.length)}, but takes ${rangeOf(minArguments, maxArguments)}`,
    help: 'Put a value that contains spaces in quotes, and end each directive with `;`.',
  };
}

const countOf = (count: number): string => (count === 1 ? '1 argument' : `${count || 'no'} arguments`);

function rangeOf(least: number, most: number): string {
  if (most === 0) return 'none';
  if (most === Infinity) return `at least ${least}`;
  return least === most ? String(least) : `${least} to ${most}`;
}
