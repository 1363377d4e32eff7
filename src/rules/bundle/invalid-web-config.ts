import { webConfig } from '../../model/bundle/web-config.js';
import { type XmlProblem, xmlProblem } from '../../parse/xml-elements.js';
import { placeOf } from '../../source/index.js';
import { shorten } from '../../util/text.js';
import { language } from '../on.js';
import type { Finding, Rule } from '../rule.js';

export const invalidWebConfig: Rule = {
  meta: {
    summary: 'The file web.config is not well-formed XML',
    why: 'IIS reads web.config with each request. One that is not well-formed is answered with "HTTP Error 500.19 - Internal Server Error": "Configuration file is not well-formed XML".',
    consequence: 'traffic-breaks',
    references: [
      'https://learn.microsoft.com/en-us/troubleshoot/developer/webapps/iis/health-diagnostic-performance/http-error-500-19-webpage',
      'https://www.w3.org/TR/xml/#sec-well-formed',
    ],
    needsPlatform: true,
  },
  needs: language('windows'),
  *check(project) {
    const file = webConfig(project);
    const problem = file && xmlProblem(file.text);
    if (file && problem)
      yield { at: placeOf(file, problem.span.start, problem.span.end), ...textsFor(problem) };
  },
};

function textsFor(problem: XmlProblem): Pick<Finding, 'message' | 'help'> {
  switch (problem.kind) {
    case 'ampersand':
      return {
        message: 'A bare "&" is not well-formed in web.config',
        help: 'Write `&amp;`.',
      };
    case 'unopened':
      return {
        message: `The end of element "${shorten(problem.name)}" has no beginning`,
        help: 'Delete it.',
      };
    case 'unclosed':
      return {
        message: `Element "${shorten(problem.name)}" is not closed`,
        help: `Write \`</${shorten(problem.name)}>\` after the last of what belongs to it${problem.before === undefined ? '' : `, before \`${shorten(problem.before)}\``}.`,
      };
  }
}
