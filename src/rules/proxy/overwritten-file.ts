import { NGINX_CONF } from '../../knowledge/nginx/default-files.js';
import { nginxForms } from '../../knowledge/nginx/directives.js';
import { PROXY_PORTS } from '../../knowledge/platform/proxy-ports.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { fact } from '../../model/fact.js';
import {
  HTTP_FOLDER,
  placeForProxyFile,
  SERVER_FOLDER,
  suitableFolder,
} from '../../model/nginx/suitable-folder.js';
import { platform } from '../../model/platform/find-platform.js';
import type { Project } from '../../model/project.js';
import { isEarlyWrite } from '../../model/proxy/early-writes.js';
import type { ProxyFile } from '../../model/proxy/proxy-file.js';
import { proxyFiles } from '../../model/proxy/proxy-files.js';
import { proxyPathOf } from '../../model/proxy/proxy-paths.js';
import { proxyServer } from '../../model/proxy/proxy-server.js';
import { isReplaced } from '../../model/proxy/replaced-files.js';
import { classicTargets } from '../../model/routing/classic-targets.js';
import { routing } from '../../model/routing/read-routing.js';
import { type NginxDirective, parseNginx } from '../../parse/nginx/nginx.js';
import type { Related } from '../../source/index.js';
import { groupBy } from '../../util/collections.js';
import { oncePer } from '../../util/memo.js';
import { folderOf } from '../../util/paths.js';
import { splitWords } from '../../util/text.js';
import type { Finding, Rule } from '../rule.js';
import { copyOf } from '../support/in-nginx.js';
import { copied, moveToBundle } from '../support/migration/move-to-bundle.js';
import { ownServerAnswer } from '../support/migration/own-server-answer.js';
import { removeEntries } from '../support/migration/remove-entries.js';
import { repeatedAnswer } from '../support/migration/repeated-answer.js';
import { writtenFile } from '../support/migration/written-file.js';

export const overwrittenFile: Rule = {
  meta: {
    summary: 'A file of the proxy is written to a folder that Elastic Beanstalk fills later',
    why: 'Elastic Beanstalk copies its own configuration and that of .platform/nginx to /etc/nginx when it starts the proxy, after files, commands, container_commands and the prebuild and predeploy hooks have run. A file of the same name is overwritten. Others may survive on some instances, and be gone after the next deployment. Of these, nginx includes only those in conf.d, not those in sites-available or sites-enabled. Only .platform/nginx and .platform/httpd are safe.',
    consequence: 'file-ignored',
    references: [
      'guide:platforms-linux-extend.proxy',
      'https://github.com/aws/elastic-beanstalk-roadmap/issues/296',
      'https://github.com/awsdocs/elastic-beanstalk-samples/issues/148',
    ],
    yieldsTo: ['platform/retired-path', 'proxy/unused-program'],
  },
  needs: proxyFiles,
  *check(project) {
    if (proxyServer(project).program === 'none') return;
    for (const file of proxyFiles(project))
      if (file.target && isEarlyWrite(file)) yield findingFor(file, file.target.value, project);
  },
};

function findingFor(file: ProxyFile, target: string, project: Project): Finding {
  if (file.isChange) return changeFinding(file, target);
  return {
    ...moveFinding(file, target, project),
    related: [...misplacedIn(file), ...senders(file, project)],
  };
}

/** What sends requests to a port on which servers of the file listen. */
function senders({ program, content }: ProxyFile, project: Project): Related[] {
  const text = program === 'nginx' ? content() : undefined;
  if (!text?.text.includes('listen')) return [];
  const servers = parseNginx(text).directives.filter(({ name }) => name.text === 'server');
  const ports = new Set(
    servers
      .flatMap(({ block = [] }) => block.filter(({ name }) => name.text === 'listen'))
      .map(({ args: [address] }) => Number(address?.text.split(':').at(-1))),
  );
  return [...routing(project).processes, ...classicTargets(project)].flatMap(({ port, portSetting }) =>
    port !== undefined && portSetting && !PROXY_PORTS.has(port) && ports.has(port)
      ? [{ at: portSetting.value.place, note: `requests are sent to port ${port}, where it listens` }]
      : [],
  );
}

/** The first directive that nginx refuses where the file is now, although the one of another folder would do. */
function misplacedIn({ program, path, content }: ProxyFile): Related[] {
  const text = program === 'nginx' && path.startsWith('conf.d/') ? content() : undefined;
  if (!text) return [];
  const { directives } = parseNginx(text);
  const folder = `.platform/nginx/${folderOf(path)}`;
  const suitable = suitableFolder(directives);
  const context = folder === SERVER_FOLDER ? 'server' : 'http';
  if (!suitable || suitable.context === context) return [];
  const first = directives.find(({ name }) => {
    const forms = nginxForms(name.text);
    return forms.length > 0 && !forms.some(({ contexts }) => contexts.includes(context));
  });
  return first ? [{ at: first.name.place, note: `not allowed in the ${context} block` }] : [];
}

function moveFinding(file: ProxyFile, target: string, project: Project): Finding {
  const { path, context, isCertain } = placeForProxyFile(file, platform(project).language);
  const counterpart = counterpartOf(file, project);
  const move =
    conditionalAnswer(file, path) ??
    (counterpart && counterpartAnswer(counterpart, file, project)) ??
    ownServerAnswer(file, project) ??
    idleHeadersAnswer(file, project) ??
    repeatedAnswer(file, path, project) ??
    (isCertain && file.origin === 'files' ? moveTo(path, file, project) : {});
  const help = `Move it to \`${path}\`${context ? `, which is included in the ${context} block` : ''}.`;
  if (proxyPathOf(target)?.isStaged)
    return {
      at: file.place,
      message: `${target} is written before its folder is filled`,
      help,
      warnsBecause: 'milder',
      ...move,
    };
  if (isReplaced(file, project))
    return { at: file.place, message: `${target} is overwritten when the proxy starts`, help, ...move };
  if (!isOfOtherLayout(file, project))
    return {
      at: file.place,
      message: `${target} does not reliably survive a deployment`,
      help,
      warnsBecause: 'milder',
      ...move,
    };
  return {
    at: file.place,
    message: `nginx does not read ${target} on supported platforms`,
    help: isLink(file, project) ? `Delete the link: files in \`${HTTP_FOLDER}\` need none.` : help,
    warnsBecause: 'milder',
    ...move,
  };
}

/**
 * What to do with a file that only some environments get, which a file of the bundle would be in all of them.
 * https://github.com/aws/elastic-beanstalk-roadmap/issues/296
 */
function conditionalAnswer(
  { script, guards = [] }: ProxyFile,
  path: string,
): Pick<Finding, 'help'> | undefined {
  const isConditional = guards.some(({ command }) =>
    command?.words.some(({ expansions }) => expansions.length > 0),
  );
  if (!isConditional || !script) return undefined;
  const staged = path.replace('.platform/', '/var/proxy/staging/');
  return {
    help: `Move the command to the hooks \`.platform/hooks/predeploy/01_proxy.sh\` and \`.platform/confighooks/predeploy/01_proxy.sh\`, and write to \`${staged}\` there, which Elastic Beanstalk copies when it starts the proxy.`,
  };
}

/** A file of the bundle in the same folder with the same text: a second one would repeat its directives. */
function counterpartOf(file: ProxyFile, project: Project): ProxyFile | undefined {
  const [key] = folderAndText(file);
  return key === undefined ? undefined : bundledFiles(proxyFiles(project)).get(key)?.[0];
}

/** Only the same text is deleted: between quotes, white space matters. */
function counterpartAnswer(
  counterpart: ProxyFile,
  { place }: ProxyFile,
  project: Project,
): Pick<Finding, 'fix' | 'help'> {
  const written = writtenFile(place, project);
  const isSame = written !== undefined && written.text === counterpart.content()?.text;
  return copied(
    `.platform/${counterpart.program}/${counterpart.path}`,
    isSame ? removeEntries([written]) : undefined,
  );
}

const bundledFiles = oncePer((proxyFiles: readonly ProxyFile[]) =>
  groupBy(proxyFiles, (file) => (file.origin === 'platform' ? folderAndText(file) : [])),
);

/** The same for files of one folder whose texts differ in white space only; nothing for those without a text. */
function folderAndText(file: ProxyFile): string[] {
  const words = splitWords(file.content()?.text ?? '');
  return words.length === 0 ? [] : [`${file.program} ${folderOf(file.path)} ${words.join(' ')}`];
}

/** Folders of other systems, and of the Docker platform of Amazon Linux 1; an own main file may include them. */
const isOfOtherLayout = ({ program, path }: ProxyFile, project: Project): boolean =>
  program === 'nginx' &&
  /^sites-(?:available|enabled)\//.test(path) &&
  !deployedFiles(project).files.some(({ name }) => name === `.platform/nginx/${NGINX_CONF}`);

/** A link to a file that has a finding of its own. */
const isLink = ({ origin, path }: ProxyFile, project: Project): boolean =>
  origin === 'script' &&
  path.startsWith('sites-enabled/') &&
  pathsOf(proxyFiles(project)).has(path.replace('sites-enabled/', 'sites-available/'));

const pathsOf = oncePer(
  (files: readonly ProxyFile[]): ReadonlySet<string> => new Set(files.map(({ path }) => path)),
);

function moveTo(name: string, { place }: ProxyFile, project: Project): Pick<Finding, 'fix' | 'help'> {
  const written = writtenFile(place, project);
  return written ? moveToBundle({ name, text: written.text, isExecutable: false }, [written], project) : {};
}

const changeFinding = ({ place, program, path }: ProxyFile, target: string): Finding => ({
  at: place,
  message: `The change of ${target} is overwritten when the proxy starts`,
  help: `Delete the command, and ${copyOf(path, program)}.`,
  warnsBecause: 'milder',
});

/**
 * What to do with a file that only passes on the upgrade to WebSockets, for every server: the location of Elastic Beanstalk
 * does so itself, and inherits no `proxy_set_header`, so that moving the file changes nothing. Undefined for any other file.
 * https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_set_header
 */
function idleHeadersAnswer(file: ProxyFile, project: Project): Pick<Finding, 'help'> | undefined {
  const text = file.program === 'nginx' ? file.content() : undefined;
  if (!text || platform(project).language === 'php' || hasOwnLocations(project)) return undefined;
  const { directives, problem } = parseNginx(text);
  if (problem || !directives.some(setsHeader) || !directives.every(isOfUpgrade)) return undefined;
  return {
    help: 'Delete it: the `location /` of Elastic Beanstalk passes on WebSockets, and inherits no `proxy_set_header`.',
  };
}

/** A location of the project's own may inherit what the file says. */
const hasOwnLocations = fact('hasOwnLocations', (project) =>
  proxyFiles(project).some(({ content }) => content()?.text.includes('location')),
);

const setsHeader = ({ name }: NginxDirective): boolean => name.text === 'proxy_set_header';

const isOfUpgrade = ({ name, args }: NginxDirective): boolean =>
  name.text === 'proxy_http_version' ||
  (name.text === 'proxy_set_header' && /^(?:connection|upgrade)$/i.test(args[0]?.text ?? ''));
