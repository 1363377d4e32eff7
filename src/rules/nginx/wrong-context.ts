import { APPLICATION_CONF, NGINX_CONF, PHP_CONF } from '../../knowledge/nginx/default-files.js';
import { type NginxContext, nginxForms } from '../../knowledge/nginx/directives.js';
import type { Language } from '../../knowledge/platform/platforms.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import type { NginxConfiguration } from '../../model/nginx/configuration.js';
import { misuseOf } from '../../model/nginx/misuse.js';
import { nginxConfigurations } from '../../model/nginx/nginx.js';
import { directivesNamed } from '../../model/nginx/nginx-servers.js';
import { requiredName } from '../../model/nginx/required-name.js';
import { folderFor, nameOfConf, suitableFolder, suitablePath } from '../../model/nginx/suitable-folder.js';
import { platform } from '../../model/platform/find-platform.js';
import type { Project } from '../../model/project.js';
import { isEarlyWrite } from '../../model/proxy/early-writes.js';
import type { ProxyFile } from '../../model/proxy/proxy-file.js';
import type { NginxDirective, NginxText } from '../../parse/nginx/nginx.js';
import { oncePer } from '../../util/memo.js';
import type { EachRule, Finding } from '../rule.js';
import { contextName, copyOf, firstOfEachFile, type OwnDirective } from '../support/in-nginx.js';
import { moving } from '../support/migration/move-to-bundle.js';
import { ownServerAnswer } from '../support/migration/own-server-answer.js';
import { repeatedAnswer } from '../support/migration/repeated-answer.js';

export const wrongContext: EachRule<NginxConfiguration> = {
  meta: {
    summary: 'A directive is in a block of nginx where it is not allowed',
    why: 'Files in .platform/nginx/conf.d are included in the http block, files in .platform/nginx/conf.d/elasticbeanstalk in the server block. nginx refuses a directive in the wrong block, and the deployment fails: "validate nginx configuration failed", \'"location" directive is not allowed here\'.',
    consequence: 'deploy-fails',
    references: [
      'guide:platforms-linux-extend.proxy',
      'nginx:dirindex',
      'https://github.com/aws-samples/eb-php-drupal/issues/7',
    ],
  },
  each: nginxConfigurations,
  *check({ all }, project) {
    for (const { found } of firstOfEachFile(all, (placed) => misplaced(placed, project))) yield found;
  },
};

function misplaced(placed: OwnDirective, project: Project): Finding | undefined {
  if (isOverwritten(placed.file.source)) return undefined;
  const misuse = misuseOf(placed);
  if (misuse?.kind !== 'context' || isMovedWhole(placed)) return undefined;
  const { name } = placed.directive;
  return {
    at: name.place,
    message: `"${name.text}" is not allowed in ${contextName(placed.level.context)}`,
    ...(ownAnswer(placed, project) ?? adviceFor(placed, misuse.allowed, project)),
  };
}

const ownAnswer = (placed: OwnDirective, project: Project): Pick<Finding, 'help'> | undefined =>
  isOutermost(placed) && placed.file.source.path === NGINX_CONF
    ? ownServerAnswer(placed.file.source, project)
    : undefined;

const isOutermost = ({ directive, file }: OwnDirective): boolean => outermostIn(file.content).has(directive);

/** Thousands may be in one file, and each is asked for. */
const outermostIn = oncePer(({ directives }: NginxText): ReadonlySet<NginxDirective> => new Set(directives));

const suitableFor = oncePer(({ directives }: NginxText) => suitableFolder(directives));

/** Another finding moves the whole file to where each directive is allowed. */
const isMovedWhole = (placed: OwnDirective): boolean =>
  isOutermost(placed) && isEarlyWrite(placed.file.source) && suitableFor(placed.file.content) !== undefined;

/** Where a condition belongs whose directive is allowed in an `if` of a location, and not in one of a server. */
function conditionHelp({ level, file }: OwnDirective, project: Project): string {
  const locations =
    level.context === 'server-if'
      ? directivesNamed(level.parent, 'location').filter((location) => location.file.source === file.source)
      : [];
  const [location, another] = locations;
  if (another) return 'Move the `if` into each `location` block that it is for.';
  if (location)
    return `Move the \`if\` into \`location ${location.directive.args.map(({ text }) => text).join(' ')}\`.`;
  const [path, block] = theirLocation(platform(project).language);
  const name = `.platform/nginx/${path}`;
  return deployedFiles(project).files.some((other) => other.name === name)
    ? `Move the \`if\` into \`${block}\` of \`${name}\`.`
    : `Delete the \`if\` here, copy \`/etc/nginx/${path}\` from an instance to \`${name}\`, and write the \`if\` into its \`${block}\`.`;
}

/** Whether a directive is an `if` that a location may have, and the server block may not. */
const isForLocation = ({ name, block = [] }: NginxDirective): boolean =>
  name.text === 'if' &&
  block.some((inner) => {
    const contexts = nginxForms(inner.name.text).flatMap((form) => form.contexts);
    return contexts.includes('location-if') && !contexts.includes('server-if');
  });

/** The file of Elastic Beanstalk that passes requests to the application, and its block that does so. */
function theirLocation(language: Language | undefined): [path: string, block: string] {
  if (language === 'php') return [PHP_CONF, 'location'];
  return [language === 'docker' ? NGINX_CONF : APPLICATION_CONF, 'location /'];
}

type Advice = Pick<Finding, 'help' | 'trial'>;

function adviceFor(placed: OwnDirective, allowed: readonly NginxContext[], project: Project): Advice {
  const { file } = placed;
  const suitable = isOutermost(placed) ? suitableFor(file.content) : undefined;
  const path = suitable && suitablePath(file.content.directives, file.path, platform(project).language);
  const help = helpFor(placed, allowed, project);
  return path !== undefined && file.source.origin === 'platform' && help.startsWith(`Move it to \`${path}\`,`)
    ? { help, trial: { ...moving(file.source.place.file, path), isInUse: true } }
    : { help };
}

function helpFor(placed: OwnDirective, allowed: readonly NginxContext[], project: Project): string {
  const { file } = placed;
  const isOfServer = placed.level.context === 'server-if' && allowed.includes('location-if');
  if (isOfServer || isForLocation(placed.directive)) return conditionHelp(placed, project);
  if (isNeedlessBlock(placed))
    return 'Delete `http {` and the brace that ends it, and keep what is between them.';
  const { directives } = file.content;
  const suitable = isOutermost(placed) ? suitableFor(file.content) : undefined;
  if (suitable) {
    const name = requiredName(directives, suitable.context, platform(project).language);
    const path = `${suitable.name}/${name}`;
    if (name !== undefined && deployedFiles(project).files.some((other) => other.name === path))
      return `Delete \`location /\` here, or the one of \`${path}\` and move the file there.`;
    const repeated = repeatedAnswer(file.source, path, project)?.help;
    if (repeated !== undefined) return repeated;
    return name === undefined
      ? `Move it to \`${suitablePath(directives, file.path, undefined)}\`, which is included in the ${suitable.context} block.`
      : `Move it to \`${path}\`, which replaces Elastic Beanstalk's own \`location /\`.`;
  }
  const [context] = allowed.filter((candidate) => candidate !== 'data');
  // What is in an nginx.conf has its blocks beside it.
  if (context === undefined || file.source.path === NGINX_CONF) return moveTo(context);
  if (context === 'main' || context === 'events') return `Delete it, or ${copyOf(NGINX_CONF)}.`;
  const folder = folderFor(allowed);
  return folder && (isOutermost(placed) || folder.context === 'http')
    ? `Move it to \`${folder.name}/${nameOfConf(file.path)}\`, which is included in the ${folder.context} block.`
    : moveTo(context);
}

/** Whether a block is of the kind that its file is included in, and all that is in it is allowed there. */
const isNeedlessBlock = ({ directive: { name, block = [] }, level }: OwnDirective): boolean =>
  name.text === 'http' && level.context === 'http' && suitableFolder(block)?.context === 'http';

/** A main file that is written outside the bundle is never used: another finding says what to do with all of it. */
const isOverwritten = ({ origin, path }: ProxyFile): boolean => origin !== 'platform' && path === NGINX_CONF;

const moveTo = (context: NginxContext | undefined): string =>
  context ? `Move it to ${contextName(context)}.` : 'Move it.';
