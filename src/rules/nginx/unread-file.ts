import { originOfDirective } from '../../knowledge/nginx/directives.js';
import type { Language } from '../../knowledge/platform/platforms.js';
import type { Doubt } from '../../model/doubt.js';
import { liveText } from '../../model/execution/live-text.js';
import { locationKey } from '../../model/nginx/locations.js';
import { withBlocks } from '../../model/nginx/named-directives.js';
import { type Nginx, nginx, nginxConfigurations, type OwnNginxFile } from '../../model/nginx/nginx.js';
import { proxy } from '../../model/nginx/proxy.js';
import { suitableFolder, suitablePath } from '../../model/nginx/suitable-folder.js';
import { platform } from '../../model/platform/find-platform.js';
import type { Project } from '../../model/project.js';
import { proxyServer } from '../../model/proxy/proxy-server.js';
import { scripts } from '../../model/scripts/scripts.js';
import type { NginxDirective } from '../../parse/nginx/nginx.js';
import type { Related } from '../../source/index.js';
import { baseName, folderOf } from '../../util/paths.js';
import { list } from '../../util/text.js';
import type { Finding, Rule } from '../rule.js';
import { moving } from '../support/migration/move-to-bundle.js';

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
      yield {
        doubt: copyOf(file.path, project),
        at: first.name.place,
        message: `No include of nginx reads ${file.path}`,
        help: helpFor(file, ownMain, language),
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

/** The beginning of the help: locations that the main file has as well would be refused. */
function withoutRepeated({ content }: OwnNginxFile, directives: readonly NginxDirective[]): string {
  const theirs = new Set(directives.map(locationKey));
  const repeated = withBlocks(content.directives).filter((one) => {
    const key = locationKey(one);
    return key !== undefined && theirs.has(key);
  });
  const names = repeated.map(({ args }) => `\`location ${args.map(({ text }) => text).join(' ')}\``);
  return names.length > 0 ? `Delete ${list(names)} from the main file, and a` : 'A';
}

function helpFor(
  { path, content: { directives } }: OwnNginxFile,
  ownMain: OwnNginxFile | undefined,
  language: Language | undefined,
): string {
  // The other files of the folder may repeat what the main file says.
  if (ownMain && INCLUDED.test(path))
    return `${withoutRepeated(ownMain, directives)}dd \`include ${path};\` to the ${suitableFolder(directives)?.context ?? 'http'} block of \`.platform/nginx/nginx.conf\`.`;
  return `Move it to \`${suitablePath(directives, path, language)}\`.`;
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
