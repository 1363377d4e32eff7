import { groupsIn } from './words.js';

/** A longer value is more than a reference. */
const MAX_REFERENCE = 2000;

/** A name in quotes: `'DB_PASSWORD'`. */
const QUOTED_NAME = String.raw`(?:"[\w.:/-]+"|'[\w.:/-]+')`;

/** What an application uses where a variable is not set, and is no secret. */
const NOTHING = String.raw`(?:""|''|None|null|nil|undefined|false)`;

/** What reads a variable of the environment or a setting, in the languages of applications. */
const READ_BY_CODE = [
  String.raw`process\.env(?:\.\w+|\[${QUOTED_NAME}\])!?`,
  String.raw`import\.meta\.env\.\w+`,
  String.raw`(?:os\.environ|ENV|\$_ENV|\$_SERVER)\[["']?\w+["']?\]`,
  String.raw`(?:[A-Za-z]\w*\.){0,3}(?:config|env|fetch|get|getenv|GetEnvironmentVariable|getProperty|Getenv|environ\.get)\(${QUOTED_NAME}(?:,\s*(?:default=)?${NOTHING})?\)`,
  // A call whose arguments are all names.
  String.raw`@?[A-Za-z_][\w.]*\((?:[A-Za-z_][\w.]*(?:,\s*[A-Za-z_][\w.]*)*)?\)`,
].join('|');

/** What is known only elsewhere, or contains no secret. Each is a whole value. */
const REFERENCES: readonly string[] = [
  // Switches, permissions of a workflow, and versions of packages that are named after secrets.
  String.raw`true|false|null|nil|none|write|undefined|yes|no|on|off|~|""|''|\*|latest|[~^<>=]{0,2}\d+(?:\.(?:\d+|[x*])){1,2}`,
  // Variables of shells, services of CI, Java and .NET; of another shell where they are not set.
  String.raw`\$\{[\w.:]+\}|\$\{\w+:?-(?:\$\w+|\$\{\w+\})?\}|\$\{\{ ?[\w.-]+ ?\}\}|\$env:\w+`,
  // Template engines.
  String.raw`\{\{-? ?[\w.$[\]]+(?: ?\| ?\w+)* ?-?\}\}`,
  String.raw`\{\{-? ?(?:env|getenv|key|lookup|secret|ssm|vault)(?:[ (,]+${QUOTED_NAME})+\)?(?: ?\| ?\w+)* ?-?\}\}`,
  String.raw`%\w+%|%\(\w+\)s|<%=? ?(?:${READ_BY_CODE}) ?-?%>|<[\w .-]+>`,
  // AWS.
  String.raw`!(?:Ref|GetAtt|ImportValue) ["']?[\w.:-]+["']?|!Sub ["']?\$\{[\w.:]+\}["']?`,
  String.raw`\x60?\{ ?"?(?:Ref|Fn::(?:FindInMap|GetAtt|GetOptionSetting|ImportValue))"? ?:(?!.*DefaultValue).*\}\x60?`,
  String.raw`\x60?\{ ?"?Fn::Sub"? ?: ?"?\$\{[\w.:]+\}"? ?\}\x60?`,
  String.raw`arn:aws[\w:/.*-]*|\{{0,2}resolve:[\w:/.-]*\}{0,2}`,
  // Paths.
  String.raw`(?:/(?:app|etc|home|opt|root|run|srv|tmp|usr|var)|\.{1,2}|~)(?:/[\w.@*-]+)+`,
  // Code.
  String.raw`(?:${READ_BY_CODE})(?:\s*(?:\|\||\?\?|\?:|or)\s*${NOTHING})?`,
];
const REFERENCE = new RegExp(String.raw`^(?:${REFERENCES.join('|')})$`, 'i');
/** What replaces a secret, with no more than a comment or the end of a tag after it: other text there may be a part of one. */
const MASKED = /^["'`]?\*{3}["'`]?[;,)]*(?:\s+#.*|\s*\/?>)?$/;
const VARIABLE = /^\$[A-Z_][A-Z\d_]*$/;

/** In a command or a directive. */
const VARIABLE_OF_COMMAND = /^\$\w+$/;

/** Programs of which a text in the command line is what they print. */
const PRINTED =
  /\b(?:echo|printf)((?:\s+(?:[^\s|;&)"']+|"[^"]*"|'[^']*'))*)|<<<\s*((?:"[^"]*"|'[^']*'|[^\s|;&)])*)/g;
const CODE = /\b(?:node|perl|php|python[\d.]*|ruby)\s+(?:-\w+\s+)*-\w*[cer]\b/;
const READS = /environ|getenv|ENV\b|process\.env|argv|\bopen\(|stdin|load|random|secrets\.|uuid|<>/;

/** Whether a command only prints what it reads elsewhere: `aws ssm get-parameter …`, and not `echo X | base64 -d`. */
function readsElsewhere(command: string): boolean {
  if (CODE.test(command) && !READS.test(command)) return false;
  return [...command.matchAll(PRINTED)].every(
    ([, operands = '', hereString = '']) =>
      !/\w/.test(`${operands} ${hereString}`.replace(/\s-\w+|\$\w+|\$\{\w+\}|\$\([^()]*\)|%s|\\n/g, '')),
  );
}

/** Whether a text is a single substitution of a command that reads its value elsewhere. */
function isSubstitution(text: string): boolean {
  if (!/^(?:\$\(|`)/.test(text)) return false;
  const end = groupsIn(text).get(0);
  // One that goes on in the next line has no end here.
  return (end === undefined || end === text.length) && readsElsewhere(text);
}

/** Without the quotes around it, which may be escaped, or open elsewhere. */
function unquoted(text: string): string {
  const [, quote = '', inner = text] = /^(\\*["'])([^]*)$/.exec(text) ?? [];
  if (quote !== '') return inner.endsWith(quote) ? inner.slice(0, -quote.length) : inner;
  const [, last = ''] = /(["'])$/.exec(text) ?? [];
  return last !== '' && text.split(last).length % 2 === 0 ? text.slice(0, -1).replace(/\\$/, '') : text;
}

/**
 * Whether a value is nothing but a reference to what is known elsewhere, a placeholder or a switch. One that only begins as
 * one is not.
 * @param isCommand whether a shell or a server expands variables in it
 */
export function isReference(value: string, isCommand: boolean): boolean {
  if (value === '' || value.length > MAX_REFERENCE) return false;
  if (MASKED.test(value.trim())) return true;
  const text = value
    .trim()
    .replace(/[;,]$/, '')
    .replace(/^["']?(?:Basic|Bearer|Token) +(?=[$<{])/i, '');
  return [text, unquoted(text)].some(
    (one) =>
      one === '' ||
      REFERENCE.test(one) ||
      VARIABLE.test(one) ||
      (isCommand && (VARIABLE_OF_COMMAND.test(one) || isSubstitution(one))),
  );
}
