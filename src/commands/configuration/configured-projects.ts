import { resolve } from 'node:path';
import { checkRuleNames, type Options } from '../../cli/parse-flags.js';
import { UsageError } from '../../cli/usage-error.js';
import { levelsById } from '../../configuration/rule-levels.js';
import { ConfigurationFinder, type FoundConfiguration, onlyPath } from '../../discover/find-configuration.js';
import type { LintOptions } from '../../lint/lint-options.js';
import { ALL_RULES } from '../../lint/lint-project.js';
import type { NamedEnvironment } from '../../model/project.js';
import type { FileSystem } from '../../ports/file-system.js';
import type { Ports } from '../../ports/ports.js';
import { visible } from '../../report/text/one-line.js';
import { lazily } from '../../util/memo.js';
import type { Input } from '../input/input.js';
import type { UsedConfiguration } from './used-configuration.js';

/** A project and what flags and configuration say about it: flags take precedence. */
export interface ConfiguredProject {
  readonly root: string;
  readonly options: LintOptions;
  /** Undefined where there is none. */
  readonly used: UsedConfiguration | undefined;
}

export type ConfigurationOptions = Pick<Options, 'config' | 'findsConfig' | 'platform'> &
  Partial<Pick<Options, 'preset' | 'rules' | 'explainsSilence' | 'environment'>>;

const KNOWN = lazily(() => ALL_RULES.map(({ id }) => id));

/**
 * Some projects with their configurations.
 * @throws ConfigurationError and ReadError: nothing is checked with less than was asked for
 */
export async function configuredProjects(
  { roots, files }: Pick<Input, 'roots' | 'files'>,
  options: ConfigurationOptions,
  ports: Ports,
): Promise<readonly ConfiguredProject[]> {
  const today = ports.today();
  const severities = levelsById(Object.fromEntries(options.rules ?? []), KNOWN());
  const usedIn = configurationFinder(options, files, ports);
  const flagged = environmentOfFlag(options, ports);
  const projects: ConfiguredProject[] = [];
  // What the options choose is computed once for each.
  const known = new Map<string, LintOptions>();
  for (const root of roots) {
    const used = await usedIn(root);
    const { preset, explainsSilence, platform = used?.policy.platformOf(root) } = options;
    const environment = flagged ?? used?.policy.environmentOf(root);
    const key = JSON.stringify([used?.paths[0], platform, environment]);
    const own = known.get(key) ?? {
      preset,
      platform,
      environment,
      severities,
      policy: used?.policy,
      today,
      explainsSilence,
    };
    known.set(key, own);
    projects.push({ root, used, options: own });
  }
  return projects;
}

/** @throws UsageError for a file that is not there */
function environmentOfFlag(
  { environment = [] }: ConfigurationOptions,
  { cwd, files }: Ports,
): NamedEnvironment | undefined {
  if (environment.length === 0) return undefined;
  if (environment.includes('elsewhere')) return 'elsewhere';
  const paths = environment.map((path) => resolve(cwd, path));
  const missing = environment.find((_, index) => files.kindOf(paths[index] ?? '') !== 'file');
  if (missing !== undefined) throw new UsageError(`There is no file "${missing}" for --environment.`);
  return { paths, isFlag: true };
}

/** Each configuration is read once, for all its projects. */
function configurationFinder(
  { config, findsConfig }: ConfigurationOptions,
  projectFiles: FileSystem,
  ports: Ports,
): (root: string) => Promise<UsedConfiguration | undefined> {
  // A file that is named is the user's own, whatever is staged.
  const files = config === undefined ? projectFiles : ports.files;
  const finder = new ConfigurationFinder({ files, cwd: ports.cwd });
  const known = new Map<string, UsedConfiguration>();
  const use = async (found: FoundConfiguration, folder?: string): Promise<UsedConfiguration> => {
    const path = onlyPath(found, ports.cwd);
    // What is not found costs no more than the search.
    const { useConfiguration } = await import('./used-configuration.js');
    const used = known.get(path) ?? useConfiguration({ path, top: found.top, folder, files }, KNOWN(), ports);
    known.set(path, used);
    return used;
  };
  if (config !== undefined) {
    return () => use(finder.named(config), ports.cwd);
  }
  return async (root) => {
    const found = findsConfig ? finder.find(root) : undefined;
    return found && use(found);
  };
}

/** Tells which names of rules are out of date. */
export function tellRenamedRules(options: Options, { stderr }: Ports): void {
  for (const line of checkRuleNames(options, KNOWN())) stderr.write(`eblint: ${visible(line)}\n`);
}
