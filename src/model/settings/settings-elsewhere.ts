import { hasOptionSettings } from '../../parse/env-yaml.js';
import { startOfFile } from '../../source/index.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { isSavedConfiguration } from '../bundle/read-files.js';
import type { Doubt } from '../doubt.js';
import { fact } from '../fact.js';
import type { ProjectFile } from '../project.js';
import { environmentLayer, environments } from './environments.js';

/**
 * Whether option settings may be outside `.ebextensions`: in a saved configuration of the EB CLI, or in `env.yaml`.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environment-configuration-savedconfig.html
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environment-cfg-manifest.html
 */
export const hasSettingsElsewhere = (files: readonly ProjectFile[]): boolean =>
  files.some((file) => isSavedConfiguration(file.name) || isManifestWithSettings(file));

const isManifestWithSettings = (file: ProjectFile): boolean =>
  file.name === 'env.yaml' && 'source' in file && hasOptionSettings(file.source);

/**
 * Why an environment may have settings that no file shows; undefined where files show all of them, and where no file says
 * anything about environments.
 */
export const environmentDoubt = fact('environmentDoubt', (project): Doubt | undefined => {
  const { environments: own } = deployedFiles(project);
  if (!own) return environmentLayer(project).unknown;
  const { isElsewhere, unclear } = own;
  if (isElsewhere)
    return { reason: 'the configuration says that the environment is described elsewhere', at: undefined };
  const left = own.files.find((file) => !('source' in file));
  if (left) return { reason: `${left.name} cannot be read`, at: startOfFile(left) };
  const { unknown } = environmentLayer(project);
  if (unknown || environments(project).length > 0) return unknown;
  return (
    unclear && {
      reason: `${unclear.name} may describe the environment of another project`,
      at: startOfFile(unclear),
    }
  );
});

/** Why it is not known which options are set; undefined where it is. */
export const settingsDoubt = fact('settingsDoubt', (project): Doubt | undefined => {
  if (environments(project).length > 0) return environmentDoubt(project);
  const elsewhere = deployedFiles(project).files.find((file) => hasSettingsElsewhere([file]));
  return (
    environmentDoubt(project) ??
    (elsewhere && { reason: `${elsewhere.name} may have settings as well`, at: startOfFile(elsewhere) })
  );
});

/** Why it is not known what the application is: the folder only describes environments. */
export const applicationDoubt = fact('applicationDoubt', (project): Doubt | undefined => {
  const { files } = deployedFiles(project);
  const [environment] = environments(project);
  return environment && files.every(({ name }) => isInfrastructureFile(name) || /^[^./][^/]*\//.test(name))
    ? { reason: 'the application is not in this folder', at: environment.place }
    : undefined;
});

/** Whether another tool in the project's folder may configure the environment, where no configuration file shows it. */
export const mayBeConfiguredElsewhere = fact('mayBeConfiguredElsewhere', (project): boolean => {
  // What a script creates, another tool may configure later.
  if (environments(project).some(({ source }) => source !== 'command'))
    return environmentDoubt(project) !== undefined;
  if (environmentDoubt(project)) return true;
  const { files, folders = [] } = deployedFiles(project);
  return files.some(({ name }) => isInfrastructureFile(name)) || folders.some(isInfrastructureFolder);
});

/**
 * Files of tools that create and configure environments of Elastic Beanstalk, or may do so: their settings take precedence
 * over those of configuration files, and need not be in them.
 * - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/elastic_beanstalk_environment
 * - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticbeanstalk-environment.html
 * - https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_elasticbeanstalk-readme.html
 * - https://aws.github.io/copilot-cli/docs/manifest/overview/
 * - https://www.pulumi.com/registry/packages/aws/api-docs/elasticbeanstalk/environment/
 */
const FILES: readonly RegExp[] = [
  /\.(?:tf|tfvars|hcl)$/,
  /^(?:cdk\.json|samconfig\.toml|serverless\.ya?ml|Pulumi\.ya?ml)$/,
  /^(?:template|stack|cloudformation[\w-]*|cfn[\w-]*)\.(?:ya?ml|json|template)$/,
];

/** Folders of the same tools. */
const FOLDERS: ReadonlySet<string> = new Set([
  '.aws-sam',
  '.terraform',
  'cdk',
  'cdk.out',
  'cfn',
  'cloudformation',
  'copilot',
  'infra',
  'infrastructure',
  'pulumi',
  'terraform',
]);

/** Whether a file may belong to a tool that configures environments. */
const isInfrastructureFile = (name: string): boolean => FILES.some((pattern) => pattern.test(name));

/** Whether a folder of the root may hold what configures environments. */
const isInfrastructureFolder = (name: string): boolean => FOLDERS.has(name);
