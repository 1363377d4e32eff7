import { type Place, placeOf, type SourceFile, type Span } from '../../source/index.js';
import { MAX_HCL_DEPTH } from '../../util/limits.js';
import { oncePer } from '../../util/memo.js';
import { endOfMatch } from '../../util/text.js';
import type { SyntaxFault, SyntaxProblem } from '../problem.js';
import { ListNode, type MapEntry, MapNode, type Node, ScalarNode, type ScalarType } from '../yaml/node.js';

/**
 * The structure of a file of Terraform: blocks, attributes and literal values, each with its place. Nothing is evaluated: a
 * value that is anything but a literal, a list or a map is dynamic.
 * https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md
 */
export interface HclBlock {
  /** `resource` */
  readonly type: ScalarNode;
  /** `"aws_instance" "web"` */
  readonly labels: readonly ScalarNode[];
  readonly body: HclBody;
  /** From its type to its closing bracket. */
  readonly place: Place;
}

interface HclBody {
  readonly attributes: MapNode;
  readonly blocks: readonly HclBlock[];
}

export interface ParsedHcl {
  readonly body: HclBody;
  /** Why the text cannot be read: then its body is empty. */
  readonly problem: SyntaxProblem | undefined;
}

/** Reads a file of Terraform. Never throws. */
export const parseHcl = oncePer((file: SourceFile): ParsedHcl => {
  try {
    return { body: new HclReader(file).whole(), problem: undefined };
  } catch (error) {
    if (!(error instanceof Stumble)) throw error;
    const at = placeOf(file, error.span.start, error.span.end);
    const attributes = new MapNode([], { tag: undefined, place: placeOf(file, 0, 0) });
    return { body: { attributes, blocks: [] }, problem: { kind: 'syntax', at, fault: error.fault } };
  }
});

/** Ends the reading of one file. */
class Stumble extends Error {
  constructor(
    readonly fault: SyntaxFault,
    readonly span: Span,
  ) {
    super(fault.code);
  }
}

/** The tag of what only Terraform can evaluate. */
const EXPRESSION = '!expression';

const SPACE = /[ \t\r\n\ufeff]+/y;
const SPACE_IN_LINE = /[ \t\r]+/y;
const LINE_COMMENT = /(?:#|\/\/)[^\n]*/y;
const NAME = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** What is between the quotes, braces and comments of an expression. */
const PLAIN = /[^"#/<(){}[\],\n]+/y;
const HEREDOC = /<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)[ \t]*\r?\n/uy;
const STRETCH = /(?:[^"\\$%\r\n]|[$%](?!\{))+/y;

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** What ends a value: the end of a line does not inside of a list or call. */
type Inside = 'body' | 'list' | 'map';

class HclReader {
  #at = 0;
  #depth = 0;
  readonly #text: string;

  constructor(readonly file: SourceFile) {
    this.#text = file.text;
  }

  whole(): HclBody {
    return this.#body(undefined);
  }

  get #next(): string {
    return this.#text.charAt(this.#at);
  }

  #skip(pattern: RegExp): boolean {
    const end = endOfMatch(pattern, this.#text, this.#at);
    const moved = end !== undefined && end > this.#at;
    this.#at = end ?? this.#at;
    return moved;
  }

  /** After spaces, line breaks and comments. */
  #skipAll(): boolean {
    const start = this.#at;
    while (this.#skip(SPACE) || this.#skip(LINE_COMMENT) || this.#skipComment());
    return this.#at > start;
  }

  /** The same in one line, and before a comment that ends it. */
  #skipInLine(): void {
    while (this.#skip(SPACE_IN_LINE) || this.#skipComment());
  }

  /** `/* … *\/` */
  #skipComment(): boolean {
    if (!this.#text.startsWith('/*', this.#at)) return false;
    const end = this.#text.indexOf('*/', this.#at + 2);
    if (end === -1) this.#fail({ code: 'not-hcl', expected: '"*/" after this' });
    this.#at = end + 2;
    return true;
  }

  /** Whether a pattern fits the next two characters. */
  #begins(pattern: RegExp): boolean {
    return pattern.test(this.#text.slice(this.#at, this.#at + 2));
  }

  #fail(fault: SyntaxFault, start = this.#at, end = Math.min(start + 1, this.#text.length)): never {
    throw new Stumble(fault, { start, end });
  }

  /** What is inside of one more bracket. */
  #deeper<T>(read: () => T): T {
    if (this.#depth >= MAX_HCL_DEPTH) this.#fail({ code: 'too-deep', limit: MAX_HCL_DEPTH });
    this.#depth++;
    const result = read();
    this.#depth--;
    return result;
  }

  #scalar(start: number, text: string, style: ScalarNode['style'], type: ScalarType = 'string'): ScalarNode {
    return new ScalarNode(
      { text, written: text, type, style },
      { tag: undefined, place: placeOf(this.file, start, this.#at) },
    );
  }

  #unknown(start: number): ScalarNode {
    const written = this.#text.slice(start, this.#at).trimEnd();
    const place = placeOf(this.file, start, start + written.length);
    return new ScalarNode({ text: '', written, type: 'string', style: 'plain' }, { tag: EXPRESSION, place });
  }

  #entry(key: ScalarNode, value: Node): MapEntry {
    return { key, value, place: placeOf(this.file, key.place.span.start, value.place.span.end) };
  }

  #map(entries: readonly MapEntry[], start: number): MapNode {
    return new MapNode(entries, { tag: undefined, place: placeOf(this.file, start, this.#at) });
  }

  /** @param opened where its bracket is; undefined for the file itself */
  #body(opened: number | undefined): HclBody {
    const start = opened ?? 0;
    const entries: MapEntry[] = [];
    const blocks: HclBlock[] = [];
    for (;;) {
      this.#skipAll();
      if (this.#at >= this.#text.length) {
        if (opened === undefined) break;
        this.#fail({ code: 'unclosed-bracket', bracket: '{' }, opened);
      }
      if (this.#next === '}' && opened !== undefined) {
        this.#at++;
        break;
      }
      const key = this.#name();
      this.#skipInLine();
      if (this.#next === '=') {
        this.#at++;
        entries.push(this.#entry(key, this.#value('body')));
      } else blocks.push(this.#block(key));
    }
    return { attributes: this.#map(entries, start), blocks };
  }

  #name(): ScalarNode {
    const start = this.#at;
    if (!this.#skip(NAME)) this.#fail(this.#faultHere());
    return this.#scalar(start, this.#text.slice(start, this.#at), 'plain');
  }

  #faultHere(): SyntaxFault {
    if (/^(?:<{7}|={7}|>{7})/.test(this.#text.slice(this.#at, this.#at + 7)))
      return { code: 'merge-conflict' };
    return { code: 'not-hcl', expected: 'the name of an argument or block' };
  }

  #block(type: ScalarNode): HclBlock {
    const labels: ScalarNode[] = [];
    while (this.#next !== '{') {
      if (this.#next === '"') labels.push(this.#quoted());
      else if (endOfMatch(NAME, this.#text, this.#at) !== undefined) labels.push(this.#name());
      else this.#fail({ code: 'not-hcl', expected: '"=" or "{"' });
      this.#skipInLine();
    }
    const opened = this.#at++;
    const body = this.#deeper(() => this.#body(opened));
    return { type, labels, body, place: placeOf(this.file, type.place.span.start, this.#at) };
  }

  #value(inside: Inside): Node {
    if (inside === 'body') this.#skipInLine();
    else this.#skipAll();
    const start = this.#at;
    const literal = this.#literal();
    const end = this.#at;
    if (literal && this.#isOver(inside)) return literal;
    this.#at = end;
    this.#rest(inside);
    if (this.#at === start) this.#fail({ code: 'not-hcl', expected: 'a value' });
    return this.#unknown(start);
  }

  #literal(): Node | undefined {
    const start = this.#at;
    switch (this.#next) {
      case '"':
        return this.#quoted();
      case '[':
        return this.#deeper(() => this.#list());
      case '{':
        return this.#deeper(() => this.#object());
      case '<':
        return this.#heredoc();
    }
    if (this.#skip(NUMBER)) {
      const text = this.#text.slice(start, this.#at);
      return /^-?(?:0|[1-9]\d*)$/.test(text) ? this.#scalar(start, text, 'plain', 'integer') : undefined;
    }
    if (!this.#skip(NAME)) return undefined;
    const word = this.#text.slice(start, this.#at);
    return word === 'true' || word === 'false' ? this.#scalar(start, word, 'plain', 'boolean') : undefined;
  }

  /** Whether a value ends here, and no operator follows it. */
  #isOver(inside: Inside): boolean {
    if (inside === 'list') this.#skipAll();
    else this.#skipInLine();
    const rest = this.#text.slice(this.#at, this.#at + 2);
    if (rest === '' || rest.startsWith('#') || rest === '//') return true;
    return inside === 'body'
      ? /^[\n}]/.test(rest)
      : inside === 'list'
        ? /^[,\]]/.test(rest)
        : /^[\n,}]/.test(rest);
  }

  /** After an expression. */
  #rest(inside: Inside): void {
    for (;;) {
      this.#skip(PLAIN);
      switch (this.#next) {
        case '':
          return;
        case '"':
          this.#quoted();
          continue;
        case '(':
        case '[':
        case '{':
          this.#brackets();
          continue;
        case ')':
        case ']':
        case '}':
          return;
        case ',':
          if (inside !== 'body') return;
          this.#fail({ code: 'not-hcl', expected: 'the end of the line' });
          break;
        case '\n':
          if (inside !== 'list') return;
          this.#at++;
          continue;
        case '<':
          if (!this.#heredoc()) this.#at++;
          continue;
        default:
          // `#`, or `/`, which may begin a comment.
          if (inside !== 'list' && this.#begins(/^(?:#|\/\/)/)) return;
          if (this.#skipAll()) continue;
          this.#at++;
      }
    }
  }

  /** A bracket with all that is in it. */
  #brackets(): void {
    const opened = this.#at;
    const open = this.#next;
    const close = CLOSING[open] ?? '';
    this.#at++;
    this.#deeper(() => {
      for (;;) {
        this.#rest('list');
        if (this.#next === ',') this.#at++;
        else if (this.#next === close) break;
        else if (this.#next === '') this.#fail({ code: 'unclosed-bracket', bracket: open }, opened);
        else this.#fail({ code: 'not-hcl', expected: `"${close}"` });
      }
    });
    this.#at++;
  }

  #list(): ListNode | undefined {
    const start = this.#at++;
    const items: Node[] = [];
    for (;;) {
      this.#skipAll();
      if (this.#next === ']') break;
      if (this.#next === '') this.#fail({ code: 'unclosed-bracket', bracket: '[' }, start);
      items.push(this.#value('list'));
      this.#skipAll();
      if (this.#next === ',') this.#at++;
      else if (this.#next !== ']')
        this.#fail(
          this.#next === ''
            ? { code: 'unclosed-bracket', bracket: '[' }
            : { code: 'not-hcl', expected: '"]"' },
          this.#next === '' ? start : this.#at,
        );
    }
    this.#at++;
    const isFor = items.some((item) => item.kind === 'scalar' && /^for\s/.test(item.written));
    const place = placeOf(this.file, start, this.#at);
    return isFor ? undefined : new ListNode(items, { tag: undefined, place });
  }

  /** A map; undefined where a key is not a name, or it has a loop. */
  #object(): MapNode | undefined {
    const start = this.#at;
    const entries: MapEntry[] = [];
    this.#at++;
    for (;;) {
      this.#skipAll();
      if (this.#next === '}') break;
      if (this.#next === ',') {
        this.#at++;
        continue;
      }
      const key = this.#next === '"' ? this.#quoted() : this.#skippedName();
      this.#skipInLine();
      if (!key || !/^(?:=(?![=>])|:)/.test(this.#text.slice(this.#at, this.#at + 2)) || key.text === 'for') {
        this.#at = start;
        this.#brackets();
        return undefined;
      }
      this.#at++;
      const value = this.#value('map');
      entries.push(this.#entry(key, value));
      this.#skipAll();
      if (this.#next === '') this.#fail({ code: 'unclosed-bracket', bracket: '{' }, start);
    }
    this.#at++;
    return this.#map(entries, start);
  }

  #skippedName(): ScalarNode | undefined {
    const start = this.#at;
    return this.#skip(NAME) ? this.#scalar(start, this.#text.slice(start, this.#at), 'plain') : undefined;
  }

  /** A text in double quotes; dynamic where anything is filled in. */
  #quoted(): ScalarNode {
    const start = this.#at++;
    let isLiteral = true;
    for (;;) {
      this.#skip(STRETCH);
      const next = this.#next;
      if (next === '"') break;
      if (next === '\\') this.#at += 2;
      else if (next === '$' || next === '%') {
        isLiteral = false;
        const isEscaped = this.#text.charAt(this.#at - 1) === next;
        this.#at++;
        if (isEscaped) this.#at++;
        else this.#brackets();
      } else this.#fail({ code: 'unclosed-quote' }, start);
    }
    this.#at++;
    const written = this.#text.slice(start + 1, this.#at - 1);
    return isLiteral ? this.#scalar(start, unescaped(written), 'double') : this.#unknown(start);
  }

  #heredoc(): ScalarNode | undefined {
    const start = this.#at;
    if (!this.#skip(HEREDOC)) return undefined;
    const [, word = ''] = /^<<-?([^\s]+)/.exec(this.#text.slice(start, this.#at)) ?? [];
    const end = new RegExp(String.raw`^[ \t]*${word}[ \t]*(?=\r?$)`, 'gmu');
    end.lastIndex = this.#at;
    const found = end.exec(this.#text);
    if (!found) this.#fail({ code: 'not-hcl', expected: `a line with ${word} at the end` }, start, this.#at);
    const content = this.#text.slice(this.#at, found.index);
    const from = this.#at;
    this.#at = end.lastIndex;
    if (this.#text.startsWith('<<-', start) || /[$%]\{|\\/.test(content)) return this.#unknown(start);
    const place = placeOf(this.file, from, found.index);
    return new ScalarNode(
      { text: content, written: content, type: 'string', style: 'plain' },
      { tag: undefined, place },
    );
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

const unescaped = (text: string): string =>
  text.includes('\\')
    ? text.replace(
        /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/gs,
        (_, short?: string, long?: string, sign = '') => {
          const code = short ?? long;
          if (code === undefined) return ESCAPES[sign] ?? sign;
          const point = Number.parseInt(code, 16);
          return point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd';
        },
      )
    : text;
