import type { ShellToken } from '../shell-scanner.js';
import { isCalculation, type Word } from '../word.js';
import type { CommandReader } from './command-reader.js';
import { type End, endOf, isOpener, reservedText } from './reserved-words.js';
import type { Arm, Clause, List, Part } from './syntax.js';
import { placeOfToken, textOf, type TokenCursor } from './token-cursor.js';

/** What compound commands consist of, and what reads it. */
export interface InnerReader {
  /** The statements up to one of `ends`, which is left for the caller, or to the end of something around it. */
  readonly list: (ends: readonly End[]) => List;
  readonly part: () => Part | undefined;
}

/** Reads compound commands: groups, `if`, loops, `case`, functions, coprocesses. */
export class CompoundReader {
  constructor(
    readonly cursor: TokenCursor,
    readonly commands: CommandReader,
    readonly inner: InnerReader,
  ) {}

  /** The compound command that is here; undefined where there is none. */
  compound(): Part | undefined {
    const opener = this.cursor.next;
    if (!opener) return undefined;
    if (opener.kind === 'group') return opener.text === '(' ? this.#group(opener, ')') : undefined;
    const reserved = reservedText(opener);
    if (reserved === undefined || !isOpener(opener)) return this.#functionAhead();
    switch (reserved) {
      case '{':
        return this.#group(opener, '}');
      case 'if':
        return this.#if(opener);
      case 'while':
        return this.#while(opener, false);
      case 'until':
        return this.#while(opener, true);
      case 'for':
      case 'select':
        return this.#for(opener);
      case 'case':
        return this.#case(opener);
      case 'function':
        return this.#function();
      case 'coproc':
        return this.#coprocess();
      default:
        return undefined;
    }
  }

  /** The statements up to one of `ends`: at least one. */
  #statements(ends: readonly End[]): List {
    const { cursor, inner } = this;
    const known = cursor.problems.length;
    const list = inner.list(ends);
    const end = cursor.next && endOf(cursor.next);
    if (list.length === 0 && cursor.problems.length === known && end && ends.includes(end))
      cursor.report('empty', end, placeOfToken(cursor.next));
    return list;
  }

  #group(opener: ShellToken, end: '}' | ')'): Part {
    this.cursor.skip();
    const body = this.#statements([end]);
    this.#close(opener, end);
    return { kind: 'group', isSubshell: end === ')', body };
  }

  #if(opener: ShellToken): Part {
    const { cursor } = this;
    const clauses: Clause[] = [];
    do {
      cursor.skip();
      const condition = this.#statements(['then', 'fi']);
      const hasBody = cursor.takeReserved('then');
      if (!hasBody) this.#lacks('then', opener, 'fi');
      const body = hasBody ? this.#statements(['elif', 'else', 'fi']) : [];
      clauses.push({ condition, body });
    } while (cursor.isReserved('elif'));
    const otherwise = cursor.takeReserved('else') ? this.#statements(['fi']) : undefined;
    this.#close(opener, 'fi');
    return { kind: 'if', clauses, otherwise };
  }

  #while(opener: ShellToken, isUntil: boolean): Part {
    const { cursor } = this;
    cursor.skip();
    const condition = this.#statements(['do', 'done']);
    const hasBody = cursor.takeReserved('do');
    if (!hasBody) this.#lacks('do', opener, 'done');
    const body = hasBody ? this.#statements(['done']) : [];
    this.#close(opener, 'done');
    return { kind: 'while', condition, isUntil, body };
  }

  /** Where the end of a compound command comes at once; one that is not closed is another problem. */
  #lacks(text: 'then' | 'do', opener: ShellToken, end: End): void {
    if (this.cursor.isReserved(end))
      this.cursor.problems.push({ kind: 'incomplete', text, place: placeOfToken(opener) });
  }

  #for(opener: ShellToken): Part {
    const { cursor } = this;
    cursor.skip();
    const words = cursor.takeWords(1);
    if (words[0] && hasOtherParts(words[0])) cursor.report('parts', '((', words[0].place);
    cursor.skipLineBreaks();
    if (cursor.isReserved('in')) words.push(...cursor.takeWords());
    cursor.takeEndOfStatement();
    const end = cursor.takeReserved('{') ? '}' : 'done';
    const hasBody = end === '}' || cursor.takeReserved('do');
    if (!hasBody) this.#lacks('do', opener, 'done');
    const body = hasBody ? this.#statements([end]) : [];
    this.#close(opener, end);
    return { kind: 'for', words, body };
  }

  #case(opener: ShellToken): Part {
    const { cursor, inner } = this;
    cursor.skip();
    const words = cursor.takeWords(1);
    cursor.skipLineBreaks();
    if (!cursor.takeReserved('in')) cursor.report('incomplete', 'in', placeOfToken(opener));
    const arms: Arm[] = [];
    for (;;) {
      cursor.skipLineBreaks();
      if (!cursor.next || cursor.isReserved('esac')) break;
      const before = cursor.at;
      cursor.takeGroup('(');
      const patterns = this.#patterns();
      if (!cursor.takeGroup(')')) break;
      arms.push({ patterns, body: inner.list([';;', 'esac']) });
      cursor.takeArmEnd();
      if (cursor.at === before) break;
    }
    this.#close(opener, 'esac');
    return { kind: 'case', words, arms };
  }

  #patterns(): Word[] {
    const { cursor } = this;
    const patterns: Word[] = [];
    for (;;) {
      const [pattern] = cursor.takeWords(1);
      if (!pattern) return patterns;
      patterns.push(pattern);
      if (cursor.next?.kind === 'word') cursor.reportUnexpected(cursor.next);
      patterns.push(...cursor.takeWords());
      if (!cursor.takeSeparator('|')) return patterns;
    }
  }

  /** `function name`, with or without parentheses. */
  #function(): Part {
    const { cursor } = this;
    cursor.skip();
    const name = cursor.next ?? cursor.previous;
    cursor.takeWords(1);
    if (cursor.takeGroup('(')) cursor.takeGroup(')');
    return this.#functionBody(name);
  }

  /** `name()`. */
  #functionAhead(): Part | undefined {
    const [name, open, close] = this.cursor.ahead(3);
    if (name?.kind !== 'word' || open?.kind !== 'group' || open.text !== '(') return undefined;
    if (close?.kind !== 'group' || close.text !== ')') return undefined;
    this.cursor.skip(3);
    return this.#functionBody(name);
  }

  #functionBody(name: ShellToken | undefined): Part {
    const { cursor } = this;
    cursor.skipLineBreaks();
    if (name && !(cursor.next && mayBeBody(cursor.next)))
      cursor.report('incomplete', '{', placeOfToken(name));
    const body = this.inner.part();
    const pipeline = body && { isNegated: false, parts: [body] };
    const statements = pipeline ? [{ pipelines: [pipeline], operators: [], isInBackground: false }] : [];
    return { kind: 'function', name: name?.kind === 'word' ? name.word.text : '', body: statements };
  }

  #coprocess(): Part | undefined {
    const opened = this.cursor.next;
    this.cursor.skip();
    const [name, opener] = this.cursor.ahead(2);
    if (name?.kind === 'word' && opener && isOpener(opener)) this.cursor.skip();
    const body = this.inner.part();
    if (!body && opened) this.cursor.report('unexpected', 'coproc', placeOfToken(opened));
    return body && { kind: 'coprocess', body };
  }

  /** The end of a compound command, and the redirections after it. */
  #close(opener: ShellToken, end: End): void {
    const { cursor } = this;
    const isClosed = end === ')' ? cursor.takeGroup(')') : cursor.takeReserved(end);
    if (!isClosed && opener.kind !== 'redirection')
      cursor.report('unclosed', textOf(opener), placeOfToken(opener));
    while (cursor.next?.kind === 'redirection') this.commands.redirection();
  }
}

/** Whether a token begins a compound command: only such a one is the body of a function. */
const mayBeBody = (token: ShellToken): boolean =>
  isOpener(token) || (token.kind === 'word' && isCalculation(token.word));

/** Whether the `((…))` of a loop has fewer or more than its three parts, as far as that is plain. */
const hasOtherParts = ({ text }: Word): boolean =>
  /^\(\([^'"`$\\]*\)\)$/.test(text) && text.split(';').length !== 3;
