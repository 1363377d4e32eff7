import type { Generation, Language } from '../../knowledge/platform/platforms.js';
import type { OptionInfo } from '../find-option.js';
import type { OptionCase, OptionFacts } from '../option-facts.js';

/** What else is known about a project. Values that depend on something unknown are accepted. */
export interface ValueContext {
  /** The text that an option is set to; undefined where it is not set or its value is unknown. */
  readonly textOf?: (namespace: string, option: string) => string | undefined;
  readonly language?: Language | undefined;
  readonly generation?: Generation | undefined;
}

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
