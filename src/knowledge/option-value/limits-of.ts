import type { OptionInfo } from '../catalogue/find-option.js';
import type { OptionCase, OptionFacts } from '../catalogue/option-facts.js';
import type { ValueContext } from './value-context.js';

const ENVIRONMENT = 'aws:elasticbeanstalk:environment';

/** The facts of an option with the limits and the default that count in this project. */
export function limitsOf(option: OptionInfo, context: ValueContext): OptionFacts {
  const match = option.cases?.find((candidate) => applies(candidate, option, context));
  return match ? { ...option, ...match } : option;
}

function applies(candidate: OptionCase, option: OptionInfo, context: ValueContext): boolean {
  const { when = {}, languages, generations } = candidate;
  return (
    (!languages || includes(languages, context.language)) &&
    (!generations || includes(generations, context.generation)) &&
    Object.entries(when).every(([name, texts]) => includes(texts, textOf(name, option, context)))
  );
}

/** Conditions name options of the same namespace, or of the environment, which tells the kind of load balancer. */
function textOf(name: string, { namespace }: OptionInfo, context: ValueContext): string | undefined {
  const where = Object.hasOwn(namespace.options, name) ? namespace.name : ENVIRONMENT;
  return context.textOf?.(where, name)?.trim();
}

const includes = (list: readonly string[], item: string | undefined): boolean =>
  item !== undefined && list.includes(item);
