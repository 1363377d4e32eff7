import { dirname } from 'node:path';
import { faultText } from '../../configuration/configuration-error.js';
import { type Policy, policyOf } from '../../configuration/policy.js';
import { loadConfiguration, type LoadedConfiguration } from '../../discover/load-configuration.js';
import type { FileSystem } from '../../ports/file-system.js';
import type { Ports } from '../../ports/ports.js';
import { visible } from '../../report/text/one-line.js';
import type { RuleId } from '../../rules/rule.js';

/** A configuration that some projects use. */
export interface UsedConfiguration extends LoadedConfiguration {
  readonly policy: Policy;
  /** What its patterns are relative to. */
  readonly folder: string;
}

interface NamedConfiguration {
  readonly path: string;
  readonly top: string;
  /** What its patterns are relative to; its own folder where this is left out. */
  readonly folder?: string | undefined;
  readonly files: FileSystem;
}

/**
 * Reads a configuration and tells which names of rules in it are out of date.
 * @throws ConfigurationError, ReadError
 */
export function useConfiguration(
  { path, top, folder = dirname(path), files }: NamedConfiguration,
  known: readonly RuleId[],
  { files: packages, cwd, stderr }: Ports,
): UsedConfiguration {
  const loaded = loadConfiguration(path, { files, packages, top, known, cwd });
  for (const hint of loaded.hints) stderr.write(`eblint: ${visible(faultText(hint, cwd))}\n`);
  return { ...loaded, folder, policy: policyOf(loaded.configuration, folder, known) };
}
