export { lintProject, ALL_RULES } from './lint/lint-project.js';
export type { LintOptions, LintReport } from './lint/lint-project.js';
export type { Diagnostic } from './lint/diagnostic.js';
export type { ProjectFile, ProjectFiles } from './model/project-files.js';
export type { Edit, Fix, RuleId, RuleMeta, Severity } from './rules/rule.js';
export { nameOf, positionsOf, SourceFile } from './source/index.js';
export type { Place, Position, Related, Span } from './source/index.js';
export { toLintResults } from './report/to-lint-results.js';
export type { LintMessage, LintResult, RelatedLocation } from './report/lint-result.js';
