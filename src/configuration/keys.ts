import type { Configuration, DescribedEnvironment, Override } from './configuration.js';
import {
  environmentFault,
  optionPatternFault,
  pathPatternFault,
  placeholderPatternFault,
  platformFault,
  type TextFault,
} from './text-checks.js';

interface KeyBase {
  readonly description: string;
  readonly isRequired?: true;
}

/** `text`: a string · `texts`: a string or a list of strings. `check` tells what is wrong with one of them. */
interface TextKey extends KeyBase {
  readonly shape: 'text' | 'texts';
  readonly check?: (text: string) => TextFault | undefined;
}

interface MapKey extends KeyBase {
  readonly shape: 'rules' | 'overrides' | 'environments';
}

export type ConfigurationKey = TextKey | MapKey;

export type Keys<Data> = Readonly<Record<keyof Data & string, ConfigurationKey>>;

const PATTERNS = 'as in .gitignore, relative to the folder of this file';

const PLATFORM_NAMES = 'such as "Python 3.12 running on 64bit Amazon Linux 2023"';

/** What a configuration file may say: its checks and its JSON Schema come from here. */
export const CONFIGURATION_KEYS: Keys<Configuration> = {
  $schema: { shape: 'text', description: 'The JSON Schema of this file, for editors' },
  extends: {
    shape: 'texts',
    description:
      'What this configuration builds on: the presets "recommended", "strict" and "controls", files such as "./shared.yaml", and packages; later ones take precedence',
  },
  platform: {
    shape: 'text',
    description: `The name of the platform, ${PLATFORM_NAMES}`,
    check: platformFault,
  },
  rules: {
    shape: 'rules',
    description: 'Levels by rule or by group, such as "routing/*"; a rule takes precedence over its group',
  },
  overrides: {
    shape: 'overrides',
    description: 'What is different for some projects or files; later ones take precedence',
  },
  environment: {
    shape: 'text',
    description:
      '"elsewhere" where no file describes the environment, such as one that is set up in the console: nothing is called missing that may be set there',
    check: environmentFault,
  },
  environments: {
    shape: 'environments',
    description: 'Where environments are described; files in the usual folders are found without it',
  },
  ignores: {
    shape: 'texts',
    description: `Projects that are not checked, and files in which nothing is reported: patterns ${PATTERNS}`,
    check: pathPatternFault,
  },
  allowPlaceholders: {
    shape: 'texts',
    description:
      'Placeholders that are filled in before the deployment, with * for any text, such as "@@*@@"; values that contain one are not reported',
    check: placeholderPatternFault,
  },
  knownOptions: {
    shape: 'texts',
    description:
      'Options that Elastic Beanstalk has and eblint does not know, as NAMESPACE/OPTION with * for any text',
    check: optionPatternFault,
  },
};

/** What an entry of `environments` may say. */
export const ENVIRONMENT_KEYS: Keys<DescribedEnvironment> = {
  name: { shape: 'text', description: 'The name of the environment, where the files describe several' },
  from: {
    shape: 'texts',
    description:
      'Files of Terraform or CloudFormation, or what the AWS CLI or the EB CLI printed, relative to the folder of this file',
    isRequired: true,
  },
  project: {
    shape: 'text',
    description: 'The folder of the project that is deployed to it, relative to the folder of this file',
  },
};

/** What an entry of `overrides` may say. */
export const OVERRIDE_KEYS: Keys<Override> = {
  files: {
    shape: 'texts',
    description: `The projects or files: patterns ${PATTERNS}`,
    check: pathPatternFault,
    isRequired: true,
  },
  rules: { shape: 'rules', description: 'Levels by rule or by group' },
  platform: {
    shape: 'text',
    description: `The platform of the projects that the patterns match, ${PLATFORM_NAMES}`,
    check: platformFault,
  },
};
