import { type Assignment, assignmentOf } from '../simple-command.js';
import type { Word } from '../word.js';
import { isCalculation } from '../word.js';
import type { PlainCommand, Redirection } from './syntax.js';
import { checkTest, endsTest } from './test.js';
import { placeOfTokens, type TokenCursor } from './token-cursor.js';

/** Reads simple commands and redirections, and keeps all redirections in order. */
export class CommandReader {
  readonly redirections: Redirection[] = [];

  constructor(readonly cursor: TokenCursor) {}

  /** The simple command that is here, up to an operator; a test in `[[` and `]]` has operators of its own. */
  command(): PlainCommand | undefined {
    const { cursor } = this;
    const { at: start } = cursor;
    const words: Word[] = [];
    const assignments: Assignment[] = [];
    const redirections: Redirection[] = [];
    const isTest = cursor.isReserved('[[');
    for (let token; (token = cursor.next);) {
      if (token.kind === 'word') {
        cursor.skip();
        const assignment = words.length === 0 ? assignmentOf(token.word, token.bare) : undefined;
        if (assignment) assignments.push(assignment);
        else {
          if (!isTest && words.length > 0 && isCalculation(token.word))
            cursor.report('unexpected', '((', token.word.place);
          words.push(token.word);
        }
        if (isTest && token.word.text === ']]') break;
      } else if (isTest && !endsTest(token)) cursor.skip();
      else if (token.kind !== 'redirection') break;
      else redirections.push(...this.redirection());
    }
    if (isTest) checkTest(cursor, start);
    const [first, last] = [cursor.tokens[start], cursor.previous];
    if (!first || !last || words.length + assignments.length + redirections.length === 0) return undefined;
    const separatorBefore = cursor.separatorBefore();
    return {
      words,
      assignments,
      redirections,
      place: placeOfTokens(first, last),
      ...(separatorBefore === undefined ? {} : { separatorBefore }),
    };
  }

  /** The redirection that is here; none where its target is missing. */
  redirection(): Redirection[] {
    const { cursor } = this;
    const token = cursor.next;
    cursor.skip();
    if (token?.kind !== 'redirection') return [];
    const [target] = cursor.takeWords(1);
    if (!target) {
      cursor.report('unexpected', token.operator, token.place);
      return [];
    }
    const { operator, fd, hereDocument } = token;
    const redirection = { operator, fd, target, ...(hereDocument ? { hereDocument } : {}) };
    this.redirections.push(redirection);
    return [redirection];
  }
}
