import type { SourceFile } from '../../source/index.js';
import { oncePer } from '../../util/memo.js';
import { jsonProblem } from '../data-file.js';
import { readTemplate } from './cloudformation.js';
import type { EnvironmentFile } from './described-environment.js';
import { readReport } from './environment-report.js';
import { readTerraform } from './terraform.js';
import { readPlan } from './terraform-plan.js';

/**
 * Reads a file outside of `.ebextensions` that describes environments: of Terraform, CloudFormation, or what Elastic
 * Beanstalk itself tells. Never throws; in all other files there are none.
 */
export const parseEnvironmentFile = oncePer((file: SourceFile): EnvironmentFile => {
  const { name, text } = file;
  if (name.endsWith('.tf')) return readTerraform(file);
  if (/AWS::ElasticBeanstalk::/.test(text)) return readTemplate(file);
  if (/^\s*[{[]/.test(text)) {
    const problem = jsonProblem(file);
    if (problem) return { source: 'report', environments: [], problem };
  }
  return /"(?:planned_values|format_version|terraform_version)"/.test(text)
    ? readPlan(file)
    : readReport(file);
});
