import type { Configuration } from '../configuration/configuration.js';
import { isPreset } from '../configuration/configuration.js';
import { ConfigurationError } from '../configuration/configuration-error.js';
import { textsOf } from '../configuration/merge.js';
import { parseConfiguration } from '../configuration/parse-configuration.js';
import { policyOf } from '../configuration/policy.js';
import type { FixOptions as CoreFixOptions } from '../fix/fix-project.js';
import { ALL_RULES } from '../lint/lint-project.js';
import { SourceFile } from '../source/index.js';
import { shorten } from '../util/text.js';
import { checkedOptions } from './checked-options.js';
import type { FixOptions } from './options.js';

const NAME = 'configuration.json';

/**
 * The options of the linter itself, for the project in a folder.
 * @throws TypeError for options that do not exist, ConfigurationError for a configuration that is not right
 */
export function linterOptions(options: FixOptions): (root: string) => CoreFixOptions {
  const { configuration, configurationFolder, ...others } = checkedOptions(options);
  if (!configuration) return () => others;
  const known = ALL_RULES.map(({ id }) => id);
  checkConfiguration(configuration, known);
  const policyIn = (folder: string) => policyOf(configuration, folder, known);
  const shared = configurationFolder === undefined ? undefined : policyIn(configurationFolder);
  return (root) => {
    const policy = shared ?? policyIn(root);
    const environment = others.environment ?? policy.environmentOf(root);
    return { ...others, platform: others.platform ?? policy.platformOf(root), environment, policy };
  };
}

/** Data from a program is checked like that from a file, only that it has no places. */
function checkConfiguration(
  configuration: Configuration,
  known: Parameters<typeof parseConfiguration>[1],
): void {
  const { faults } = parseConfiguration(new SourceFile(NAME, NAME, JSON.stringify(configuration)), known);
  const files = textsOf(configuration.extends).filter((name) => !isPreset(name));
  const all = [
    ...faults.map(({ message, help }) => ({ message, help })),
    ...files.map((name) => ({
      message: `The library reads no files such as "${shorten(String(name))}"`,
      help: 'Use `readConfiguration`.',
    })),
  ];
  if (all.length > 0) throw new ConfigurationError(all);
}
