import {
  answering,
  applicationRoutes,
  slashAnswer,
  type ApplicationRoutes,
} from '../../model/applications/routes.js';
import { mayProxyAnswer } from '../../model/proxy/proxy-files.js';
import { healthCheckPaths } from '../../model/routing/health-check-paths.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { existingFiles } from '../../model/bundle/existing-files.js';
import { platform } from '../../model/platform/find-platform.js';
import { readJavaBuild } from '../../parse/java-build.js';
import { settings } from '../../model/settings/settings.js';
import type { Project } from '../../model/project.js';
import type { Route } from '../../parse/routes.js';
import { valueOfScalar } from '../../parse/yaml/node.js';
import { literalText, startOfFile, type Place, type Value } from '../../source/index.js';
import { nearest } from '../../util/nearest.js';
import { list, shorten, trim } from '../../util/text.js';
import { cronYaml } from '../../model/cron/cron-yaml.js';
import type { Finding, Rule } from '../rule.js';

export const unansweredPath: Rule = {
  meta: {
    summary: 'The application does not answer the path of the health check, of the queue, or of a task',
    why: 'The application answers a path that it does not know with 404. The load balancer takes an instance for unhealthy whose health check does not get 200, and routes no requests to it. The daemon of a worker environment repeats a message whose request does not get 200 until it ends in the dead-letter queue; it sends all of them with POST, those of the tasks in cron.yaml too, and a route that answers only GET answers them with 405 or 404. Django and Flask redirect a path without the slash that its route has at its end, and FastAPI also the reverse: a redirect is no 200 either. Applications of Flask, FastAPI, Django, Express and Rails are checked whose modules show all of their routes. Spring Boot answers paths below /actuator only with spring-boot-starter-actuator.',
    severity: 'warning',
    consequence: 'traffic-breaks',
    references: [
      'guide:environments-cfg-alb',
      'guide:using-features-managing-env-tiers',
      'https://flask.palletsprojects.com/en/stable/quickstart/#unique-urls-redirection-behavior',
      'https://fastapi.tiangolo.com/tutorial/first-steps/',
      'https://docs.djangoproject.com/en/stable/topics/http/urls/',
      'https://docs.djangoproject.com/en/stable/ref/settings/#append-slash',
      'https://expressjs.com/en/guide/routing.html',
      'https://guides.rubyonrails.org/routing.html',
      'https://docs.spring.io/spring-boot/reference/actuator/enabling.html',
    ],
    needsPlatform: true,
    claimsAbsence: true,
    yieldsTo: ['settings/wrong-tier', 'settings/invalid-value'],
  },
  *check(project) {
    const all = asked(project);
    for (const one of all) yield* withoutActuator(one, project);
    const application = all.length === 0 ? undefined : applicationRoutes(project);
    if (!application || mayProxyAnswer(project)) return;
    const reported = new Set<Route>();
    for (const { at, name, path, method } of all) {
      const found = answering(application, path);
      if (!found) continue;
      const [route, ...others] = found;
      const bySlash = slashAnswer(application, path, found);
      if (!route || bySlash === 'nothing') yield* unanswered({ at, name, path, method }, application, route);
      else if (bySlash === 'redirect') {
        // Whether the daemon of a worker follows it is not known.
        if (method === 'GET' && healthCheckPaths(project).includes(path))
          yield redirected({ at, name, path }, application, route);
      } else if (others.length === 0 && route.methods?.includes(method) === false && !reported.has(route)) {
        reported.add(route);
        yield {
          at: route.place,
          message: `${shorten(path)} is answered to ${list(route.methods, 'and')}, but ${SENDERS[method]} sends ${method}`,
          help: otherMethod(route, method),
          related: [{ at, note: `asked for here, with ${method}` }],
        };
      }
    }
  },
};

const SENDERS = { GET: 'the health check', POST: 'the daemon of the worker' };

/** Something that asks the application for a path. */
interface Asked {
  readonly at: Place;
  /** As a message begins with it. */
  readonly name: string;
  readonly path: string;
  readonly method: 'GET' | 'POST';
}

function* unanswered(
  { at, name, path, method }: Asked,
  { file, routes }: ApplicationRoutes,
  other?: Route,
): Generator<Finding> {
  const plain = routes.flatMap((route) =>
    /[<{]/.test(route.path) || route.methods?.includes(method) === false ? [] : [route.path],
  );
  const suggestion =
    plain.find((route) => route === other?.path) ??
    plain.find((route) => route !== '/' && (path.endsWith(route) || route.endsWith(path))) ??
    nearest(path, plain) ??
    plain[0];
  if (suggestion === undefined) return;
  yield {
    at,
    message: `${name} is ${shorten(path)}, which ${file.name} does not answer`,
    help: `Use \`${suggestion}\`, which it answers.`,
    related: [{ at: startOfFile(file), note: 'has the routes of the application' }],
  };
}

const BUILD_FILES = ['pom.xml', 'build.gradle', 'build.gradle.kts'];

/** Where a library, another file or a module may bring the actuator. */
const MAY_BRING_ACTUATOR =
  /actuator|\badmin\b|cloud|eureka|consul|micrometer|jhipster|<modules?>|<profiles?>|\bproject\(|\blibs\.|\bsubprojects\b|\ballprojects\b|\bapply[ (]+from|files\(|fileTree/i;

/** https://docs.spring.io/spring-boot/reference/actuator/enabling.html */
function* withoutActuator({ at, name, path, method }: Asked, project: Project): Generator<Finding> {
  const { language } = platform(project);
  if (method !== 'GET' || !/^\/actuator(?:\/|$)/.test(path) || (language !== 'java' && language !== 'tomcat'))
    return;
  const existing = existingFiles(deployedFiles(project));
  const [file, ...others] = BUILD_FILES.filter((one) => existing.has(one) === true).map((one) =>
    existing.source(one),
  );
  if (!file || others.length > 0 || mayProxyAnswer(project)) return;
  const { text, libraries } = readJavaBuild(file);
  const isOpen =
    MAY_BRING_ACTUATOR.test(text) ||
    ['settings.gradle', 'settings.gradle.kts'].some(
      (one) => existing.has(one) === true && /\binclude/.test(existing.source(one)?.text ?? 'include'),
    ) ||
    libraries.some(
      ({ group, name: own }) => !/^org\.springframework\./.test(group) && /starter|parent/.test(own),
    );
  if (
    isOpen ||
    !libraries.some(({ group, name: own }) => group === 'org.springframework.boot' && own !== group)
  )
    return;
  yield {
    at,
    message: `${name} is ${shorten(path)}, but ${file.name} has no spring-boot-starter-actuator`,
    help: `Add \`org.springframework.boot:spring-boot-starter-actuator\` to ${file.name}.`,
    related: [{ at: startOfFile(file), note: 'has the libraries of the application' }],
  };
}

/** A route that has a slash more at its end, or less. */
const redirected = (
  { at, name, path }: Omit<Asked, 'method'>,
  { file }: ApplicationRoutes,
  route: Route,
): Finding => {
  const other = path.endsWith('/') ? path.slice(0, -1) : `${path}/`;
  return {
    at,
    message: `${name} is ${shorten(path)}, which ${file.name} redirects to ${shorten(other)}`,
    help: `Use \`${other}\`, which it answers.`,
    related: [{ at: route.place, note: 'the route' }],
  };
};

/** How a route answers another method. */
function otherMethod({ declared, view, place }: Route, method: Asked['method']): string {
  const [owner = '', verb = ''] = declared.split('.');
  if (view !== undefined) return `Let ${shorten(view)} accept ${method} in its decorator.`;
  return /route$/.test(verb)
    ? `Write \`@${declared}(${place.file.text.slice(place.span.start, place.span.end)}, methods=["${method}"])\`.`
    : `Use \`${[...(verb === '' ? [] : [owner]), method.toLowerCase()].join('.')}\` in the place of \`${declared}\`.`;
}

/** What asks the application for a path: by namespace and option. */
const ASKING: readonly (readonly [namespace: string, option: string])[] = [
  ['aws:elasticbeanstalk:application', 'Application Healthcheck URL'],
  ['aws:elasticbeanstalk:environment:process:default', 'HealthCheckPath'],
  ['aws:elasticbeanstalk:sqsd', 'HttpPath'],
];

/** No health check where it accepts other codes. */
function asked(project: Project): readonly Asked[] {
  const all = settings(project);
  const codes = all.effective('aws:elasticbeanstalk:environment:process:default', 'MatcherHTTPCode');
  const isOther = codes !== undefined && literalText(codes.value) !== '200';
  const byOption = ASKING.flatMap(([namespace, option]): Asked[] => {
    const value = all.effective(namespace, option)?.value;
    const path = value && pathOf(value);
    const method = option === 'HttpPath' ? 'POST' : 'GET';
    return !value || path === undefined || (isOther && method === 'GET')
      ? []
      : [{ at: value.place, name: option, path, method }];
  });
  const tasks = cronYaml(project)?.tasks ?? [];
  return [
    ...byOption,
    ...tasks.flatMap(({ url }): Asked[] => {
      const path = url?.valueKind === 'literal' ? pathOf(valueOfScalar(url)) : undefined;
      return url && path !== undefined ? [{ at: url.place, name: 'The url', path, method: 'POST' }] : [];
    }),
  ];
}

/** Undefined for `TCP:80`, and where the text does not tell. */
function pathOf(value: Value): string | undefined {
  const text = trim(literalText(value) ?? '');
  return /^(?:https?:\d+)?(\/[\w./-]*)$/i.exec(text)?.[1];
}
