import { answers, applicationRoutes } from '../../model/servers/routes.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { settings, type EffectiveSetting } from '../../model/settings/settings.js';
import type { Project } from '../../model/project.js';
import { literalText, startOfFile } from '../../source/index.js';
import { nearest } from '../../util/nearest.js';
import { shorten, trim } from '../../util/text.js';
import type { Rule } from '../rule.js';

export const unansweredPath: Rule = {
  meta: {
    id: 'routing/unanswered-path',
    summary: 'The application does not answer the path of the health check, or of the queue',
    why: 'The application answers a path that it does not know with 404. The load balancer takes an instance for unhealthy whose health check does not get 200, and routes no requests to it. The daemon of a worker environment repeats a message whose request does not get 200 until it ends in the dead-letter queue. Only applications of Flask and FastAPI are checked whose module shows all of their routes.',
    severity: 'warning',
    consequence: 'traffic-breaks',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-alb.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features-managing-env-tiers.html',
      'https://flask.palletsprojects.com/en/stable/quickstart/#routing',
      'https://fastapi.tiangolo.com/tutorial/first-steps/',
    ],
    since: '0.1.0',
    needsPlatform: true,
    claimsAbsence: true,
    yieldsTo: ['settings/wrong-tier', 'settings/invalid-value'],
  },
  *check(project) {
    const asked = askedPaths(project);
    const routes = asked.length === 0 ? undefined : applicationRoutes(project);
    if (!routes || isAnsweredByProxy(project)) return;
    for (const setting of asked) {
      const path = pathOf(setting);
      if (path === undefined || answers(routes, path)) continue;
      const plain = routes.paths.filter((route) => !/[<{]/.test(route));
      const [first] = plain;
      const suggestion =
        plain.find((route) => path.endsWith(route) && route !== '/') ?? nearest(path, plain) ?? first;
      if (suggestion === undefined) continue;
      yield {
        at: setting.value.place,
        message: `${setting.option.value} is ${shorten(path)}, which ${routes.file.name} does not answer`,
        help: `Use \`${suggestion}\`, which it answers.`,
        related: [{ at: startOfFile(routes.file), note: 'has all routes of the application' }],
      };
    }
  },
};

/** What asks the application for a path: by namespace and option. */
const ASKING: readonly (readonly [namespace: string, option: string])[] = [
  ['aws:elasticbeanstalk:application', 'Application Healthcheck URL'],
  ['aws:elasticbeanstalk:environment:process:default', 'HealthCheckPath'],
  ['aws:elasticbeanstalk:sqsd', 'HttpPath'],
];

/** None where a health check accepts other codes. */
function askedPaths(project: Project): readonly EffectiveSetting[] {
  const all = settings(project);
  const codes = literalText(
    all.effective('aws:elasticbeanstalk:environment:process:default', 'MatcherHTTPCode')?.value ?? undefined,
  );
  const hasCodes =
    all.effective('aws:elasticbeanstalk:environment:process:default', 'MatcherHTTPCode') !== undefined &&
    codes !== '200';
  return ASKING.flatMap(([namespace, option]) => all.effective(namespace, option) ?? []).filter(
    ({ option }) => !hasCodes || option.value === 'HttpPath',
  );
}

/** Undefined for `TCP:80`, and where the text does not tell. */
function pathOf({ value }: EffectiveSetting): string | undefined {
  const text = trim(literalText(value) ?? '');
  return /^(?:https?:\d+)?(\/[\w./-]*)$/i.exec(text)?.[1];
}

/** Whether a configuration of the proxy may answer in the place of the application. */
const isAnsweredByProxy = (project: Project): boolean =>
  deployedFiles(project).files.some(({ name }) => /^\.platform\/(?:nginx|httpd)\//.test(name));
