export { formatNames, loadFormat } from '../../src/report/formats.js';
export { toRulesMeta } from '../../src/report/lint-result/rules-meta.js';
export { toLintResults } from '../../src/report/lint-result/to-lint-results.js';
export { fixProject } from '../../src/fix/fix-project.js';
export { ALL_RULES, lintProject } from '../../src/lint/lint-project.js';
export { SourceFile } from '../../src/source/index.js';
