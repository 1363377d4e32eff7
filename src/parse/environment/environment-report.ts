import type { SourceFile } from '../../source/index.js';
import { readOptionSettings, type Setting } from '../config-file/option-settings.js';
import { parseDataFile } from '../data-file.js';
import { child, entry, isNothing, itemsOf, type Node, scalar } from '../yaml/node.js';
import { valueAt } from '../yaml/value.js';
import type { DescribedEnvironment, EnvironmentFile } from './described-environment.js';
import { AWS_KEYS, settingOfItem } from './setting-of-item.js';

/**
 * The answers of Elastic Beanstalk about environments that run: those of `describe-configuration-settings` and
 * `describe-environments`, what `eb config` prints, and saved configurations.
 * - https://docs.aws.amazon.com/elasticbeanstalk/latest/api/API_DescribeConfigurationSettings.html
 * - https://docs.aws.amazon.com/elasticbeanstalk/latest/api/API_DescribeEnvironments.html
 * - https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environment-configuration-savedconfig.html
 */
export function readReport(file: SourceFile): EnvironmentFile {
  const { root } = parseDataFile(file);
  const sets = itemsOf(child(root, 'ConfigurationSettings'));
  const deployed = sets.filter((set) => scalar(set, 'DeploymentStatus')?.text !== 'pending');
  const environments = itemsOf(child(root, 'Environments')).flatMap(environmentOf);
  const printed = child(root, 'settings');
  const saved = child(root, 'OptionSettings');
  return {
    source: saved ? 'saved configuration' : 'report',
    environments: [
      ...deployed.flatMap(setOf),
      ...environments,
      ...(root && printed ? printedOf(root, printed) : []),
      ...(root && saved ? savedOf(root, saved) : []),
    ],
    problem: undefined,
  };
}

/** One with options that have no value: these are not set. */
function setOf(set: Node): DescribedEnvironment[] {
  const name = scalar(set, 'EnvironmentName') ?? scalar(set, 'TemplateName');
  const options = itemsOf(child(set, 'OptionSettings'));
  if (!name || options.length === 0) return [];
  return [
    {
      ...described(set, name),
      settings: options.filter(hasValue).flatMap((item) => settingOfItem(item, AWS_KEYS) ?? []),
    },
  ];
}

const hasValue = (item: Node): boolean => {
  const value = child(item, 'Value');
  return value !== undefined && !isNothing(value);
};

function environmentOf(environment: Node): DescribedEnvironment[] {
  const name = scalar(environment, 'EnvironmentName');
  return name
    ? [
        {
          ...described(environment, name),
          settings: [],
          unknown: { reason: 'describe-environments does not print settings', at: name.place },
        },
      ]
    : [];
}

/** https://github.com/aws/aws-elastic-beanstalk-cli (ebcli/objects/environmentsettings.py) */
function printedOf(root: Node, settings: Node): DescribedEnvironment[] {
  const name = scalar(root, 'EnvironmentName');
  return name
    ? [
        {
          ...described(root, name),
          settings: inEnvironment(readOptionSettings(settings)),
          unknown: { reason: '`eb config` does not print environment properties', at: name.place },
        },
      ]
    : [];
}

function savedOf(root: Node, settings: Node): DescribedEnvironment[] {
  const key = entry(root, 'OptionSettings')?.key;
  return key
    ? [
        {
          ...described(root, key),
          kind: 'template',
          name: undefined,
          settings: inEnvironment(readOptionSettings(settings)),
        },
      ]
    : [];
}

const inEnvironment = (settings: readonly Setting[]): Setting[] =>
  settings.map((setting) => ({ ...setting, layer: 'environment' }));

const described = (
  node: Node,
  { text, place }: NonNullable<ReturnType<typeof scalar>>,
): Omit<DescribedEnvironment, 'settings'> => ({
  kind: 'environment',
  id: text,
  name: valueAt(node, 'EnvironmentName'),
  place,
  platform:
    valueAt(node, 'PlatformArn') ??
    valueAt(node, 'SolutionStackName') ??
    valueAt(child(node, 'Platform'), 'PlatformArn') ??
    valueAt(node, 'SolutionStack'),
  tier: valueAt(child(node, 'Tier'), 'Name') ?? valueAt(child(node, 'EnvironmentTier'), 'Name'),
  template: undefined,
  unknown: undefined,
});
