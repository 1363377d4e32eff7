import { environment, hasListenerRules } from '../../model/load-balancer/environment.js';
import type { Project } from '../../model/project.js';
import { describeRule, nameRules } from '../../model/routing/describe-rule.js';
import { howToAttach } from '../../model/routing/how-to-attach.js';
import { overriddenListing } from '../../model/routing/overridden-listing.js';
import { routing } from '../../model/routing/read-routing.js';
import { redirectsHttp } from '../../model/routing/redirects-http.js';
import { type Listener, type ListenerRule, listsRule } from '../../model/routing/routing.js';
import { itemsOfSetting, settings } from '../../model/settings/settings.js';
import type { Place } from '../../source/index.js';
import { listeners } from '../on.js';
import type { Finding, Rule } from '../rule.js';
import { fixOf } from '../support/fix-of.js';
import { listRules, titleOfAttaching } from '../support/list-rules.js';
import { OF_LOAD_BALANCERS } from '../support/lost-words.js';

export const ruleMissingOnListener: Rule = {
  meta: {
    summary: 'A rule is attached to the listener of port 80 but not to that of port 443, or the reverse',
    why: 'A listener follows only the rules in its own Rules option. The deployment succeeds, but requests over the other protocol go to the default process: ws:// works and wss:// fails, or the reverse.',
    consequence: 'traffic-breaks',
    references: [
      'guide:environments-cfg-alb',
      'guide:command-options-general#command-options-general-elbv2-listener',
    ],
    claimsAbsence: OF_LOAD_BALANCERS,
  },
  needs: listeners,
  *check(project) {
    if (!hasListenerRules(environment(project))) return;
    for (const { from, to } of directions(project)) {
      const missing = rulesOf(from).filter((rule) => isMissed(rule, from, to));
      const at = to.rulesSetting?.value.place ?? to.place;
      if (at && missing.length > 0) yield { at, ...missingRules(missing, from, to, project) };
    }
  },
};

/** Rules that all are missing on one listener are one mistake. */
function missingRules(
  missing: readonly ListenerRule[],
  from: Listener,
  to: Listener,
  project: Project,
): Omit<Finding, 'at'> {
  const { sharedLoadBalancer } = environment(project);
  const attach = howToAttach(missing, [to], sharedLoadBalancer);
  const edit = listRules(missing, to, settings(project), sharedLoadBalancer);
  return {
    message: `${nameRules(missing)} attached to listener ${from.port} but not to ${to.port}`,
    help: `${attach}${to.port === 80 ? ', or redirect port 80 to HTTPS with `AWSEBV2LoadBalancerListener` in `Resources`' : ''}.`,
    related: missing.flatMap((rule) => [
      ...itemsOf(from, rule).map((at) => ({ at, note: `attached to listener ${from.port} here` })),
      { at: rule.place, note: describeRule(rule) },
      ...overriddenListing(to, rule),
    ]),
    ...fixOf('unsafe', titleOfAttaching(missing, [to]), edit),
  };
}

/**
 * A project that declares listener 443 but not 80 is about HTTPS only, so only a declared listener 80 can lack a rule,
 * and only one that does not redirect.
 */
function directions(project: Project): { from: Listener; to: Listener }[] {
  const open = routing(project).listeners.filter(({ enabled }) => enabled);
  const http = open.find(({ port }) => port === 80);
  const https = open.find(({ port }) => port === 443);
  if (!http || !https) return [];
  const needsRules = http.place && rulesOf(https).length > 0 && !redirectsHttp(project);
  return [{ from: http, to: https }, ...(needsRules ? [{ from: https, to: http }] : [])];
}

const rulesOf = ({ rules }: Listener): ListenerRule[] => [
  ...new Set(rules.flatMap(({ target }) => target ?? [])),
];

/** Not missed where it would change nothing, where a similar rule is attached instead, or where it is for one protocol. */
function isMissed(rule: ListenerRule, from: Listener, to: Listener): boolean {
  const { processName } = rule;
  if (listsRule(to, rule) !== false || isForOneProtocol(rule)) return false;
  if (processName === undefined || to.defaultProcessName === undefined) return false;
  const substitutes = rulesOf(to).filter((other) => listsRule(from, other) === false);
  return (
    processName !== to.defaultProcessName &&
    !substitutes.some((other) => other.processName === processName || patternsOf(other) === patternsOf(rule))
  );
}

const patternsOf = ({ hostHeaders, pathPatterns }: ListenerRule): string =>
  [hostHeaders, pathPatterns].map((setting) => itemsOfSetting(setting).map(({ text }) => text)).join(' ');

/** A path for everything is a default process or a redirect; challenges for certificates come over HTTP only. */
const PATH_FOR_ONE_PROTOCOL = /^(?:\/?\*|\/\.well-known\/.*)$/;

const isForOneProtocol = ({ hostHeaders, pathPatterns }: ListenerRule): boolean =>
  !hostHeaders && itemsOfSetting(pathPatterns).every(({ text }) => PATH_FOR_ONE_PROTOCOL.test(text));

/** Where a listener first lists a rule. */
const itemsOf = ({ rules }: Listener, rule: ListenerRule): Place[] =>
  rules
    .filter(({ target }) => target === rule)
    .map(({ name }) => name.place)
    .slice(0, 1);
