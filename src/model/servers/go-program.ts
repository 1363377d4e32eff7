import type { ServerConfig } from '../../parse/server-config/config-entry.js';
import { readServerConfig } from '../../parse/server-config/read-server-config.js';
import type { ServerContext } from './server-layers.js';

const UNKNOWN: ServerConfig = { entries: [], isOpen: true };

/** What else may make the application that runs. */
const OTHER_BUILDS = ['Buildfile', 'application', 'bin/application'];

/**
 * Where the application of Go listens that the platform builds from a source: known where that source opens a single port.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/go-environment.html
 */
export function readGoProgram(path: string, context: ServerContext): ServerConfig {
  const file = context.fileText(path);
  if (!file || path.includes('/') || OTHER_BUILDS.some((name) => context.hasFile(name))) return UNKNOWN;
  const config = readServerConfig(file, 'go', undefined);
  return config.isOpen || config.entries.length !== 1 ? UNKNOWN : config;
}
