import { originOfDirective } from '../../knowledge/nginx/directives.js';
import type { Language } from '../../knowledge/platform/platforms.js';
import type { Doubt } from '../../model/doubt.js';
import { liveText } from '../../model/execution/live-text.js';
import type { PlacedDirective } from '../../model/nginx/configuration.js';
import { matchesInclude } from '../../model/nginx/include-pattern.js';
import { withBlocks } from '../../model/nginx/named-directives.js';
import { type Nginx, nginx, nginxConfigurations, type OwnNginxFile } from '../../model/nginx/nginx.js';
import { proxy } from '../../model/nginx/proxy.js';
import { HTTP_FOLDER, nameOfConf, suitableFolder, suitablePath } from '../../model/nginx/suitable-folder.js';
import { platform } from '../../model/platform/find-platform.js';
import type { Project } from '../../model/project.js';
import { proxyServer } from '../../model/proxy/proxy-server.js';
import { scripts } from '../../model/scripts/scripts.js';
import type { NginxDirective } from '../../parse/nginx/nginx.js';
import type { Related } from '../../source/index.js';
import { baseName, folderOf } from '../../util/paths.js';
import { list } from '../../util/text.js';
import type { Finding, Rule } from '../rule.js';
import { sentence } from '../support/migration/into-their-server.js';
import { moving } from '../support/migration/move-to-bundle.js';
import { valueName } from '../support/migration/repeated-answer.js';

export const unreadFile: Rule = {
  meta: {
    summary: 'A file in .platform/nginx is read by no include',
    why: 'nginx reads nginx.conf, and what it includes: conf.d/*.conf and conf.d/elasticbeanstalk/*.conf. Elastic Beanstalk copies all other files as well, but nginx silently ignores them.',
    consequence: 'silently-ignored',
    references: ['guide:platforms-linux-extend.proxy', 'nginx:ngx_core_module#include'],
    claimsAbsence: true,
  },
  needs: nginxConfigurations,
  *check(project) {
    const { language } = platform(project);
    const { program } = proxyServer(project);
    if (program !== 'nginx') return;
    const { ownMain } = nginx(project);
    for (const file of unreadNginxFiles(nginx(project))) {
      const [first] = file.content.directives;
      if (!first) continue;
      const intended = intendedInclude(file.path, nginx(project));
      const [pattern] = intended?.directive.args ?? [];
      if (intended && pattern) {
        yield {
          at: pattern.place,
          message: `nginx looks for "${pattern.text}" in /etc/nginx, so that it does not read ${file.path}`,
          help: `Write \`include ${folderOf(intended.file.path)}${pattern.text};\`.`,
          related: [{ at: first.name.place, note: 'not read' }],
        };
        continue;
      }
      yield {
        doubt: copyOf(file.path, project),
        at: first.name.place,
        message: `No include of nginx reads ${file.path}`,
        help: helpFor(file, ownMain, language, nginx(project)),
        ...trialFor(file, ownMain, language),
        ...(ownMain ? { related: includesOf(ownMain, nginx(project)) } : {}),
      };
    }
  },
};

/** What the project's main file includes instead. */
function includesOf(ownMain: OwnNginxFile, { installed }: Nginx): Related[] {
  const includes = installed.all.filter(
    ({ file, directive: { name } }) => file === ownMain && name.text === 'include',
  );
  return includes.length === 0
    ? [{ at: ownMain.source.place, note: 'main file of the project, which includes nothing' }]
    : includes.map(({ directive: { name } }) => ({
        at: name.place,
        note: 'include in the main file of the project',
      }));
}

/** What names the file, or the folder that it is in, and may copy it. */
function copyOf(path: string, project: Project): Doubt | undefined {
  if (!nginx(project).isComplete) return { reason: 'not all files of nginx are known', at: undefined };
  const { mayName, mayNameFolder } = proxy(project);
  const folder = folderOf(path).replace(/\/$/, '');
  const isOwnFolder = folder !== '' && folder !== 'conf.d' && folder !== 'conf.d/elasticbeanstalk';
  const name = baseName(path);
  const at = scripts(project).find((script) => liveText(script).includes(name))?.name.place;
  if (mayName(path)) return { reason: `${name} is named here as well, which may copy it`, at };
  return isOwnFolder && mayNameFolder(`nginx/${folder}`)
    ? { reason: `its folder ${folder} is named elsewhere, which may copy it`, at: undefined }
    : undefined;
}

const INCLUDED = /^conf\.d\/(?:elasticbeanstalk\/)?[^/]+\.conf$/;

/** What the block of a main file has that may be there only once, and a file that is to be included there as well. */
function repeatedIn(
  { content }: OwnNginxFile,
  directives: readonly NginxDirective[],
  context: string,
): string[] {
  const theirs = new Set(directives.flatMap((one) => valueName(one) ?? []));
  const block =
    withBlocks(content.directives).find(({ name, block: own }) => name.text === context && own)?.block ?? [];
  return block.flatMap((one) => {
    const name = valueName(one);
    return name !== undefined && theirs.has(name) ? [`\`${name}\``] : [];
  });
}

/** The help where the other files of the folder may repeat what the main file says. */
function includeHelp(
  { path, content: { directives } }: OwnNginxFile,
  ownMain: OwnNginxFile,
  { installed }: Nginx,
): string {
  const { name: folder, context } = suitableFolder(directives) ?? { name: HTTP_FOLDER, context: 'http' };
  const repeated = repeatedIn(ownMain, directives, context);
  const name = `${folder.replace('.platform/nginx/', '')}/${nameOfConf(path)}`;
  const isIncluded = installed.all.some(
    ({ directive }) =>
      directive.name.text === 'include' && directive.args.some(({ text }) => matchesInclude(name, text)),
  );
  return `${sentence([
    ...(name === path ? [] : [`move it to \`.platform/nginx/${name}\``]),
    ...(repeated.length > 0 ? [`delete ${list(repeated)} from the main file`] : []),
    ...(isIncluded
      ? []
      : [`add \`include ${name};\` to the ${context} block of \`.platform/nginx/nginx.conf\``]),
  ])}.`;
}

/** The include that was written for a file, with a path that nginx looks for elsewhere: all begin in `/etc/nginx`. */
function intendedInclude(path: string, { installed }: Nginx): PlacedDirective | undefined {
  return installed.all.find(
    ({
      file,
      directive: {
        name,
        args: [pattern],
      },
    }) => {
      if (!file.source || name.text !== 'include' || !pattern || pattern.text.startsWith('/')) return false;
      return (
        !matchesInclude(path, pattern.text) && matchesInclude(path, `${folderOf(file.path)}${pattern.text}`)
      );
    },
  );
}

function helpFor(
  file: OwnNginxFile,
  ownMain: OwnNginxFile | undefined,
  language: Language | undefined,
  own: Nginx,
): string {
  if (ownMain && INCLUDED.test(file.path)) return includeHelp(file, ownMain, own);
  return `Move it to \`${suitablePath(file.content.directives, file.path, language)}\`.`;
}

/** A move is tried; nothing is known of what an include in the main file brings. */
function trialFor(
  { path, source: { place }, content: { directives } }: OwnNginxFile,
  ownMain: OwnNginxFile | undefined,
  language: Language | undefined,
): Pick<Finding, 'trial'> {
  return ownMain && INCLUDED.test(path)
    ? {}
    : { trial: moving(place.file, suitablePath(directives, path, language)) };
}

/** The files of `.platform/nginx` that look like configuration and that nothing includes. */
const unreadNginxFiles = ({ files, installed, ownMain }: Nginx): OwnNginxFile[] =>
  files.filter(
    (file) =>
      file.source.origin === 'platform' &&
      file !== ownMain &&
      !installed.included.has(file) &&
      isConfiguration(file),
  );

/** Certificates, pages and lists lie there as well, and files that are switched off by another ending. */
const isConfiguration = ({ path, content: { directives } }: OwnNginxFile): boolean =>
  /(?:^|\/)[^./][^/]*$/.test(path) &&
  /(?:\.(?:conf|config|cnf|cfg|nginx)|\/[^./]+|^[^./]+)$/.test(path) &&
  directives.length > 0 &&
  directives.every(({ name }) => originOfDirective(name.text) !== 'unknown');
