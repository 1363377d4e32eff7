import type { NginxWord } from '../../../parse/nginx/nginx-scanner.js';

/**
 * The name in `zone=NAME:10m`, or that of the first argument, as in `limit_conn NAME 10`.
 * @param parameter with its equals sign, such as `zone=`; empty for the first argument
 */
export function valueOfParameter(args: readonly NginxWord[], parameter: string): string | undefined {
  if (parameter === '') return args[0]?.text;
  const argument = args.find(({ text }) => text.startsWith(parameter));
  return argument?.text.slice(parameter.length).split(':')[0];
}
