import { isTemplate } from '../../knowledge/placeholders/placeholders.js';
import type { EnvironmentManifest } from '../../parse/env-yaml.js';
import { type MapEntry, type ScalarNode } from '../../parse/yaml/node.js';
import { lookUp } from '../../util/collections.js';
import { didYouMean, nearest } from '../../util/nearest.js';
import { shorten } from '../../util/text.js';
import { file } from '../on.js';
import type { EachRule, Finding } from '../rule.js';
import { renameKeys } from '../support/rename.js';

export const invalidManifest: EachRule<EnvironmentManifest> = {
  meta: {
    summary:
      'The manifest env.yaml has a key or a tier that does not exist, a name or settings of the wrong form, or no version',
    why: 'Elastic Beanstalk reads env.yaml when an environment is created. A key that it does not know has no effect: with "Tier" instead of "EnvironmentTier", for example, a worker becomes a web server. A name that is not valid is refused.',
    consequence: 'silently-ignored',
    references: [
      'guide:environment-cfg-manifest',
      'aws:elasticbeanstalk/latest/api/API_CreateEnvironment',
      'https://github.com/aws/aws-elastic-beanstalk-cli',
    ],
  },
  each: file('env.yaml'),
  *check({ keys, version, name, optionSettings, tierName, tierType }) {
    for (const key of keys) {
      if (KEYS.has(key.text)) continue;
      const better = lookUp(SAME, key.text) ?? nearest(key.text, KEYS);
      yield {
        at: key.place,
        message: `"${key.text}" is not a key of env.yaml`,
        help: didYouMean(better, 'Delete it. An option belongs below `OptionSettings`, in its namespace.'),
        ...(better !== undefined && isFree(better, keys) && { fix: renameKeys([key], better) }),
      };
    }
    if (!version && keys[0]) {
      yield {
        at: keys[0].place,
        message: 'env.yaml does not have AWSConfigurationTemplateVersion',
        help: 'Add `AWSConfigurationTemplateVersion: 1.1.0.0`.',
      };
    }
    yield* ofName(name);
    yield* ofSettings(optionSettings);
    yield* ofTier(tierName, tierType);
  },
};

const isFree = (name: string, keys: readonly ScalarNode[]): boolean =>
  keys.every(({ text }) => text !== name);

const KEYS: ReadonlySet<string> = new Set([
  ...['AWSConfigurationTemplateVersion', 'CName', 'Description', 'EnvironmentLinks', 'EnvironmentName'],
  ...[
    'EnvironmentConfigurationMetadata',
    'EnvironmentTier',
    'OptionSettings',
    'Platform',
    'SolutionStack',
    'Tags',
  ],
]);

/** Names that resemble the right ones too little. */
const SAME: Readonly<Record<string, string>> = {
  Tier: 'EnvironmentTier',
  CNAME: 'CName',
  option_settings: 'OptionSettings',
};

/** A plus sign at the end means a suffix, with which the name may be long enough. */
const NAME = /^(?!-)(?:[A-Za-z0-9-]{3,39}[A-Za-z0-9]|[A-Za-z0-9-]{1,38}\+)$/;

function* ofName(name: ScalarNode | undefined): Generator<Finding> {
  if (name?.valueKind !== 'literal' || isTemplate(name.text) || NAME.test(name.text)) return;
  yield {
    at: name.place,
    message: `"${shorten(name.text)}" is not a valid name of an environment`,
    help: 'Use 4 to 40 letters, digits and hyphens, without a hyphen at the ends.',
  };
}

/** The list form is for configuration files only. */
function* ofSettings(settings: MapEntry | undefined): Generator<Finding> {
  if (settings?.value.kind !== 'list') return;
  yield {
    at: settings.key.place,
    message: 'OptionSettings is a list instead of a map of namespaces',
    help: 'Write each namespace as a key, with its options below it as `OPTION: VALUE`.',
  };
}

const TIERS: Readonly<Record<string, string>> = { WebServer: 'Standard', Worker: 'SQS/HTTP' };

function* ofTier(name: ScalarNode | undefined, type: ScalarNode | undefined): Generator<Finding> {
  if (name?.valueKind !== 'literal') return;
  const right = lookUp(TIERS, name.text);
  if (!right) {
    yield {
      at: name.place,
      message: `There is no tier "${name.text}"`,
      help: 'Use `WebServer` or `Worker`.',
    };
  } else if (type?.valueKind === 'literal' && type.text !== right) {
    yield {
      at: type.place,
      message: `The type of the tier ${name.text} is not "${type.text}"`,
      help: `Use \`${right}\`.`,
    };
  }
}
