import { patternProblem, ruleLimitProblem, type PatternKind } from '../../knowledge/path-patterns.js';
import { hasListenerRules } from '../../model/environment.js';
import type { ListenerRule } from '../../model/routing.js';
import { itemsOfSetting, type EffectiveSetting } from '../../model/settings.js';
import { fixOf } from '../fix-of.js';
import type { Finding, Rule } from '../rule.js';

export const pathPattern: Rule = {
  meta: {
    id: 'routing/path-pattern',
    summary: 'The load balancer refuses a path or host pattern of a listener rule, or no request matches it',
    why: 'A pattern may be 128 characters long and hold only certain characters, * and ? being wildcards; one rule may have five patterns, and a rule without any has nothing to match. The load balancer refuses anything else, and the deployment fails. A path pattern is compared with the path of the request, which begins with a slash. Patterns are no regular expressions.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-elbv2-listenerrule',
    ],
    since: '0.1.0',
  },
  *check({ environment, routing }) {
    if (!hasListenerRules(environment)) return;
    for (const rule of routing.rules) {
      yield* emptyPatterns(rule);
      yield* badPatterns(rule, 'path', rule.pathPatterns);
      yield* patternsWithoutSlash(rule);
      yield* badPatterns(rule, 'host', rule.hostHeaders);
      yield* tooManyPatterns(rule);
    }
  },
};

const NAMES: Readonly<Record<PatternKind, string>> = { path: 'Path pattern', host: 'Host pattern' };

/** An empty option beside one that has patterns leaves a rule that works. */
function* emptyPatterns({ name, pathPatterns, hostHeaders }: ListenerRule): Iterable<Finding> {
  const options = [pathPatterns, hostHeaders].filter((setting) => setting !== undefined);
  const [first] = options;
  if (!first || !options.every(({ value }) => value.kind === 'literal' && /^[\s,]*$/.test(value.text)))
    return;
  yield {
    at: first.option.place,
    message: `${first.option.value} of rule "${name}" is empty, so the rule has nothing to match; give it a pattern such as "/ws/*", or delete the rule.`,
  };
}

function* badPatterns(
  { name }: ListenerRule,
  kind: PatternKind,
  setting: EffectiveSetting | undefined,
): Iterable<Finding> {
  for (const item of itemsOfSetting(setting)) {
    const problem = item.kind === 'literal' ? patternProblem(item.text, kind) : undefined;
    if (!problem) continue;
    yield { at: item.place, message: `${NAMES[kind]} "${shorten(item.text)}" of rule "${name}" ${problem}.` };
  }
}

/** `ws/*`: the load balancer takes it, but every path begins with a slash. */
function* patternsWithoutSlash({ name, pathPatterns }: ListenerRule): Iterable<Finding> {
  for (const { kind, text, place } of itemsOfSetting(pathPatterns)) {
    if (kind !== 'literal' || !/^[^/*?]/.test(text) || patternProblem(text, 'path')) continue;
    const { file, span } = place;
    const slash = { file, span: { start: span.start, end: span.start }, text: '/' };
    const holdsHost = /^[^/*?]*[.:]/.test(text);
    const mend = holdsHost ? 'a host belongs into HostHeaders' : `write "${shorten(`/${text}`)}"`;
    yield {
      at: place,
      message: `Path pattern "${shorten(text)}" of rule "${name}" does not begin with a slash, as every path does, so no request matches it; ${mend}.`,
      severity: 'warning',
      ...fixOf('unsafe', `Write /${text}`, holdsHost ? undefined : slash),
    };
  }
}

function* tooManyPatterns({ name, pathPatterns, hostHeaders }: ListenerRule): Iterable<Finding> {
  const [first, second] = [pathPatterns, hostHeaders].filter((setting) => setting !== undefined);
  const items = [first, second].flatMap(itemsOfSetting);
  if (!first || items.some(({ kind }) => kind !== 'literal')) return;
  const problem = ruleLimitProblem(items.map(({ text }) => text));
  if (!problem) return;
  yield {
    at: first.value.place,
    message: `Rule "${name}" ${problem}; make two rules of it, each with a Priority of its own.`,
    ...(second && { related: [{ at: second.value.place, note: 'these patterns count as well' }] }),
  };
}

const shorten = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
