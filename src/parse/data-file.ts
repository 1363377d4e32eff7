import type { SourceFile } from '../source/index.js';
import { oncePer } from '../util/once-per.js';
import { jsonProblem } from './json/json-problem.js';
import { breaksFile, type Problem } from './problem.js';
import type { Node } from './yaml/node.js';
import { parseYaml } from './yaml/yaml.js';

/** A file of YAML or JSON beside `.ebextensions`, such as `cron.yaml` or `Dockerrun.aws.json`. */
export interface DataFile {
  readonly file: SourceFile;
  /** Undefined where the text cannot be read. */
  readonly root: Node | undefined;
  readonly problems: readonly Problem[];
  readonly broken: boolean;
}

/** Reads a file as JSON where its name ends so, else as YAML. Never throws. */
export const parseDataFile = oncePer((file: SourceFile): DataFile => {
  const problem = file.name.endsWith('.json') ? jsonProblem(file) : undefined;
  if (problem) return { file, root: undefined, problems: [problem], broken: true };
  const { root, problems } = parseYaml(file);
  const broken = problems.some(breaksFile);
  return { file, root: broken ? undefined : root, problems, broken };
});
