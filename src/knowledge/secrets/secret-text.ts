import type { Span } from '../../source/index.js';
import { partitionPoint } from '../../util/collections.js';
import { lazily } from '../../util/memo.js';
import { endOfMatch } from '../../util/text.js';
import { quotedTexts } from './quoted-texts.js';
import { isReference } from './references.js';
import { type MarkedPattern, matchesIn, SECRET_FORMS } from './secret-forms.js';
import { isSecretName } from './secret-names.js';
import { type Extent, NAMES, OPERANDS } from './secret-patterns.js';
import { endInFlow, endOfWord, groupsIn, type WordText } from './words.js';

/** A longer value in a map on one line is cut here. */
const MAX_FLOW_VALUE_CHARACTERS = 5000;

/** A value with many lines is a key; what is longer than this is not. */
const MAX_SECRET_LINES = 200;

/** What replaces a secret. */
const STARS = '***';

/** Where a text holds secrets, by their form or by a name before them: without overlaps, in the order of the text. */
export function secretsIn(text: string): readonly Span[] {
  const spans = [...formsIn(text)];
  const quoted = [...quotedTexts(text)];
  const lines = linesOf(text);
  for (const [index, line] of lines.entries())
    for (const value of [...valuesIn(line), ...pairsIn(line)]) {
      // What is in quotes is looked at as its reader sees it.
      if (isWithin(line.start + value.nameAt, quoted)) continue;
      if (value.start < value.end)
        spans.push({ start: line.start + value.start, end: line.start + value.end });
      if (value.goesOn) spans.push(...below(lines, index, value.goesOn));
    }
  spans.push(...pairsOfLines(lines), ...hereDocuments(lines));
  for (const { text: inner, offsets } of quoted)
    for (const { start, end } of secretsIn(inner)) spans.push({ start: offsets[start]!, end: offsets[end]! });
  return joined(spans);
}

/** Whether an offset is inside of one of some stretches, which are in their order. */
function isWithin(offset: number, spans: readonly Span[]): boolean {
  const before = spans[partitionPoint(spans, ({ start }) => start <= offset) - 1];
  return before !== undefined && offset < before.end;
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

interface Line extends WordText {
  /** In lower case, for the marks of patterns. */
  readonly lower: string;
  /** Its offset in the whole text. */
  readonly start: number;
}

const linesOf = (text: string): Line[] =>
  [...text.matchAll(/[^\r\n]+/g)].map(({ 0: line, index }) => {
    const trimmed = line.trimEnd();
    return {
      text: trimmed,
      lower: trimmed.toLowerCase(),
      start: index,
      groups: lazily(() => groupsIn(trimmed)),
    };
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

interface NamedValue extends FoundValue {
  /** Where what tells that it is a secret begins. */
  readonly nameAt: number;
}

/** A name with what it is set to, also with a sign too many. */
const ASSIGNMENT =
  /(?<![\w.-])(?<name>[\w.-]+)(?<end>["']?\]?)(?<before>\s*)(?<separator>=>|[+?:]?=(?!=)|={2,3}|::(?=\s*(?:["']|$))|:(?!\/\/)(?!=))(?<after>\s*)/g;

/** A requirement such as `django-rest-auth==0.9.1` sets nothing, a variable of a shell or a text in quotes does. */
const isRequirement = (name: string, separator: string, next: string): boolean =>
  /^={2,3}$/.test(separator) && !/["']/.test(next) && !/^[A-Z][A-Z\d_]*$/.test(name);

/** The end of a path is no name. */
const AFTER_PATH = /\/$/;
const FILE_NAME = /\.[a-z]\w{0,9}$/;

/** What is used where the reference before it has no value. */
const INSTEAD = /\s*(?:\|\||\?\?|\?:|\bor\b)\s*(?=["'])/y;

function* valuesIn(line: Line): Generator<NamedValue> {
  const { text, lower } = line;
  /** The value, or where it is a reference, what is used instead of it. */
  const secretAt = (
    nameAt: number,
    start: number,
    context: ValueContext,
    isCommand: boolean,
  ): NamedValue[] => {
    const value = valueAt(line, start, context);
    if (!isReference(text.slice(value.start, value.end), isCommand)) return [{ ...value, nameAt }];
    const instead = endOfMatch(INSTEAD, text, value.end);
    return instead === undefined
      ? []
      : secretAt(nameAt, instead, { ...ON_ITS_OWN, extent: 'word' }, isCommand);
  };
  for (const named of NAMES) {
    let covered = 0;
    for (const { 0: whole, index, groups = {} } of matchesIn(text, lower, named)) {
      const start = index + whole.length;
      if (start < covered || !isSecretName(groups['name'] ?? '')) continue;
      for (const value of secretAt(index, start, { ...ON_ITS_OWN, extent: named.extent }, true)) {
        covered = value.end;
        yield value;
      }
    }
  }
  for (const operand of OPERANDS)
    for (const { 0: whole, index } of matchesIn(text, lower, operand)) {
      const opened = /["']/.exec(whole.slice(-40).replace(/^.*\s(?=\S*$)/, ''))?.[0] ?? '';
      yield* secretAt(index, index + whole.length, { ...ON_ITS_OWN, extent: 'word', opened }, true);
    }
  let [known, depth, counted] = [0, 0, 0];
  for (const { 0: whole, index, groups = {} } of text.matchAll(ASSIGNMENT)) {
    const { name = '', end = '', before = '', separator = '', after = '' } = groups;
    const start = index + whole.length;
    if (start < known) continue;
    if (
      !isSecretName(name) ||
      isRequirement(name, separator, text.charAt(start)) ||
      (AFTER_PATH.test(text.slice(Math.max(0, index - 1), index)) && FILE_NAME.test(name))
    )
      continue;
    const isMapped = separator.startsWith(':') && !separator.endsWith('=');
    // `a:b` within a word, as in the name of a namespace or an image.
    if (isMapped && after === '' && start < text.length && end === '') continue;
    const first = text.charAt(index - 1);
    const opened = /["'`]/.test(first) && end === '' ? first : '';
    const isFirst = /^[\s"'?-]*$/.test(text.slice(0, index));
    const isSpaced = before !== '' && after !== '' && separator !== '=>';
    depth += depthOf(text.slice(counted, index));
    counted = index;
    const context: ValueContext = {
      extent: isMapped || (isSpaced && isFirst) ? 'rest' : 'word',
      opened,
      isIndented: isMapped && isFirst && opened === '',
      isInFlow: depth > 0,
      isInQuery: /[?&]/.test(first),
    };
    for (const value of secretAt(index, start, context, !isMapped)) {
      known = value.end;
      yield value;
    }
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
  /** It is in the query of an address. */
  readonly isInQuery?: boolean;
}

const ON_ITS_OWN: ValueContext = { extent: 'rest', opened: '', isIndented: false, isInFlow: false };

const QUOTED: Readonly<Record<string, RegExp>> = {
  '"': /"(?:[^"\\]|\\.)*"/y,
  "'": /'(?:[^']|'')*'/y,
  '`': /`[^`]*`/y,
};
const IN_QUERY = /[^&#"'\s]+/y;
/** What has no text of its own: a tag, an anchor, the sign of a block. */
const BEFORE_BLOCK = /^(?:[!&]\S*(?:\s+|$))*(?:[|>][-+\d]*\s*)?(?:#.*)?$/;

/** How much of that may be a secret: one that begins with an exclamation mark or an ampersand is taken for a tag or an anchor. */
const beginning = (text: string): number =>
  /^!(?:!\w+|vault)\b/.test(text) ? 0 : (/^(?:[!&][^\s|>#]*\s*)*/.exec(text)?.[0].trimEnd().length ?? 0);

/** The value that begins at an offset of a line. */
function valueAt(
  line: WordText,
  start: number,
  { extent, opened, isIndented, isInFlow, isInQuery }: ValueContext,
): FoundValue {
  const { text } = line;
  const all = { start, end: Math.max(start, text.length) };
  if (isIndented && (start >= text.length || BEFORE_BLOCK.test(text.slice(start))))
    return { start, end: start + beginning(text.slice(start)), goesOn: { kind: 'indented', isEmpty: true } };
  if (opened !== '') {
    const end = text.indexOf(opened, start);
    return end === -1 ? { ...all, goesOn: { kind: 'quote', quote: opened } } : { start, end };
  }
  const first = text.charAt(start);
  const quoted = extent === 'rest' ? QUOTED[first] : undefined;
  if (quoted) {
    const end = endOfMatch(quoted, text, start);
    return end === undefined ? { ...all, goesOn: { kind: 'quote', quote: first } } : { start, end };
  }
  if (isInQuery === true) return { start, end: endOfMatch(IN_QUERY, text, start) ?? start };
  if (extent === 'word') {
    const end = endOfWord(line, start);
    const open = text.charAt(end);
    if (open === '\\') return { start, end, goesOn: { kind: 'word' } };
    if (end > start) return { start, end: withoutSemicolon(text, start, end) };
    const isQuoted = open === '"' || open === "'";
    return isQuoted
      ? { ...all, goesOn: { kind: 'quote', quote: open } }
      : { start, end, goesOn: { kind: 'word' } };
  }
  if (first === '{' || first === '[') return bracketed(text, start, all);
  if (isInFlow && start >= text.length) return { start, end: start, goesOn: { kind: 'word' } };
  if (isInFlow) return { start, end: endInFlow(line, start) };
  return isIndented ? { ...all, goesOn: { kind: 'indented', isEmpty: false } } : all;
}

/** What ends a command, a directive, an argument or a call around it, and a tag of XML. */
function withoutSemicolon(text: string, start: number, end: number): number {
  const tag = text.slice(start, end).indexOf('</');
  let ended = tag > 0 ? start + tag : end;
  const count = (bracket: string): number => text.slice(start, ended).split(bracket).length - 1;
  const open = count('(');
  let closed = count(')');
  while (ended > start + 1) {
    const last = text.charAt(ended - 1);
    if (!/[;,)]/.test(last) || (last === ')' && open >= closed)) break;
    if (last === ')') closed--;
    ended--;
  }
  return ended;
}

function bracketed(text: string, start: number, line: Span): FoundValue {
  let depth = 0;
  for (const { 0: bracket, index } of text.slice(start).matchAll(/[[\]{}]/g)) {
    depth += '[{'.includes(bracket) ? 1 : -1;
    if (depth !== 0) continue;
    const end = start + index + 1;
    // What goes on is no map and no list.
    return /^\s*(?:$|[,}\]#;])/.test(text.slice(end)) ? { start, end } : line;
  }
  return { ...line, goesOn: { kind: 'indented', isEmpty: false } };
}

/** A list of names and values, in one line: `{name: A, value: b}`, `<add key="A" value="b"/>`. */
const NAME_THEN_VALUE: MarkedPattern = {
  marks: ['value'],
  pattern:
    /\b(?:name|key|option_?name|ParameterKey)["']?\s*[:=]\s*["']?(?<name>[\w.-]+)["']?[\s,][^{}<>]{0,200}?\b(?:value|ParameterValue)(?:["']?\s*[:=]\s*(?=\S)|\s+(?=["']))/gi,
};
const VALUE_OF_PAIR: MarkedPattern = { marks: ['value'], pattern: /\bvalue["']?\s*[:=]\s*(?=\S)/gi };
const PAIRED_VALUE = /"[^"]*"|'[^']*'|[^,{}\s]+/y;
const NAME_OF_PAIR =
  /\s*(?:,\s*["']?(?:namespace|resource_?name)["']?\s*[:=][^,{}]{0,200})?(?:,\s*)?["']?(?:option_?name|name|key)["']?\s*[:=]\s*["']?(?<name>[\w.-]+)/iy;

function* pairsIn(line: Line): Generator<NamedValue> {
  const { text, lower } = line;
  let covered = 0;
  for (const match of matchesIn(text, lower, NAME_THEN_VALUE)) {
    const start = match.index + match[0].length;
    if (start < covered || !isSecretName(match.groups?.['name'] ?? '')) continue;
    const isInFlow = /[,}\]]/.test(text.slice(start, start + MAX_FLOW_VALUE_CHARACTERS));
    const value = valueAt(line, start, { ...ON_ITS_OWN, isInFlow });
    covered = value.end;
    if (!isReference(text.slice(value.start, value.end), false)) yield { ...value, nameAt: match.index };
  }
  let known = 0;
  for (const { 0: whole, index } of matchesIn(text, lower, VALUE_OF_PAIR)) {
    if (index < known) continue;
    const start = index + whole.length;
    const end = endOfMatch(PAIRED_VALUE, text, start) ?? start;
    // A word is read once, however many values seem to begin in it.
    if (!/["']/.test(text.charAt(start))) known = end;
    NAME_OF_PAIR.lastIndex = end;
    const { name = '' } = NAME_OF_PAIR.exec(text)?.groups ?? {};
    if (isSecretName(name) && !isReference(text.slice(start, end), false))
      yield { start, end, nameAt: index };
  }
}

/** What names an option in the list form, or a variable of a container. */
const NAME = /\b(?<key>option_?name|name|key)["']?\s*[:=]\s*["']?(?<name>[^"',}\s]+)/i;

/** A value, or what may be a misspelled one. */
const VALUE = /\bvalue["']?\s*[:=]\s*(?=\S|$)/i;
const MAY_BE_VALUE =
  /^\s*(?:-\s+)?["']?(?!(?:namespace|option_?name|resource_?name)\b)[^\s:#]+\s*:\s*(?=\S)/i;

/** A line of its own for the name of an option, as in templates. */
const OWN_OPTION_NAME = /^\s*(?:-\s+)?["']?OptionName\b/;

/** How far from its name a value may be. */
const NEAR = 2;

/** In lists of names and values, a value is near its name, also in a file that cannot be parsed. */
function* pairsOfLines(lines: readonly Line[]): Generator<Span> {
  for (const [index, { text }] of lines.entries()) {
    const { key = '', name } = NAME.exec(text)?.groups ?? {};
    if (name === undefined || !isSecretName(name)) continue;
    const pattern = key === 'option_name' || OWN_OPTION_NAME.test(text) ? MAY_BE_VALUE : VALUE;
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
      const { end, goesOn } = valueAt(line, start, { ...ON_ITS_OWN, isIndented: true });
      if (!isReference(line.text.slice(start, end), false))
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
      const first = /^\s*(?![{[])(?:"[^"]*"|'[^']*'|\S+)/.exec(line.text);
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
