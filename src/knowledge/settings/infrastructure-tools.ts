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
export const isInfrastructureFile = (name: string): boolean => FILES.some((pattern) => pattern.test(name));

/** Whether a folder of the root may hold what configures environments. */
export const isInfrastructureFolder = (name: string): boolean => FOLDERS.has(name);
