import {
  PATTERN_CHARACTERS,
  type PatternKind,
  type PatternProblem,
  patternProblem,
} from '../../knowledge/load-balancing/path-patterns.js';
import { environment, hasListenerRules } from '../../model/load-balancer/environment.js';
import { routing } from '../../model/routing/read-routing.js';
import type { ListenerRule } from '../../model/routing/routing.js';
import { itemsOfSetting } from '../../model/settings/settings.js';
import { shorten } from '../../util/text.js';
import { listenerRules } from '../on.js';
import type { Finding, Rule } from '../rule.js';

export const invalidPattern: Rule = {
  meta: {
    summary: 'A listener rule has an invalid path or host pattern',
    why: 'A pattern has at most 128 characters, and only certain characters are allowed, with * and ? as wildcards. Patterns are not regular expressions. A host pattern has at least one dot, and only letters after the last one. Elastic Load Balancing rejects anything else, and the deployment fails. Whether it rejects an underscore in a host pattern is documented in two ways, so that is a warning.',
    consequence: 'deploy-fails',
    references: [
      'aws:elasticloadbalancing/latest/application/rule-condition-types',
      'aws:elasticloadbalancing/latest/application/load-balancer-limits',
      'guide:command-options-general#command-options-general-elbv2-listenerrule',
    ],
    yieldsTo: ['config/look-alike-character'],
  },
  needs: listenerRules,
  *check(project) {
    if (!hasListenerRules(environment(project))) return;
    for (const rule of routing(project).rules) {
      yield* invalidPatterns(rule, 'path');
      yield* invalidPatterns(rule, 'host');
    }
  },
};

function* invalidPatterns({ pathPatterns, hostHeaders }: ListenerRule, kind: PatternKind): Iterable<Finding> {
  for (const { kind: certainty, text, place } of itemsOfSetting(
    kind === 'path' ? pathPatterns : hostHeaders,
  )) {
    const problem = certainty === 'literal' ? patternProblem(text, kind) : undefined;
    if (!problem) continue;
    const subject = `${kind === 'path' ? 'Path' : 'Host'} pattern "${shorten(text)}"`;
    yield {
      at: place,
      // The guide of Elastic Beanstalk and the API do not allow it, the guide of the load balancer does.
      ...(problem.kind === 'character' &&
        problem.character === '_' && { warnsBecause: 'undocumented' as const }),
      message: `${subject} ${clauseOf(problem, text)}`,
      help: helpWith(problem, kind, text),
    };
  }
}

function clauseOf(problem: PatternProblem, pattern: string): string {
  switch (problem.kind) {
    case 'too-long':
      return `has ${pattern.length} characters (maximum ${PATTERN_CHARACTERS})`;
    case 'character':
      return `contains ${problem.character === ' ' ? 'a space' : JSON.stringify(problem.character)}, which is not allowed`;
    case 'no-dot':
      return 'has no dot';
    case 'no-top-level-domain':
      return 'does not end in a top-level domain';
  }
}

const ALLOWED: Readonly<Record<PatternKind, string>> = {
  path: 'Use only letters, digits, `_-.$/~"\'@:+&`, and the wildcards `*` and `?`.',
  host: 'Use only letters, digits, hyphens, dots, and the wildcards `*` and `?`.',
};

/** A regular expression without what a pattern does not have. */
const asPattern = (text: string): string => text.replace(/^\^|\$$/g, '').replaceAll('.*', '*');

/** The host of a URL. */
const asHost = (text: string): string => text.replace(/^https?:\/\//, '').split(/[/:]/, 1)[0] ?? '';

function helpWith({ kind }: PatternProblem, of: PatternKind, text: string): string {
  const corrected = of === 'path' ? asPattern(text) : asHost(text);
  if (corrected !== text && corrected !== '' && !patternProblem(corrected, of))
    return `Write \`${shorten(corrected)}\`.`;
  if (kind === 'too-long') return 'Shorten it, for example with a wildcard.';
  return kind === 'character' ? ALLOWED[of] : 'Use a domain name such as `chat.example.com`.';
}
