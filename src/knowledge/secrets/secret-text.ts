import type { Span } from '../../source/index.js';
import { endOfMatch } from '../../util/text.js';
import { matchesIn, type MarkedPattern, SECRET_FORMS } from './secret-forms.js';
import { isSecretName } from './secret-names.js';
import { MAX_FLOW_VALUE_CHARACTERS, MAX_SECRET_LINES } from '../limits.js';

/** What replaces a secret. */
const STARS = '***';

/** Where a text holds secrets, by their form or by a name before them: without overlaps, in the order of the text. */
export function secretsIn(text: string): readonly Span[] {
  const spans = [...formsIn(text)];
  const lines = linesOf(text);
  for (const [index, line] of lines.entries())
    for (const value of [...valuesIn(line), ...pairsIn(line)]) {
      if (value.start < value.end)
        spans.push({ start: line.start + value.start, end: line.start + value.end });
      if (value.goesOn) spans.push(...below(lines, index, value.goesOn));
    }
  spans.push(...pairsOfLines(lines), ...hereDocuments(lines));
  return joined(spans);
}

/** A text with stars in place of its secrets. */
export const withoutSecrets = (text: string): string => masked(text, secretsIn(text));

/** A text without what is a secret by its form: what can be done to a whole report, in which names are no evidence. */
export const withoutSecretForms = (text: string): string => masked(text, joined([...formsIn(text)]));

const masked = (text: string, spans: readonly Span[]): string =>
  spans.length === 0
    ? text
    : spans.map(({ start }, index) => text.slice(spans[index - 1]?.end ?? 0, start) + STARS).join('') +
      text.slice(spans.at(-1)?.end);

function* formsIn(text: string): Generator<Span> {
  const lower = text.toLowerCase();
  for (const form of SECRET_FORMS)
    for (const { 0: whole, index } of matchesIn(text, lower, form))
      if (whole !== STARS) yield { start: index, end: index + whole.length };
}

/** Spans in their order; those that touch as one. */
export function joined(spans: readonly Span[]): Span[] {
  const all: { start: number; end: number }[] = [];
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    const last = all.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else all.push({ start, end });
  }
  return all;
}

interface Line {
  readonly text: string;
  /** In lower case, for the marks of patterns. */
  readonly lower: string;
  /** Its offset in the whole text. */
  readonly start: number;
}

const linesOf = (text: string): Line[] =>
  [...text.matchAll(/[^\r\n]+/g)].map(({ 0: line, index }) => {
    const trimmed = line.trimEnd();
    return { text: trimmed, lower: trimmed.toLowerCase(), start: index };
  });

/** How the lines below a value belong to it. */
type GoesOn =
  /** The text of a block, or of a value that is indented further. */
  | { readonly kind: 'indented'; readonly isEmpty: boolean }
  | { readonly kind: 'quote'; readonly quote: string }
  /** After a backslash at the end of a line: one word. */
  | { readonly kind: 'word' };

interface FoundValue extends Span {
  readonly goesOn?: GoesOn;
}

/** Where a value ends. */
type Extent =
  /** With its word or its quotes. */
  | 'word'
  /** With its quotes, its brackets or the line. */
  | 'rest';

/** A name, with the value right after the match. */
interface NamePattern extends MarkedPattern {
  readonly extent: Extent;
}

const NAMES: readonly NamePattern[] = [
  // A command line's flag, with its value in the next word.
  { marks: ['-'], pattern: /(?<![\w-])--?(?<name>[a-z][\w-]*)[ \t]+(?![-|;&<>])(?=\S)/gi, extent: 'word' },
  // A directive of nginx.
  {
    marks: ['_header', '_param'],
    pattern:
      /\b(?:add_header|(?:fastcgi|scgi|uwsgi)_param|(?:grpc|proxy)_set_header)\s+["']?(?<name>[\w.-]+)["']?\s+(?=\S)/g,
    extent: 'word',
  },
  { marks: ['$'], pattern: /\bset\s+\$(?<name>\w+)\s+(?=\S)/g, extent: 'word' },
  // One of a Dockerfile, of Apache or of the C shell.
  {
    marks: ['env'],
    pattern: /\b(?:ENV|setenv|SetEnv)\s+["']?(?<name>[\w.-]+)["']?\s+(?![\s=])(?=\S)/g,
    extent: 'rest',
  },
  {
    marks: ['header'],
    pattern:
      /\b(?:Request)?Header\s+(?:always\s+|early\s+)?(?:add|append|edit|merge|set|setifempty)\s+["']?(?<name>[\w.-]+)["']?\s+(?=\S)/gi,
    extent: 'word',
  },
  // Calls such as `define('NAME', 'value')`, and XML.
  { marks: ['('], pattern: /\(\s*["'](?<name>[\w.-]+)["']\s*,\s*(?=["'])/g, extent: 'word' },
  // Without its end tag, it is a placeholder: `postgres://shop:<password>@host`.
  { marks: ['</'], pattern: /<(?<name>[\w.-]+)>(?=[^<\s][^<]{0,2000}<\/)/g, extent: 'word' },
];

/** What takes a password without a name before it: the value is right after the match. */
const OPERANDS: readonly MarkedPattern[] = [
  {
    marks: ['rabbitmqctl'],
    pattern: /\brabbitmqctl\b.{0,200}?\b(?:add_user|change_password)\s+\S+\s+(?=\S)/g,
  },
  { marks: ['mariadb', 'mysql'], pattern: /\b(?:mariadb|mysql)[\w-]*\b[^|;&]{0,200}?\s-p(?=[^\s-])/g },
  { marks: ['redis-cli'], pattern: /\bredis-cli\b[^|;&]{0,200}?\s-a\s+(?=\S)/g },
  {
    marks: ['login'],
    pattern: /\b(?:docker|podman|helm)\b[^|;&]{0,100}?\blogin\b[^|;&]{0,200}?\s-p[ =]?(?=\S)/g,
  },
  { marks: ['sshpass'], pattern: /\bsshpass\s+-p\s*(?=\S)/g },
  {
    marks: ['curl', 'wget', 'http'],
    pattern:
      /\b(?:curl|wget|http)\b[^|;&]{0,300}?\s(?:-[a-zA-Z]{0,8}u|--(?:proxy-)?user)[ =]?["']?[\w.@-]{1,200}:(?=[^\s"'$])/g,
  },
  { marks: ['htpasswd'], pattern: /\bhtpasswd\s+-\w{0,8}b\w{0,8}\s+\S{1,200}\s+\S{1,200}\s+(?=\S)/g },
  { marks: ['pass:'], pattern: /\s-pass(?:in|out)?\s+["']?pass:(?=\S)/g },
  { marks: ['identified'], pattern: /\bIDENTIFIED\s+(?:WITH\s+\w+\s+)?BY\s+(?=["'])/gi },
  { marks: ['password'], pattern: /\bPASSWORD\s+(?=["'])/gi },
  { marks: ['requirepass', 'masterauth'], pattern: /^\s*(?:requirepass|masterauth)\s+(?=\S)/g },
  { marks: ['login'], pattern: /\blogin\s+\S{1,200}\s+password\s+(?=\S)/g },
  {
    marks: ['echo', 'printf'],
    pattern:
      /\b(?:echo|printf)\s+(?:-n\s+|%s\s+|['"]%s\\?n?['"]\s+)?(?=\S{1,200}\s*\|\s*[^|]{0,200}(?:--password-stdin|chpasswd|passwd\b|--stdin))/g,
  },
  {
    marks: ['<<<'],
    pattern:
      /(?:--password-stdin|chpasswd|passwd\b|\bread\b.{0,60}(?:PASS|SECRET|TOKEN)\w{0,60})\s*<<<\s*(?=\S)/gi,
  },
];

/** A name with what it is set to. A requirement such as `django-rest-auth==0.9.1` sets nothing. */
const ASSIGNMENT =
  /(?<![\w.-])(?<name>[\w.-]+)(?<end>["']?\]?)(?<before>\s*)(?<separator>[+?:]?=(?!=)|={2,3}(?=\s*["'])|=>|:(?!\/\/)(?!=))(?<after>\s*)/g;

/** The end of a path is no name. */
const AFTER_PATH = /\/$/;
const FILE_NAME = /\.[a-z]\w{0,9}$/;

function* valuesIn({ text, lower }: Line): Generator<FoundValue> {
  for (const named of NAMES)
    for (const match of matchesIn(text, lower, named)) {
      if (!isSecretName(match.groups?.['name'] ?? '')) continue;
      const value = valueAt(text, match.index + match[0].length, { ...ON_ITS_OWN, extent: named.extent });
      if (!isHarmless(text.slice(value.start, value.end), true)) yield value;
    }
  for (const operand of OPERANDS)
    for (const { 0: whole, index } of matchesIn(text, lower, operand)) {
      const quote = /["']/.exec(whole.slice(-40).replace(/^.*\s(?=\S*$)/, ''))?.[0] ?? '';
      const value = valueAt(text, index + whole.length, { ...ON_ITS_OWN, extent: 'word', opened: quote });
      if (!isHarmless(text.slice(value.start, value.end), true)) yield value;
    }
  let [known, depth, counted] = [0, 0, 0];
  for (const { 0: whole, index, groups = {} } of text.matchAll(ASSIGNMENT)) {
    const { name = '', end = '', before = '', separator = '', after = '' } = groups;
    const start = index + whole.length;
    if (start < known) continue;
    if (
      !isSecretName(name) ||
      (AFTER_PATH.test(text.slice(Math.max(0, index - 1), index)) && FILE_NAME.test(name))
    )
      continue;
    const isMapped = separator === ':' || separator === '=>';
    // `a:b` within a word, as in the name of a namespace or an image.
    if (separator === ':' && after === '' && start < text.length && end === '') continue;
    const first = text.charAt(index - 1);
    const opened = /["'`]/.test(first) && end === '' ? first : '';
    const isFirst = /^[\s"'?-]*$/.test(text.slice(0, index));
    const isSpaced = before !== '' && after !== '';
    depth += depthOf(text.slice(counted, index));
    counted = index;
    const value = valueAt(text, start, {
      extent: isMapped || (isSpaced && isFirst) ? 'rest' : 'word',
      opened,
      isIndented: separator === ':' && isFirst && opened === '',
      isInFlow: depth > 0,
    });
    if (isHarmless(text.slice(value.start, value.end), !isMapped)) continue;
    known = value.end;
    yield value;
  }
}

/** How many brackets are open at the end of a text. */
function depthOf(text: string): number {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) depth += '[{'.includes(bracket) ? 1 : -1;
  return depth;
}

interface ValueContext {
  readonly extent: Extent;
  /** The quote that is open where the value begins. */
  readonly opened: string;
  /** The value may go on below, indented further. */
  readonly isIndented: boolean;
  /** It is between the brackets of a map or list. */
  readonly isInFlow: boolean;
}

const ON_ITS_OWN: ValueContext = { extent: 'rest', opened: '', isIndented: false, isInFlow: false };

const WORD = /(?:"(?:[^"\\]|\\.)*"|'[^']*'|\\.|[^\s"'\\])+/y;
const QUOTED: Readonly<Record<string, RegExp>> = {
  '"': /"(?:[^"\\]|\\.)*"/y,
  "'": /'(?:[^']|'')*'/y,
  '`': /`[^`]*`/y,
};
/** What has no text of its own: a tag, an anchor, the sign of a block. */
const BEFORE_BLOCK = /^(?:[!&]\S*(?:\s+|$))*(?:[|>][-+\d]*\s*)?(?:#.*)?$/;

/** How much of that may be a secret: one that begins with an exclamation mark or an ampersand is taken for a tag or an anchor. */
const beginning = (text: string): number =>
  /^!(?:!\w+|vault)\b/.test(text) ? 0 : (/^(?:[!&][^\s|>#]*\s*)*/.exec(text)?.[0].trimEnd().length ?? 0);

/** The value that begins at an offset of a line. */
function valueAt(
  text: string,
  start: number,
  { extent, opened, isIndented, isInFlow }: ValueContext,
): FoundValue {
  const rest = text.length;
  const line = { start, end: Math.max(start, rest) };
  if (isIndented && (start >= rest || BEFORE_BLOCK.test(text.slice(start))))
    return { start, end: start + beginning(text.slice(start)), goesOn: { kind: 'indented', isEmpty: true } };
  if (opened !== '') {
    const end = text.indexOf(opened, start);
    return end === -1 ? { ...line, goesOn: { kind: 'quote', quote: opened } } : { start, end };
  }
  const first = text.charAt(start);
  const quoted = QUOTED[first];
  if (quoted && (extent === 'rest' || first !== '`')) {
    const end = endOfMatch(extent === 'word' ? WORD : quoted, text, start);
    if (end === undefined || (end < text.length && text.charAt(end) === first))
      return { ...line, goesOn: { kind: 'quote', quote: first } };
    return { start, end: extent === 'word' ? withoutSemicolon(text, start, end) : end };
  }
  if (extent === 'word') {
    const end = endOfMatch(WORD, text, start) ?? rest;
    const open = text.charAt(end);
    if (open === '\\' || /^\\?$/.test(text.slice(start, end)))
      return { start, end: text.slice(start, end) === '\\' ? start : end, goesOn: { kind: 'word' } };
    if (open === '"' || open === "'") return { ...line, goesOn: { kind: 'quote', quote: open } };
    return { start, end: withoutSemicolon(text, start, end) };
  }
  const flow = isInFlow ? /[,}\]]/.exec(text.slice(start))?.index : undefined;
  if (flow !== undefined && first !== '{' && first !== '[') return { start, end: start + flow };
  if (first === '{' || first === '[') return bracketed(text, start, line);
  return isIndented ? { ...line, goesOn: { kind: 'indented', isEmpty: false } } : line;
}

/** What ends a command or a directive, and a tag of XML. */
function withoutSemicolon(text: string, start: number, end: number): number {
  const tag = text.slice(start, end).indexOf('</');
  const ended = tag > 0 ? start + tag : end;
  const rest = /(?<![;,)])[;,)]+$/.exec(text.slice(start + 1, ended))?.[0].length ?? 0;
  return ended - rest;
}

function bracketed(text: string, start: number, line: Span): FoundValue {
  let depth = 0;
  for (const { 0: bracket, index } of text.slice(start).matchAll(/[[\]{}]/g)) {
    depth += '[{'.includes(bracket) ? 1 : -1;
    if (depth === 0) return { start, end: start + index + 1 };
  }
  return { ...line, goesOn: { kind: 'indented', isEmpty: false } };
}

/** What is known only elsewhere, or contains no secret: a variable, a function, a path, a placeholder, a switch. */
const HARMLESS =
  /^(?:|true|false|null|nil|none|undefined|yes|no|on|off|~|""|''|["']?(?:\$\{\{?[\w. -]+\}?\}|\{\{[^{}]*\}\}|%\w+%|%\(\w+\)s|<%=[^%]*%>|<[\w .-]+>|!(?:Ref|Sub|GetAtt|ImportValue) [\w.:-]+|\{ ?"?(?:Ref|Fn::\w+)"? ?:.*\}|`\{ ?"?(?:Ref|Fn::\w+)"? ?:.*\}`|arn:aws[\w:/.*-]*|\{?resolve:[\w:/.-]*\}?|(?:\/(?:app|etc|home|opt|root|run|srv|tmp|usr|var)|\.{1,2}|~)(?:\/[\w.@*-]+)+)["']?|process\.env\b[\w.[\]'"]*|os\.environ\b[^,]*|os\.getenv\(["']\w+["']\)|ENV\[["']?\w+["']?\]|ENV\.fetch\(["']\w+["']\)|getenv\(["']\w+["']\)|env\(["']?\w+["']?\)|[\w.]+\([^"']*\);?)[;,]?$/i;
const VARIABLE = /^["']?\$[A-Z_][A-Z\d_]*["']?[;,]?$/;
/** In a command or a directive. */
const VARIABLE_OR_COMMAND = /^["']?(?:\$\w+["']?[;,]?$|\$\(|`|\$\{\w+\}["']?$)/;

const isHarmless = (value: string, isCommand: boolean): boolean =>
  value !== '' &&
  (/^["']?\*{3}/.test(value) ||
    HARMLESS.test(value.trim()) ||
    VARIABLE.test(value) ||
    (isCommand && VARIABLE_OR_COMMAND.test(value)));

/** A list of names and values, in one line: `{name: A, value: b}`, `<add key="A" value="b"/>`. */
const NAME_THEN_VALUE: MarkedPattern = {
  marks: ['value'],
  pattern:
    /\b(?:name|key|option_name|ParameterKey)["']?\s*[:=]\s*["']?(?<name>[\w.-]+)["']?[\s,][^{}<>]{0,200}?\b(?:value|ParameterValue)["']?\s*[:=]\s*(?=\S)/gi,
};
const VALUE_THEN_NAME: MarkedPattern = {
  marks: ['value'],
  pattern:
    /\bvalue["']?\s*[:=]\s*(?<value>"[^"]{0,5000}"|'[^']{0,5000}'|[^,{}\s]{1,5000})\s*(?:,\s*)?["']?(?:option_name|name|key)["']?\s*[:=]\s*["']?(?<name>[\w.-]+)/gi,
};

function* pairsIn({ text, lower }: Line): Generator<FoundValue> {
  for (const match of matchesIn(text, lower, NAME_THEN_VALUE)) {
    if (!isSecretName(match.groups?.['name'] ?? '')) continue;
    const start = match.index + match[0].length;
    const isInFlow = /[,}\]]/.test(text.slice(start, start + MAX_FLOW_VALUE_CHARACTERS));
    const value = valueAt(text, start, { ...ON_ITS_OWN, isInFlow });
    if (!isHarmless(text.slice(value.start, value.end), false)) yield value;
  }
  for (const { 0: whole, index, groups = {} } of matchesIn(text, lower, VALUE_THEN_NAME)) {
    const { value = '', name = '' } = groups;
    if (!isSecretName(name) || isHarmless(value, false)) continue;
    const start = index + whole.indexOf(value, 5);
    yield { start, end: start + value.length };
  }
}

/** What names an option in the list form, or a variable of a container. */
const NAME = /\b(?<key>option_name|name|key)["']?\s*:\s*["']?(?<name>[^"',}\s]+)/i;

/** A value, or what may be a misspelled one. */
const VALUE = /\bvalue["']?\s*:\s*(?=\S)/i;
const MAY_BE_VALUE = /^\s*(?:-\s+)?["']?(?!(?:namespace|option_name|resource_name)\b)[^\s:#]+\s*:\s*(?=\S)/;

/** How far from its name a value may be. */
const NEAR = 2;

/** In lists of names and values, a value is near its name, also in a file that cannot be parsed. */
function* pairsOfLines(lines: readonly Line[]): Generator<Span> {
  for (const [index, { text }] of lines.entries()) {
    const { key = '', name } = NAME.exec(text)?.groups ?? {};
    if (name === undefined || !isSecretName(name)) continue;
    const pattern = key === 'option_name' ? MAY_BE_VALUE : VALUE;
    yield* nearValues(lines, index, pattern, 1);
    if (!/^\s*-/.test(text)) yield* nearValues(lines, index, pattern, -1);
  }
}

function* nearValues(lines: readonly Line[], index: number, pattern: RegExp, step: 1 | -1): Generator<Span> {
  for (let distance = 1; distance <= NEAR; distance++) {
    const line = lines[index + step * distance];
    if (!line || NAME.test(line.text) || (step === 1 && /^\s*-/.test(line.text))) return;
    const match = VALUE.exec(line.text) ?? pattern.exec(line.text);
    if (match) {
      const start = match.index + match[0].length;
      const { end, goesOn } = valueAt(line.text, start, { ...ON_ITS_OWN, isIndented: true });
      if (!isHarmless(line.text.slice(start, end), false))
        yield { start: line.start + start, end: line.start + end };
      if (goesOn && step === 1) yield* below(lines, index + distance, goesOn);
    }
    if (step === -1 && /^\s*-/.test(line.text)) return;
  }
}

/** What begins another entry, item or comment, or ends a map or list. */
const NEXT = /^\s*(?:[-#}\]]|["']?[^\s:"']+["']?\s*:(?:\s|$))/;

/** Keys of what Elastic Beanstalk, CloudFormation and Docker Compose define below a name that a user chose. */
const KEY_OF_ENTRY =
  /^\s*["']?(?:authentication|build|command|content|cwd|encoding|env|environment|external|file|group|ignoreErrors|image|leader_only|mode|owner|ports|Properties|source|test|type)["']?\s*:/i;

/** What belongs to a value in the lines below it. */
function* below(lines: readonly Line[], index: number, goesOn: GoesOn): Generator<Span> {
  const own = indentationOf(lines[index]);
  const end = Math.min(lines.length, index + 1 + MAX_SECRET_LINES);
  for (let at = index + 1; at < end; at++) {
    const line = lines[at];
    if (!line) return;
    const all = { start: line.start + indentationOf(line), end: line.start + line.text.trimEnd().length };
    if (goesOn.kind === 'word') {
      const first = /^\s*(\S+)/.exec(line.text);
      if (first) yield { start: all.start, end: line.start + first[0].length };
      return;
    }
    if (goesOn.kind === 'quote') {
      const closing = line.text.indexOf(goesOn.quote);
      yield closing === -1 ? all : { start: all.start, end: line.start + closing };
      if (closing !== -1) return;
      continue;
    }
    const isFirst = at === index + 1;
    if (indentationOf(line) > own) {
      // A map of entries whose names are no secrets, each with its own.
      if (isFirst && goesOn.isEmpty && (KEY_OF_ENTRY.test(line.text) || /:\s*$/.test(line.text))) return;
    } else if (!goesOn.isEmpty || !isValueOfName(line.text)) return;
    yield all;
  }
}

/** YAML takes the items of a list where their name begins; another text there was probably not indented by mistake. */
const isValueOfName = (text: string): boolean => /^\s*-\s[^:]+$/.test(text) || !NEXT.test(text);

const indentationOf = (line: Line | undefined): number => Math.max(0, line?.text.search(/\S/) ?? 0);

/** A here document that a program takes a password from, or that a name of a secret is set to. */
const HERE_DOCUMENT = /<<-?\s*["']?(?<delimiter>\w+)/;
const TAKES_SECRET = /--password-stdin|\b(?:chpasswd|passwd)\b/;

function* hereDocuments(lines: readonly Line[]): Generator<Span> {
  for (let index = 0; index < lines.length; index++) {
    const { text = '' } = lines[index] ?? {};
    const { delimiter } = HERE_DOCUMENT.exec(text)?.groups ?? {};
    if (delimiter === undefined || text.includes('<<<') || !takesSecret(text)) continue;
    for (index++; index < lines.length; index++) {
      const line = lines[index];
      if (!line || line.text.trim() === delimiter) break;
      yield { start: line.start, end: line.start + line.text.length };
    }
  }
}

const takesSecret = (text: string): boolean =>
  TAKES_SECRET.test(text) ||
  [...text.matchAll(/(?:\bread\s[^<]{0,80}?\b|^\s*(?:export\s+)?)(\w+)(?:=["']?\$\(\s*cat)?\s*<</g)].some(
    ([, name = '']) => isSecretName(name),
  );
