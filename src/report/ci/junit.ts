import type { FormatContext, Formatter } from '../formatter.js';
import { type LintResult, withHelp } from '../lint-result/lint-result.js';
import { repositoryPath } from '../repository-path.js';
import { seeAlso } from '../see-also.js';
import { XML_DECLARATION, xmlAttributes, xmlText } from '../text/xml-text.js';
import { levelOf } from './flat-messages.js';

/**
 * JUnit's XML, which most build services show as tests: a suite per file, with a failed test per finding, or one test that
 * passed.
 * https://github.com/testmoapp/junitxml
 */
export const junit: Formatter = (results, context) => {
  const failures = results.reduce((sum, { messages }) => sum + messages.length, 0);
  const tests = results.reduce((sum, { messages }) => sum + Math.max(1, messages.length), 0);
  const suites = results.map((result) => suite(result, context)).join('');
  return `${XML_DECLARATION}<testsuites${xmlAttributes({ name: 'eblint', tests, failures, errors: 0 })}>\n${suites}</testsuites>\n`;
};

function suite({ filePath, messages }: LintResult, context: FormatContext): string {
  const path = repositoryPath(filePath, context);
  const counts = { tests: Math.max(1, messages.length), failures: messages.length, errors: 0 };
  const cases = messages.map((message) => {
    const { ruleId, line, column } = message;
    const name = `${ruleId} (${line}:${column})`;
    const text = `${path}:${line}:${column}: ${withHelp(message)}${seeAlso(message, context)}`;
    const failure = { type: levelOf(message), message: message.message };
    return `    <testcase${xmlAttributes({ name, classname: path, file: path, line })}>
      <failure${xmlAttributes(failure)}>${xmlText(text)}</failure>
    </testcase>
`;
  });
  const passed = `    <testcase${xmlAttributes({ name: 'no findings', classname: path, file: path })}/>\n`;
  return `  <testsuite${xmlAttributes({ name: path, ...counts })}>\n${cases.join('') || passed}  </testsuite>\n`;
}
