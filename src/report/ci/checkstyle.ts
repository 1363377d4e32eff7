import type { Formatter } from '../formatter.js';
import { withHelp } from '../lint-result/lint-result.js';
import { repositoryPath } from '../repository-path.js';
import { seeAlso } from '../see-also.js';
import { XML_DECLARATION, xmlAttributes } from '../text/xml-text.js';
import { levelOf } from './flat-messages.js';

/** Checkstyle's XML, which Jenkins, reviewdog and many others read: https://checkstyle.org */
export const checkstyle: Formatter = (results, context) => {
  const files = results.map(({ filePath, messages }) => {
    const errors = messages.map((message) => {
      const { line, column, ruleId } = message;
      const text = withHelp(message) + seeAlso(message, context);
      return `    <error${xmlAttributes({ line, column, severity: levelOf(message), message: text, source: ruleId })}/>\n`;
    });
    const name = xmlAttributes({ name: repositoryPath(filePath, context) });
    return errors.length === 0 ? `  <file${name}/>\n` : `  <file${name}>\n${errors.join('')}  </file>\n`;
  });
  return `${XML_DECLARATION}<checkstyle version="4.3">\n${files.join('')}</checkstyle>\n`;
};
