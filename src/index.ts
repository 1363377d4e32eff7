// The core of the library: it knows no disk and no process, so that it can be bundled for anything that runs JavaScript.
// `package.ts` is what the package exports.
export { ALL_RULES } from './library/all-rules.js';
export type { RuleInfo } from './rules/rule-info.js';
export type { LintReport } from './lint/lint-report.js';
export type { FixOptions, LintOptions } from './library/options.js';
export type { Configuration, Override, RuleLevel, RuleLevels } from './configuration/configuration.js';
export { ConfigurationError, type ConfigurationFault } from './configuration/configuration-error.js';
export type { Baseline, BaselineEntry, BaselineUse, RenamedEntry } from './lint/suppressions/baseline.js';
export type { Diagnostic, ListedSuppression, SuppressedDiagnostic } from './lint/diagnostic.js';
export type { ChangedFile, FixedProject } from './fix/fix-project.js';
export { fixProject, lintProject, ProjectLinter } from './library/lint.js';
export type { ProjectFile, ProjectFiles } from './model/project.js';
export type { Edit, Fix, RuleId } from './rules/rule.js';
export type { Severity } from './rules/severity.js';
export { nameOf, positionsOf, SourceFile } from './source/index.js';
export type { Place, Position, Related, Span } from './source/index.js';
export { toLintResults } from './report/lint-result/to-lint-results.js';
export type { LintResultOptions } from './report/lint-result/to-lint-results.js';
export type { LintMessage, LintResult, RelatedLocation } from './report/lint-result/lint-result.js';
export { formatNames } from './report/formats.js';
export { formatResults } from './library/format-results.js';
export type { FormatSettings } from './library/format-results.js';
export { docsUrl } from './web-addresses.js';
export { CATALOGUE_DATE, namespaceNames } from './catalogue/namespaces.js';
export { findNamespace } from './catalogue/find-namespace.js';
export type { NamespaceInfo } from './catalogue/find-namespace.js';
export { findOption } from './catalogue/find-option.js';
export type { OptionInfo } from './catalogue/find-option.js';
