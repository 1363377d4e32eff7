import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { existingFiles } from '../../model/bundle/existing-files.js';
import { webConfig } from '../../model/bundle/web-config.js';
import { isDockerSure } from '../../model/docker/uses-docker.js';
import { environment } from '../../model/load-balancer/environment.js';
import { proxy } from '../../model/nginx/proxy.js';
import { platform } from '../../model/platform/find-platform.js';
import { type Project, sourceNamed } from '../../model/project.js';
import { httpsConditions } from '../../model/proxy/iis-redirects.js';
import { proxyFiles } from '../../model/proxy/proxy-files.js';
import { proxyServer } from '../../model/proxy/proxy-server.js';
import { documentRoot } from '../../model/settings/document-root.js';
import { parseDockerfile } from '../../parse/dockerfile.js';
import { type RewriteCondition, type RewriteRule, rewriteRules } from '../../parse/rewrite-rules.js';
import { placeIn } from '../../parse/shell/word.js';
import { type Place, placeOf } from '../../source/index.js';
import { anyOf, language, option } from '../on.js';
import type { Rule } from '../rule.js';

export const redirectLoop: Rule = {
  meta: {
    summary:
      'A redirect of Apache to HTTPS asks Apache for the protocol that the load balancer has decrypted',
    why: 'A load balancer decrypts the requests of clients and passes them on over HTTP. For Apache, %{HTTPS} is "on" only where it ends TLS itself, so that it is "off" for each of these requests, whatever SetEnvIf sets, as is {HTTPS} of IIS; %{SERVER_PORT} is 80, and %{REQUEST_SCHEME} is "http". The redirect applies to every request, and to the one that follows it: browsers report ERR_TOO_MANY_REDIRECTS. What the client used is in X-Forwarded-Proto.',
    consequence: 'traffic-breaks',
    references: [
      'https://httpd.apache.org/docs/2.4/mod/mod_rewrite.html#rewritecond',
      'https://learn.microsoft.com/en-us/iis/extensions/url-rewrite-module/url-rewrite-module-configuration-reference',
      'guide:configuring-https-httpredirect',
      'aws:elasticloadbalancing/latest/application/x-forwarded-headers',
      'https://github.com/aws-samples/eb-demo-php-simple-app/issues/6',
    ],
    claimsAbsence: true,
    needsPlatform: true,
  },
  needs: anyOf<object>(
    option('aws:elasticbeanstalk:environment:proxy', 'ProxyServer'),
    language('docker', 'windows'),
  ),
  *check(project) {
    const { loadBalancer } = environment(project);
    if (loadBalancer === 'none' || loadBalancer === 'network' || proxy(project).mayEncrypt()) return;
    for (const { at, help, isRead } of platform(project).language === 'windows'
      ? ofIis(project)
      : ofApache(project))
      yield {
        at,
        message:
          'This condition is true for every request behind a load balancer, and the redirect never ends',
        help: `Use \`${help}\`: the load balancer says there what the client used.`,
        ...((loadBalancer === undefined || !isRead) && { warnsBecause: 'may-not-run' }),
      };
  },
};

/** A condition that makes a redirect endless. */
interface LoopingCondition {
  readonly at: Place;
  /** What to write in its place. */
  readonly help: string;
  /** Whether it is read for sure. */
  readonly isRead: boolean;
}

function* ofIis(project: Project): Generator<LoopingCondition> {
  const file = webConfig(project);
  const help = '<add input="{HTTP_X_FORWARDED_PROTO}" pattern="^http$" />';
  for (const { start, end } of file ? httpsConditions(file.text) : [])
    if (file) yield { at: placeOf(file, start, end), help, isRead: true };
}

/** The first of each file. */
function* ofApache(project: Project): Generator<LoopingCondition> {
  const help = 'RewriteCond %{HTTP:X-Forwarded-Proto} =http';
  for (const { text, placeAt, isRead } of configurations(project)) {
    const [condition] = rewriteRules(text).flatMap((rule) =>
      isOfAll(rule) ? (loopingCondition(rule) ?? []) : [],
    );
    if (condition) yield { at: placeAt(condition), help, isRead };
  }
}

/** A text with rules of Apache. */
interface Configuration {
  readonly text: string;
  readonly placeAt: (condition: RewriteCondition) => Place;
  /** Whether Apache reads it for sure. */
  readonly isRead: boolean;
}

function* configurations(project: Project): Generator<Configuration> {
  const existing = existingFiles(deployedFiles(project));
  const htaccess = function* (folders: readonly string[], isRead: boolean): Generator<Configuration> {
    for (const folder of folders) {
      const name = folder === '' ? '.htaccess' : `${folder}/.htaccess`;
      const file = existing.has(name) ? existing.source(name) : undefined;
      if (file) yield { text: file.text, placeAt: ({ start, end }) => placeOf(file, start, end), isRead };
    }
  };
  if (proxyServer(project).program === 'httpd') {
    // Apache of Amazon Linux 2023 reads .htaccess only in folders for which a file enables it.
    let isEnabled = platform(project).generation !== 'al2023';
    for (const { program, path, content } of proxyFiles(project)) {
      const own = program === 'httpd' ? content() : undefined;
      if (!own) continue;
      isEnabled ||= /^[ \t]*AllowOverride\b[^\n#]*\b(?:All|FileInfo)\b/im.test(own.text);
      yield {
        text: own.text,
        placeAt: (condition) => placeIn(own, condition),
        // A virtual host does not inherit the rules that are outside of it.
        isRead: path.startsWith('conf.d/elasticbeanstalk/') || /<VirtualHost/i.test(own.text),
      };
    }
    const root = documentRoot(project);
    if (platform(project).language === 'php' && root) yield* htaccess([root.folder], isEnabled);
  } else if (isDockerSure(project) && servesWithApache(project)) yield* htaccess(['', 'public'], true);
}

/** Whether the image is one of PHP with Apache, which reads `.htaccess`, and has its module for rules and the files. */
function servesWithApache(project: Project): boolean {
  const file = sourceNamed('Dockerfile', deployedFiles(project).files);
  const all = file ? parseDockerfile(file) : [];
  const says = (name: RegExp, argument: RegExp): boolean =>
    all.some((one) => name.test(one.name) && argument.test(one.argument.text));
  const image = all.findLast(({ name }) => name === 'FROM')?.argument.text ?? '';
  return (
    /^(?:[\w./-]+\/)?php:[\w.-]*apache/.test(image) &&
    says(/^RUN$/, /\ba2enmod\b.*\brewrite\b/) &&
    says(/^(?:COPY|ADD)$/, /\/var\/www/)
  );
}

/** Whether a rule redirects every path to the same host over HTTPS. */
const isOfAll = ({ pattern, target }: RewriteRule): boolean =>
  /^(?:\^|\^?\/?\(?\.[*?]?\)?\$?)$/.test(pattern) &&
  /^https:\/\/%\{(?:HTTP_HOST|SERVER_NAME|HTTP:Host)\}/i.test(target);

/** What is true for each request over HTTP, where each condition, or one beside it with `[OR]`, is. */
function loopingCondition({ conditions }: RewriteRule): RewriteCondition | undefined {
  let found: RewriteCondition | undefined;
  let inGroup: RewriteCondition | undefined;
  for (const condition of conditions.filter((one) => !isException(one))) {
    if (isAlways(condition)) inGroup ??= condition;
    if (condition.isOr) continue;
    if (!inGroup) return undefined;
    found ??= inGroup;
    inGroup = undefined;
  }
  return found;
}

const isAlways = ({ test, pattern }: RewriteCondition): boolean =>
  OVER_HTTP.test(`${test.toUpperCase()} ${pattern.toLowerCase()}`);

/** Some paths, the health check or the machine of a developer are left out of the redirect, and all others are not. */
const isException = ({ test, pattern, isOr }: RewriteCondition): boolean =>
  !isOr &&
  /^%\{(?:REQUEST_URI|HTTP_USER_AGENT)\} !|^%\{HTTP_HOST\} !.*(?:localhost|127)/i.test(`${test} ${pattern}`);

const OVER_HTTP =
  /^%\{(?:HTTPS\} (?:=?off|!=?on|\^off\$|!\^?on\$?)|SERVER_PORT\} (?:=?80|\^80\$|!=?443|!\^443\$)|REQUEST_SCHEME\} (?:=http|\^?http\$?|!=?https|!\^https\$))$/;
