import type { ConfigFormat } from '../../knowledge/servers/servers.js';
import type { SourceFile } from '../../source/index.js';
import { oncePer } from '../../util/once-per.js';
import type { ServerConfig } from './config-entry.js';
import { readGoSource } from './go-source.js';
import { readGunicornConfig } from './gunicorn-config.js';
import { readHypercornConfig } from './hypercorn-config.js';
import { readNodeScript } from './node-script.js';
import { readPumaConfig } from './puma-config.js';
import { readPythonScript } from './python-script.js';
import { readSpringProperties } from './spring-properties.js';
import { readUwsgiConfig } from './uwsgi-config.js';

type Reader = (file: SourceFile, section: string | undefined) => ServerConfig;

const readers: Readonly<Record<ConfigFormat, Reader>> = {
  go: readGoSource,
  gunicorn: readGunicornConfig,
  hypercorn: readHypercornConfig,
  node: readNodeScript,
  puma: readPumaConfig,
  python: readPythonScript,
  spring: readSpringProperties,
  uwsgi: readUwsgiConfig,
};

/** What a configuration file says literally about where its server listens, read once for all its servers. Never throws. */
export function readServerConfig(
  file: SourceFile,
  format: ConfigFormat,
  section: string | undefined,
): ServerConfig {
  const known = readings(file);
  const key = `${format} ${section ?? ''}`;
  const config = known.get(key) ?? readers[format](file, section);
  known.set(key, config);
  return config;
}

const readings = oncePer<SourceFile, Map<string, ServerConfig>>(() => new Map());
