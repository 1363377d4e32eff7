import { proxyPorts, proxySocketOf } from '../../knowledge/platform/proxy-ports.js';
import { literalNumber, literalText } from '../../source/index.js';
import { fact } from '../fact.js';
import { platform } from '../platform/find-platform.js';
import type { Platform } from '../platform/platform.js';
import { ENVIRONMENT_PROPERTIES } from '../settings/namespaces.js';
import { type EffectiveSetting, type Settings, settings } from '../settings/settings.js';

/** Where the platform's own proxy configuration looks for `web`. */
export interface ProxyTarget {
  readonly port: number;
  /** The `PORT` property that says so; undefined where it is the platform's own choice. */
  readonly setting: EffectiveSetting | undefined;
}

/** Undefined where the text does not tell, and where the platform has no proxy that looks at a port. */
export const proxyTarget = fact('proxyTarget', (project): ProxyTarget | undefined => {
  const [target, ...others] = possibleProxyTargets(settings(project), platform(project));
  return others.length === 0 ? target : undefined;
});

/** Every place where it may look, where sources disagree about the platform's own choice. */
export function possibleProxyTargets(settings: Settings, { language }: Platform): readonly ProxyTarget[] {
  if (!hasProxy(settings)) return [];
  const setting = settings.effective(ENVIRONMENT_PROPERTIES, 'PORT');
  const ownPorts = proxyPorts(language);
  if (!setting || ownPorts.length === 0) return ownPorts.map((port) => ({ port, setting: undefined }));
  const port = literalNumber(setting.value);
  return port === undefined ? [] : [{ port, setting }];
}

/** The Unix socket in place of a port; undefined as above. It is not documented whether `PORT` changes it. */
export const proxySocket = fact('proxySocket', (project): string | undefined =>
  hasProxy(settings(project)) && !settings(project).effective(ENVIRONMENT_PROPERTIES, 'PORT')
    ? proxySocketOf(platform(project).language)
    : undefined,
);

function hasProxy(settings: Settings): boolean {
  const server = settings.effective('aws:elasticbeanstalk:environment:proxy', 'ProxyServer');
  return !server || /^(?:nginx|apache)$/.test(literalText(server.value) ?? '');
}
