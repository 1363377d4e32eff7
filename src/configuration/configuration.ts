import type { Preset } from '../rules/rule.js';
import type { Severity } from '../rules/severity.js';

/** What a rule is set to. */
export type RuleLevel = Severity | 'off';

/** A level as it is written: its name, ESLint's name or ESLint's number. */
type WrittenLevel = RuleLevel | 'warn' | 0 | 1 | 2 | '0' | '1' | '2';

/** Levels by rule id, or by group: `routing/*`. An id takes precedence over its group. */
export type RuleLevels = Readonly<Record<string, WrittenLevel>>;

/** What is different for some projects or files. */
export interface Override {
  /** Patterns as in `.gitignore`. One that fits a folder fits all that is in it. */
  readonly files: string | readonly string[];
  readonly rules?: RuleLevels;
  /** The platform of the projects that the patterns fit. */
  readonly platform?: string;
}

/** Where an environment is described, outside of `.ebextensions`. */
export interface DescribedEnvironment {
  /** Its name, where the files describe several. */
  readonly name?: string;
  /** Files of Terraform or CloudFormation, or what the AWS CLI or the EB CLI printed of it. */
  readonly from: string | readonly string[];
  /** The folder of the project that is deployed to it; of all projects where this is left out. */
  readonly project?: string;
}

/**
 * What `eblint.config.yaml` says. Patterns are those of `.gitignore`, relative to the folder of the file; later overrides
 * take precedence over earlier ones.
 */
export interface Configuration {
  /** The JSON Schema of the file, for editors. */
  readonly $schema?: string;
  /** A preset. Files and packages only in a file: `readConfiguration` puts what they say in the place of their names. */
  readonly extends?: string | readonly string[];
  /** The name of the platform, as `--platform` takes it. */
  readonly platform?: string;
  readonly rules?: RuleLevels;
  readonly overrides?: readonly Override[];
  /** `elsewhere` where no file describes the environment: then nothing is called missing that may be set there. */
  readonly environment?: string;
  readonly environments?: readonly DescribedEnvironment[];
  /** Projects that are not checked, and files in which nothing is reported. */
  readonly ignores?: string | readonly string[];
  /** Placeholders that are filled in before the deployment, with `*` for any text: a value that has one is not reported. */
  readonly allowPlaceholders?: string | readonly string[];
  /** Options that Elastic Beanstalk has and eblint does not know, as `NAMESPACE/OPTION` with `*` for any text. */
  readonly knownOptions?: string | readonly string[];
}

export const PRESETS: readonly Preset[] = ['recommended', 'strict', 'controls'];

export const isPreset = (name: string): name is Preset => PRESETS.some((known) => known === name);
