import { nodeSource } from '../../parse/server-config/node-script.js';
import { literalText, type Place, placeOf, type SourceFile } from '../../source/index.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { existingFiles } from '../bundle/existing-files.js';
import { platform } from '../platform/find-platform.js';
import type { Project } from '../project.js';
import { servers } from '../servers/servers.js';
import { documentRoot } from '../settings/document-root.js';
import { ENVIRONMENT_PROPERTIES } from '../settings/namespaces.js';
import { settings } from '../settings/settings.js';
import { servedSettings } from './django-settings.js';
import { startFiles } from './missing-starts.js';

/** A redirect to HTTPS that looks at the connection with the proxy, which is HTTP for every request. */
export interface HttpsRedirect {
  readonly framework: 'ASP.NET Core' | 'Django' | 'Express' | 'PHP';
  readonly at: Place;
}

/** The redirects of an application in files that it starts with, where nothing there makes it trust what the proxy says. */
export function* untrustingRedirects(project: Project): Generator<HttpsRedirect> {
  const { language } = platform(project);
  if (language === 'node') for (const { file } of startFiles(/\.[cm]?js$/, project)) yield* ofExpress(file);
  else if (language === 'python') yield* ofDjango(project);
  else if (language === 'php') yield* ofPhp(project);
  else yield* ofAspNet(project);
}

function* ofDjango(project: Project): Generator<HttpsRedirect> {
  if (!isServedByConnection(project)) return;
  const django = servedSettings(project);
  const setting = django?.assignment('SECURE_SSL_REDIRECT');
  if (!django || !setting || django.mentions('SECURE_PROXY_SSL_HEADER') > 0) return;
  if (
    django.middleware?.some((name) => name.endsWith('.SecurityMiddleware')) &&
    /^True\s*(?:#|$)/.test(setting.text)
  )
    yield { framework: 'Django', at: setting.place };
}

/**
 * Servers that tell the application of their own connection, unless a flag says otherwise. gunicorn and uvicorn read
 * X-Forwarded-Proto of a proxy on the same machine. https://gunicorn.org/reference/settings/#forwarded_allow_ips
 */
const OF_OWN_CONNECTION: ReadonlySet<string> = new Set(['daphne', 'hypercorn', 'waitress']);

function isServedByConnection(project: Project): boolean {
  const all = servers(project);
  const files = new Set(all.map(({ programWord }) => programWord.place.file));
  return (
    all.length > 0 &&
    all.every(({ program, isCertain }) => isCertain && OF_OWN_CONNECTION.has(program.id)) &&
    ![...files].some(({ text }) => /--(?:proxy-headers|trusted-proxy|url-scheme)/.test(text))
  );
}

/** `if (!req.secure) { res.redirect('https://…`, `if (req.secure) return next(); …`, `req.secure ? next() : …` */
const OF_EXPRESS =
  /(?:\bif\s*\(\s*(?:!\s*req(?:uest)?\.secure|req(?:uest)?\.protocol\s*(?:!==?\s*['"]https['"]|===?\s*['"]http['"]))\s*\)|\bif\s*\(\s*req(?:uest)?\.secure\s*\)\s*(?:\{\s*)?(?:return\s+)?next\(\)|\breq(?:uest)?\.secure\s*\?\s*next\(\)\s*:)(?=[^]{0,80}?\bredirect\(\s*(?:30[1278]\s*,\s*)?['"`]https:\/\/)/;

/** Another module of the project gets the application, and may set it up. */
const HANDS_OVER = /\(\s*['"]\.[^'"\n]{0,200}['"]\s*\)\s*\(\s*app\b|\bapp\.(?:set|enable)\(\s*[^'"\s]/;

function* ofExpress(file: SourceFile): Generator<HttpsRedirect> {
  if (!file.text.includes('redirect(')) return;
  const { text } = nodeSource(file);
  const found =
    /\bexpress\(\)/.test(text) && !/trust proxy/.test(text) && !HANDS_OVER.test(text)
      ? OF_EXPRESS.exec(text)
      : undefined;
  if (found) yield { framework: 'Express', at: placeOf(file, found.index, found.index + found[0].length) };
}

/** Without a port, the middleware does not redirect. https://learn.microsoft.com/aspnet/core/security/enforcing-ssl#port-configuration */
function* ofAspNet(project: Project): Generator<HttpsRedirect> {
  const file = existingFiles(deployedFiles(project)).source('Program.cs');
  const call = file && /^\w+\.UseHttpsRedirection\(\)/m.exec(file.text);
  if (!file || !call || /ForwardedHeaders|^[ \t]*#if\b/m.test(file.text)) return;
  const property = (name: string): string | undefined =>
    literalText(settings(project).effective(ENVIRONMENT_PROPERTIES, name)?.value);
  const hasPort =
    /\bHttpsPort\s*=\s*\d/.test(file.text) ||
    ['ASPNETCORE_HTTPS_PORT', 'ASPNETCORE_HTTPS_PORTS'].some((name) => /^\d+$/.test(property(name) ?? ''));
  if (!hasPort || property('ASPNETCORE_FORWARDEDHEADERS_ENABLED') !== undefined) return;
  yield { framework: 'ASP.NET Core', at: placeOf(file, call.index, call.index + call[0].length) };
}

const PHP_OVER_HTTP = String.raw`(?:empty\(\$_SERVER\[['"]HTTPS['"]\]\)|!\s?isset\(\$_SERVER\[['"]HTTPS['"]\]\)|\$_SERVER\[['"](?:HTTPS['"]\]\s?!==?\s?['"]on['"]|SERVER_PORT['"]\]\s?(?:!==?\s?['"]?443|==\s?['"]?80|===\s?['"]80)['"]?|REQUEST_SCHEME['"]\]\s?(?:!==?\s?['"]https|===?\s?['"]http)['"]))`;

/** At the top level of the page: `if (empty($_SERVER['HTTPS']) || …) { header('Location: https://' . $_SERVER['HTTP_HOST']…` */
const OF_PHP = new RegExp(
  String.raw`^if ?\(${PHP_OVER_HTTP}(?:\s(?:\|\||&&)\s${PHP_OVER_HTTP}){0,3}(?:\s\|\|\s\$_SERVER\[['"]HTTPS['"]\]\s===?\s['"]off['"])?\)\s?(?=\{?(?:(?!\bif\b|/[/*])[^{}#?]){0,200}?\bheader\(\s*['"]Location:\s?https://['"]?[\s.{]{0,5}\$_SERVER\[['"]?(?:HTTP_HOST|SERVER_NAME)\b)`,
  'm',
);

/** What may tell PHP of the client's protocol, or runs before the page. */
const TELLS_PHP = /FORWARDED|CloudFront|auto_prepend|\bHTTPS[ :=]|fastcgi_param/i;

function* ofPhp(project: Project): Generator<HttpsRedirect> {
  const root = documentRoot(project);
  if (!root) return;
  const folder = root.folder && `${root.folder}/`;
  const deployed = deployedFiles(project);
  const existing = existingFiles(deployed);
  const file = existing.has(`${folder}index.php`) ? existing.source(`${folder}index.php`) : undefined;
  const found = file && OF_PHP.exec(file.text);
  if (!file || !found || /FORWARDED|\[['"]HTTPS['"]\]\s*=(?!=)/i.test(file.text)) return;
  const before = file.text.slice(0, found.index);
  if (/\b(?:require|include)|\b(?:return|exit|die)\b|[{}]|\/\*|<<<|:\s*$/.test(before)) return;
  if (['.htaccess', '.user.ini'].some((name) => existing.has(`${folder}${name}`) || existing.has(name)))
    return;
  const isConfigured = deployed.files.some(
    (one) =>
      /^\.(?:ebextensions|platform)\//.test(one.name) &&
      !('source' in one && !TELLS_PHP.test(one.source.text)),
  );
  if (!isConfigured)
    yield { framework: 'PHP', at: placeOf(file, found.index, found.index + found[0].trimEnd().length) };
}
