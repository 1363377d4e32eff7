import { defaultNginxFiles, NGINX_CONF } from '../../knowledge/nginx/default-files.js';
import type { Language } from '../../knowledge/platform/platforms.js';
import { parseNginx } from '../../parse/nginx/nginx.js';
import { mappedText } from '../../parse/shell/word.js';
import { SourceFile, trimmedText } from '../../source/index.js';
import { MAX_NGINX_CHARACTERS } from '../../util/limits.js';
import { oncePerName } from '../../util/memo.js';
import { fact } from '../fact.js';
import { platform } from '../platform/find-platform.js';
import { changesOwnFolder } from '../proxy/own-folder-changes.js';
import type { ProxyFile } from '../proxy/proxy-file.js';
import { proxyFiles } from '../proxy/proxy-files.js';
import { proxyServer } from '../proxy/proxy-server.js';
import { settings } from '../settings/settings.js';
import {
  DirectiveBudget,
  type NginxConfiguration,
  type NginxFile,
  readNginxConfiguration,
} from './configuration.js';

/** The nginx configuration on the instances of a project. */
export interface Nginx {
  /** What Elastic Beanstalk installs: its own files, and those of `.platform/nginx` in their place or beside them. */
  readonly installed: NginxConfiguration;
  /** The files that are there for it, be they read or not. */
  readonly installedFiles: readonly NginxFile[];
  /** Each file that gets there in another way, as nginx would read it beside Elastic Beanstalk's own, within the budget. */
  readonly others: readonly NginxConfiguration[];
  /** The files that a project brings or writes, as far as their content is known. */
  readonly files: readonly OwnNginxFile[];
  /** The project's own `nginx.conf`, which takes the place of Elastic Beanstalk's. */
  readonly ownMain: OwnNginxFile | undefined;
  /**
   * Whether all files of `.platform/nginx` are known and examined, nginx could read those that it reads, and no script adds
   * or changes any in a way that is not known.
   */
  readonly isComplete: boolean;
}

export interface OwnNginxFile extends NginxFile {
  readonly source: ProxyFile;
}

export const nginx = fact('nginx', (project): Nginx => {
  const sources = proxyFiles(project).filter(({ program }) => program === 'nginx');
  if (sources.length === 0) return NOTHING_OWN;
  const files = readFiles(sources);
  const defaults = defaultFiles(platform(project).language);
  const installed = files.filter(({ source }) => source.origin === 'platform');
  const paths = new Set(installed.map(({ path }) => path));
  const budget = new DirectiveBudget();
  const installedFiles = [...defaults.filter(({ path }) => !paths.has(path)), ...installed];
  const configuration = {
    ...readNginxConfiguration(installedFiles, budget),
    isUncertain: proxyServer(project).program !== 'nginx',
  };
  const others = files
    .filter(({ source }) => source.origin !== 'platform')
    .flatMap((file) => {
      if (budget.isSpent) return [];
      const beside = defaults.filter(({ path }) => path !== file.path);
      const other = { ...readNginxConfiguration([...beside, file], budget), isUncertain: true };
      return budget.isSpent ? [] : [other];
    });
  return {
    installed: configuration,
    installedFiles,
    others,
    files,
    ownMain: installed.find(({ path }) => path === NGINX_CONF),
    isComplete:
      !budget.isSpent &&
      sources.every(isKnown) &&
      !changesOwnFolder(project) &&
      sources.filter(({ origin }) => origin === 'platform').length === installed.length &&
      installed.every((file) => !file.content.problem || !isRead(file, configuration)),
  };
});

/**
 * Every configuration that nginx may be started with: the installed one, and one for each file that gets there in another
 * way. None where the project has no file of nginx, or another proxy.
 */
export const nginxConfigurations = fact('nginxConfigurations', (project): readonly NginxConfiguration[] => {
  const { program } = proxyServer(project);
  if (program === 'none' || program === 'httpd') return [];
  const { installed, others, files } = nginx(project);
  return files.length === 0 ? [] : [installed, ...others];
});

/** Those of which all files are known, so that what they lack is missing. */
export const wholeNginx = fact('wholeNginx', (project): readonly NginxConfiguration[] =>
  nginx(project).isComplete
    ? nginxConfigurations(project).filter(({ hasUnknownIncludes }) => !hasUnknownIncludes)
    : [],
);

export const STATIC_FILES = 'aws:elasticbeanstalk:environment:proxy:staticfiles';

/** Where Elastic Beanstalk puts the locations of static files. */
export const STATIC_CONF = 'conf.d/elasticbeanstalk/01_static.conf';

/**
 * What nginx is started with, as far as it is known, whether the project has files of its own or not: with the locations of the static
 * files that its settings name.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-environmentproxystaticfiles
 */
export const startedNginx = fact('startedNginx', (project): NginxConfiguration => {
  const { installedFiles } = nginx(project);
  const files = installedFiles.length > 0 ? installedFiles : defaultFiles(platform(project).language);
  const locations = settings(project)
    .of(STATIC_FILES)
    .flatMap(({ option, value }) => {
      const [path, folder] = [option.value, trimmedText(value) ?? ''].map((text) =>
        text
          .split('/')
          .filter((part) => part !== '')
          .join('/'),
      );
      const isPlain = path && folder !== undefined && /^[\w./-]+$/.test(path + folder);
      return isPlain ? [`location /${path}/ { alias /var/app/current/${folder}/; }`] : [];
    });
  if (locations.length === 0 || files.some(({ path }) => path === STATIC_CONF))
    return readNginxConfiguration(files);
  const text = [...new Set(locations)].join('\n');
  const content = parseNginx(mappedText(new SourceFile('', `/etc/nginx/${STATIC_CONF}`, text)));
  return readNginxConfiguration([...files, { path: STATIC_CONF, content, source: undefined }]);
});

/** What changes a file that is there is not known to add anything. */
const isKnown = ({ origin, isChange = false, content }: ProxyFile): boolean =>
  origin === 'platform' || origin === 'ebextensions' || isChange || content() !== undefined;

/** What Elastic Beanstalk installs is right by itself: it is not asked for where a project has nothing of its own. */
const NOTHING_OWN: Nginx = {
  installed: readNginxConfiguration([]),
  installedFiles: [],
  others: [],
  files: [],
  ownMain: undefined,
  isComplete: true,
};

const isRead = (file: NginxFile, { included }: NginxConfiguration): boolean =>
  included.has(file) || file.path === NGINX_CONF;

function readFiles(sources: readonly ProxyFile[]): OwnNginxFile[] {
  let characters = 0;
  return sources.flatMap((source) => {
    const text = source.content();
    characters += text?.text.length ?? 0;
    if (!text || characters > MAX_NGINX_CHARACTERS) return [];
    return [{ path: source.path, content: parseNginx(text), source }];
  });
}

/** What Elastic Beanstalk itself puts below `/etc/nginx` on a platform. */
export const defaultFiles = (language: Language | undefined): readonly NginxFile[] =>
  defaultFilesOf(language ?? '');

const defaultFilesOf = oncePerName((language: Language | ''): readonly NginxFile[] =>
  Object.entries(defaultNginxFiles(language || undefined)).map(([path, text]) => ({
    path,
    content: parseNginx(mappedText(new SourceFile('', `/etc/nginx/${path}`, text))),
    source: undefined,
  })),
);
