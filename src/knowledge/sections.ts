import { RESOURCE_KEYS } from './resources/eb-resources.js';

/**
 * The grammar of a `.config` file: which keys belong where.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions.html
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-windows-ec2.html
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions-otherkeys.html
 */

/** The keys that a `.config` file may hold at its top level. */
export const SECTIONS = [
  'option_settings',
  'Resources',
  'Parameters',
  'Outputs',
  'Mappings',
  'packages',
  'groups',
  'users',
  'sources',
  'files',
  'commands',
  'services',
  'container_commands',
] as const;

/** Further keys of a CloudFormation template: whether Elastic Beanstalk accepts them or skips the file is unknown. */
export const TEMPLATE_SECTIONS: ReadonlySet<string> = new Set([
  'AWSTemplateFormatVersion',
  'Conditions',
  'Description',
  'Hooks',
  'Metadata',
  'Rules',
  'Transform',
]);

/** How an entry of each section is written; packages and services are maps of such maps. */
export const SECTION_FORMS: Readonly<Record<string, { readonly entry: string; readonly inner?: string }>> = {
  commands: { entry: 'NAME: {command: ...}' },
  container_commands: { entry: 'NAME: {command: ...}' },
  files: { entry: '/PATH: {content: ...}' },
  groups: { entry: 'NAME: {}' },
  packages: { entry: 'MANAGER: {PACKAGE: []}', inner: 'PACKAGE: []' },
  services: { entry: 'MANAGER: {SERVICE: {enabled: true}}', inner: 'SERVICE: {enabled: true}' },
  sources: { entry: '/FOLDER: URL' },
  users: { entry: 'NAME: {uid: ...}' },
};

export interface KeySet {
  readonly documented: readonly string[];
  /** What cfn-init, which does the work on the instance, understands although the guide does not name it. */
  readonly tolerated?: readonly string[];
}

const COMMAND_KEYS = ['command', 'cwd', 'env', 'test', 'ignoreErrors', 'waitAfterCompletion'] as const;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-init.html */
const COMMAND_EXTRAS = ['runas', 'defaults'] as const;

/** The keys of one entry, by the section: below a name, and in `services` below a manager and a name. */
export const ENTRY_KEYS = {
  files: {
    documented: ['content', 'source', 'encoding', 'authentication', 'mode', 'owner', 'group'],
    tolerated: ['context'],
  },
  commands: {
    documented: COMMAND_KEYS,
    // A rule of its own reports that it has no effect here.
    tolerated: [...COMMAND_EXTRAS, 'leader_only'],
  },
  container_commands: { documented: [...COMMAND_KEYS, 'leader_only'], tolerated: COMMAND_EXTRAS },
  users: { documented: ['uid', 'groups', 'homeDir'] },
  groups: { documented: ['gid'] },
  services: {
    documented: ['enabled', 'ensureRunning', 'files', 'sources', 'packages', 'commands'],
    tolerated: ['groups', 'users'],
  },
  Resources: { documented: RESOURCE_KEYS },
} as const satisfies Readonly<Record<string, KeySet>>;

/** A section whose entries, each under a name of its own, take certain keys and no others. */
export type KeyedSection = keyof typeof ENTRY_KEYS;

/** The keys that an entry of a section takes, without those that are only tolerated. */
export const documentedKeys = (section: KeyedSection): readonly string[] => ENTRY_KEYS[section].documented;

/** What manages services: the maps below `services`. */
export const SERVICE_MANAGERS = ['sysvinit', 'systemd', 'windows'] as const;

/** Words of other tools for a key, too far from it to be found by their letters. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  command: ['cmd', 'exec', 'run', 'script', 'shell'],
  content: ['body', 'text', 'data'],
  cwd: ['dir', 'directory', 'workdir', 'working_dir', 'working_directory', 'workingdirectory'],
  env: ['environment', 'environment_variables', 'vars'],
  group: ['group_name', 'groupname'],
  homeDir: ['home', 'home_dir'],
  ignoreErrors: ['continue_on_error', 'ignore_failure'],
  leader_only: ['leader', 'run_once'],
  mode: ['chmod', 'permission', 'permissions', 'perms'],
  owner: ['user', 'username'],
  source: ['src', 'url'],
  test: ['condition', 'if', 'only_if', 'unless', 'when'],
};

/** The one of some keys that another tool's word means. */
export const intendedBySynonym = (word: string, keys: readonly string[]): string | undefined =>
  keys.find((key) => SYNONYMS[key]?.includes(word.toLowerCase()));

/** What people take for sections although it belongs elsewhere, with where that is: a noun phrase of a help text. */
export const FOREIGN_KEYS: Readonly<Record<string, string>> = {
  // https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environment-cfg-manifest.html
  ...keysOf('`env.yaml` or a saved configuration', [
    'AWSConfigurationTemplateVersion',
    'CName',
    'EnvironmentConfigurationMetadata',
    'EnvironmentLinks',
    'EnvironmentName',
    'EnvironmentTier',
    'OptionSettings',
    'Platform',
    'SolutionStack',
  ]),
  // https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/eb-cli3-configuration.html
  ...keysOf('`.elasticbeanstalk/config.yml`', ['branch-defaults', 'deploy', 'global']),
};

function keysOf(owner: string, keys: readonly string[]): Record<string, string> {
  return Object.fromEntries(keys.map((key) => [key, owner]));
}
