export { formatNames, loadFormat } from '../../src/report/formats.js';
export { toRulesMeta } from '../../src/report/rules-meta.js';
export { toLintResults } from '../../src/report/to-lint-results.js';
export { fixProject } from '../../src/lint/fix-project.js';
export { ALL_RULES, lintProject } from '../../src/lint/lint-project.js';
export { SourceFile } from '../../src/source/index.js';
