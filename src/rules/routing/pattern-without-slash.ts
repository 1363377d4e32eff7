import { environment, hasListenerRules } from '../../model/load-balancer/environment.js';
import { routing } from '../../model/routing/read-routing.js';
import { itemsOfSetting } from '../../model/settings/settings.js';
import { shorten } from '../../util/text.js';
import { listenerRules } from '../on.js';
import type { Rule } from '../rule.js';
import { fixOf } from '../support/fix-of.js';

export const patternWithoutSlash: Rule = {
  meta: {
    summary: 'A path pattern does not begin with a slash, so it matches no request',
    why: 'A path pattern is compared with the whole path of a request, and every path begins with a slash. No request matches a pattern without one. Only a pattern that begins with a wildcard needs no slash.',
    consequence: 'silently-ignored',
    references: [
      'aws:elasticloadbalancing/latest/application/rule-condition-types',
      'guide:command-options-general#command-options-general-elbv2-listenerrule',
    ],
    yieldsTo: ['config/look-alike-character', 'routing/invalid-pattern'],
  },
  needs: listenerRules,
  *check(project) {
    if (!hasListenerRules(environment(project))) return;
    for (const { kind, text, place } of routing(project).rules.flatMap((rule) =>
      itemsOfSetting(rule.pathPatterns),
    )) {
      if (kind !== 'literal' || !/^[^/*?]/.test(text)) continue;
      const { file, span } = place;
      const slash = { file, span: { start: span.start, end: span.start }, text: '/' };
      const holdsHost = /^[^/*?]*[.:]/.test(text);
      yield {
        at: place,
        message: `Path pattern "${shorten(text)}" does not begin with a slash`,
        help: holdsHost
          ? 'Move the host to `HostHeaders` of the rule, and leave only the path here.'
          : EXAMPLE.test(text)
            ? 'Write the path that the rule is for, such as `/api/*`.'
            : `Write \`${shorten(`/${text}`)}\`.`,
        ...fixOf(
          'unsafe',
          'Begin the pattern with a slash',
          holdsHost || EXAMPLE.test(text) ? undefined : slash,
        ),
      };
    }
  },
};

/** What templates and tables write for a value. */
const EXAMPLE = /^(?:paths?|patterns?|string|text|values?)$/i;
