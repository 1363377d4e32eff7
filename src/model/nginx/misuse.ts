import {
  type NginxContext,
  type NginxForm,
  nginxForms,
  originOfDirective,
} from '../../knowledge/nginx/directives.js';
import type { NginxDirective } from '../../parse/nginx/nginx.js';
import type { NginxWord } from '../../parse/nginx/nginx-scanner.js';
import { oncePer } from '../../util/memo.js';
import type { PlacedDirective } from './configuration.js';
import { type RefusedValue, refusedValue } from './refused-value.js';

/**
 * Why nginx refuses a directive where it is:
 * - `unknown`: no such directive, or one of a module that is not loaded
 * - `context`: not in this block
 * - `semicolon`: the one before `next` is missing, so that the next directive became an argument of this one
 * - `block` and `no-block`: a block is missing, or there is one where none belongs
 * - `arguments`: too many or too few
 * - `flag`: neither `on` nor `off`
 * - `value`: an argument of another text than this directive takes
 */
export type Misuse =
  | { readonly kind: 'unknown'; readonly isThirdParty: boolean }
  | { readonly kind: 'context'; readonly allowed: readonly NginxContext[] }
  | { readonly kind: 'semicolon'; readonly before: NginxWord; readonly next: NginxWord }
  | { readonly kind: 'block' | 'no-block' }
  | { readonly kind: 'arguments'; readonly form: NginxForm }
  | { readonly kind: 'flag'; readonly argument: NginxWord }
  | { readonly kind: 'value'; readonly value: RefusedValue };

/** What is wrong with a directive; undefined where nginx takes it, and where it is not checked. In the order of nginx's own checks. */
export const misuseOf = oncePer((placed: PlacedDirective): Misuse | undefined => {
  const {
    directive,
    level: { context },
  } = placed;
  if (context === 'data') return undefined;
  const name = directive.name.text;
  const origin = originOfDirective(name);
  if (origin !== 'nginx') return { kind: 'unknown', isThirdParty: origin === 'third party' };
  const forms = nginxForms(name);
  if (forms.length === 0) return undefined;
  const form = forms.find(({ contexts }) => contexts.includes(context));
  if (!form) return { kind: 'context', allowed: forms.flatMap(({ contexts }) => contexts) };
  const misuse = misuseOfForm(directive, form);
  if (misuse) return misuse;
  const value = refusedValue(placed);
  return value && { kind: 'value', value };
});

function misuseOfForm(directive: NginxDirective, form: NginxForm): Misuse | undefined {
  const { args, block } = directive;
  const hasBlock = block !== undefined;
  const isCountRight = args.length >= form.minArguments && args.length <= form.maxArguments;
  const [argument] = args;
  if (hasBlock !== form.isBlock || !isCountRight) {
    const semicolon = swallowedDirective(directive);
    if (semicolon) return semicolon;
  }
  if (form.isBlock && !hasBlock) return { kind: 'block' };
  if (!form.isBlock && hasBlock) return { kind: 'no-block' };
  if (!isCountRight) return { kind: 'arguments', form };
  return form.isFlag && argument && !/^(?:on|off)$/i.test(argument.text)
    ? { kind: 'flag', argument }
    : undefined;
}

/** The first argument that begins a line and is the name of a directive. */
function swallowedDirective({ name, args }: NginxDirective): Misuse | undefined {
  const words = [name, ...args];
  for (const [index, next] of words.entries()) {
    const before = words[index - 1];
    if (before && !next.isQuoted && isOnLaterLine(before, next) && originOfDirective(next.text) === 'nginx')
      return { kind: 'semicolon', before, next };
  }
  return undefined;
}

const isOnLaterLine = (before: NginxWord, next: NginxWord): boolean =>
  next.place.file.text.slice(before.place.span.end, next.place.span.start).includes('\n');
