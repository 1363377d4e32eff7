import type { Span } from '../../../source/index.js';

type Find = (text: string) => Span | undefined;

/** `$${NAME}` is how a template escapes one. */
const VARIABLE = /(?<!\$)\$\{[A-Za-z_][\w.:-]*\}/;

/** Lowercase names in a property are the application's own, as in the patterns of a logger. */
const PROPERTY_VARIABLE = /(?<!\$)\$\{[A-Z_][A-Z0-9_]*\}/;

/** `{{ NAME }}`, `<%= NAME %>`, `#{NAME}`, `__NAME__`, `@@NAME@@`; CloudFormation fills in `{{resolve:…}}`. */
const TEMPLATE =
  /\{\{(?!resolve:)[^{}]+\}\}|<%[^%]+%>|#\{[A-Za-z_][^{}]*\}|(?<!\w)__[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*__(?!\w)|@@\w+@@/;

/** Only names that no application uses in texts of its own, where it fills them in at run time. */
const PROPERTY_TEMPLATE =
  /\{\{ *(?:[A-Z][A-Z0-9]*_[A-Z0-9_]*|(?:env|secrets|vars)\.\w+) *\}\}|<%= *(?:ENV|[A-Z][A-Z0-9]*_)[^%]*%>|#\{[A-Z][A-Z0-9]*_[A-Z0-9_]*\}|(?<!\w)__[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*__(?!\w)/;

/** The whole text: `$(openssl rand -hex 16)`. JSON in backticks is a function of CloudFormation, `$(NAME)` a variable of a build. */
const COMMAND =
  /^(?:\$\((?:[a-z][\w./-]* [^()]*|date|hostname|pwd|whoami)\)|`(?:[a-z][\w./-]* [^`]*|date|hostname|pwd|whoami)`)$/;

export const variableIn = (isProperty: boolean): Find => finder(isProperty ? PROPERTY_VARIABLE : VARIABLE);

export const templateIn = (isProperty: boolean): Find => finder(isProperty ? PROPERTY_TEMPLATE : TEMPLATE);

export const commandIn: Find = finder(COMMAND);

function finder(pattern: RegExp): Find {
  return (text) => {
    const match = pattern.exec(text);
    return match ? { start: match.index, end: match.index + match[0].length } : undefined;
  };
}
