import { lookUp } from '../../util/look-up.js';
import { oncePer } from '../../util/once-per.js';
import { DEFINING_DIRECTIVES, isNginxVariable, VARIABLE_ARGUMENTS } from '../../knowledge/nginx/variables.js';
import type { NginxWord } from '../../parse/nginx/nginx-scanner.js';
import type { NginxDirective } from '../../parse/nginx/nginx.js';
import type { NginxConfiguration, PlacedDirective } from './configuration.js';

/** A variable that nothing defines, and the argument that contains it. */
export interface UnknownVariable {
  readonly placed: PlacedDirective;
  readonly argument: NginxWord;
  readonly name: string;
}

/** @param elsewhere directives of other files that may be there as well */
export function unknownVariables(
  { all }: NginxConfiguration,
  elsewhere: readonly NginxDirective[],
): UnknownVariable[] {
  const defined = new Set(all.flatMap(({ directive }) => definedBy(directive)));
  const mayBeDefined = namesDefinedBy(elsewhere);
  return all.flatMap((placed) =>
    argumentsWithVariables(placed).flatMap((argument) =>
      variablesIn(argument.text)
        .filter((name) => {
          const key = name.toLowerCase();
          return !defined.has(key) && !mayBeDefined.has(key) && !isNginxVariable(name);
        })
        .map((name) => ({ placed, argument, name })),
    ),
  );
}

const namesDefinedBy = oncePer(
  (directives: readonly NginxDirective[]): ReadonlySet<string> => new Set(directives.flatMap(definedBy)),
);

/** The names that a configuration makes itself: nginx does not look at their case. */
function definedBy({ name, args }: NginxDirective): string[] {
  const which = lookUp(DEFINING_DIRECTIVES, name.text);
  const argument = which === 'first' ? args[0] : which === 'last' ? args.at(-1) : undefined;
  const made = argument ? [argument.text.replace(/^\$/, '')] : [];
  return [...made, ...[name, ...args].flatMap(({ text }) => captureNames(text))].map((one) =>
    one.toLowerCase(),
  );
}

/** The named groups of regular expressions. */
const captureNames = (text: string): string[] =>
  !text.includes('(?') ? [] : [...text.matchAll(/\(\?P?[<'](\w+)[>']/g)].flatMap(([, name]) => name ?? []);

function argumentsWithVariables({ directive: { name, args }, level }: PlacedDirective): readonly NginxWord[] {
  const which = lookUp(VARIABLE_ARGUMENTS, name.text);
  if (level.context === 'data' || !which) return [];
  if (which === 'first') return args.slice(0, 1);
  return which === 'rest' ? args.slice(1) : args;
}

/** `$name` and `${name}`; `$1` is a group of a regular expression, and capitals are what other programs fill in. */
const variablesIn = (text: string): string[] =>
  [...text.matchAll(/\$(?:\{(\w+)\}|(\w+))/g)].flatMap(([, braced, bare]) => {
    const name = braced ?? bare ?? '';
    return /^\d|^[A-Z\d_]+$/.test(name) ? [] : [name];
  });
