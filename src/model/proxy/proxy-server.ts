import { mayBeComposeFile } from '../../knowledge/docker/compose-files.js';
import { literalText } from '../../source/index.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { fact } from '../fact.js';
import { platform } from '../platform/find-platform.js';
import { osOf } from '../platform/platform.js';
import { type EffectiveSetting, settings } from '../settings/settings.js';

/** The reverse proxy of the application on each instance. */
export interface ProxyServer {
  /** `unknown` where the text does not tell whether there is one, and on Windows, where it is IIS. */
  readonly program: 'nginx' | 'httpd' | 'none' | 'unknown';
  /** The option `ProxyServer`; undefined where the platform's default applies. */
  readonly setting: EffectiveSetting | undefined;
}

const PROGRAMS: Readonly<Record<string, ProxyServer['program']>> = {
  nginx: 'nginx',
  apache: 'httpd',
  none: 'none',
};

/**
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.proxy.html
 * Whether there is one beside Docker Compose, AWS and what users report disagree.
 */
export const proxyServer = fact('proxyServer', (project): ProxyServer => {
  const setting = settings(project).effective('aws:elasticbeanstalk:environment:proxy', 'ProxyServer');
  const { language } = platform(project);
  const { files } = deployedFiles(project);
  if (osOf(platform(project)) === 'windows') return { program: 'unknown', setting };
  if (language === 'ecs') return { program: 'none', setting: undefined };
  const usesCompose =
    (language === 'docker' || language === undefined) && files.some(({ name }) => mayBeComposeFile(name));
  if (usesCompose) return { program: 'unknown', setting };
  if (!setting) return { program: 'nginx', setting };
  return { program: PROGRAMS[literalText(setting.value) ?? ''] ?? 'unknown', setting };
});
