import type { OptionInfo } from '../find-option.js';
import type { OptionCase, OptionFacts } from '../option-facts.js';
import type { ValueContext } from './value-context.js';

const ENVIRONMENT = 'aws:elasticbeanstalk:environment';

/** The facts of an option with the limits and the default that apply to this project. */
export function limitsOf(option: OptionInfo, context: ValueContext): OptionFacts {
  const special = caseOf(option, context);
  return special ? { ...option, ...special } : option;
}

/** The special case of an option that applies to this project. */
const caseOf = (option: OptionInfo, context: ValueContext): OptionCase | undefined =>
  option.cases?.find((candidate) => applies(candidate, option, context));

/** The settings because of which special limits of an option apply, as pairs of namespace and option. */
export const decidingOptions = (option: OptionInfo, context: ValueContext): [string, string][] =>
  Object.keys(caseOf(option, context)?.when ?? {}).map((name) => [namespaceOf(name, option), name]);

function applies(candidate: OptionCase, option: OptionInfo, context: ValueContext): boolean {
  const { when = {}, languages, generations } = candidate;
  return (
    (!languages || includes(languages, context.language)) &&
    (!generations || includes(generations, context.generation)) &&
    Object.entries(when).every(([name, texts]) => includes(texts, textOf(name, option, context)))
  );
}

/** Conditions name options of the same namespace, or of the environment, which names the kind of load balancer. */
const namespaceOf = (name: string, { namespace }: OptionInfo): string =>
  Object.hasOwn(namespace.options, name) ? namespace.name : ENVIRONMENT;

function textOf(name: string, option: OptionInfo, context: ValueContext): string | undefined {
  return context.textOf?.(namespaceOf(name, option), name)?.trim();
}

const includes = (list: readonly string[], item: string | undefined): boolean =>
  item !== undefined && list.includes(item);
