import { proxyPort } from '../../../knowledge/platform/proxy-ports.js';
import { literalNumber, literalText } from '../../../source/index.js';
import { ENVIRONMENT_PROPERTIES } from '../../settings/environment-properties.js';
import type { Platform } from '../../platform/platform.js';
import type { EffectiveSetting, Settings } from '../../settings/settings.js';

/** Where the platform's own proxy configuration looks for `web`. */
export interface ProxyTarget {
  readonly port: number;
  /** The `PORT` property that says so; undefined where it is the platform's own choice. */
  readonly setting: EffectiveSetting | undefined;
}

/** Undefined where the text does not tell, and where the platform has no proxy that looks at a port. */
export function readProxyTarget(settings: Settings, { language }: Platform): ProxyTarget | undefined {
  const server = settings.effective('aws:elasticbeanstalk:environment:proxy', 'ProxyServer');
  if (server && !/^(?:nginx|apache)$/.test(literalText(server.value) ?? '')) return undefined;
  const setting = settings.effective(ENVIRONMENT_PROPERTIES, 'PORT');
  const ownPort = proxyPort(language);
  const followsProperty = ownPort !== undefined || language === 'node';
  const port = setting && followsProperty ? literalNumber(setting.value) : ownPort;
  return port === undefined ? undefined : { port, setting };
}
