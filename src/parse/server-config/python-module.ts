/** What a Python module defines at its top level, in branches as well, as far as its text tells. */
export interface PythonModule {
  readonly names: ReadonlySet<string>;
  /** Whether it may have names that the text does not show. */
  readonly isOpen: boolean;
  /** What a name is the result of, without its module, where it is bound once: `Flask` for `app = flask.Flask(__name__)`. */
  readonly calls: ReadonlyMap<string, string>;
  readonly functions: ReadonlySet<string>;
  /** What its top level imports, whatever the conditions, in the order of the text. */
  readonly imports: readonly PythonImport[];
}

/** A module that another one imports. */
interface PythonImport {
  /** As it is written: `rest_framework.routers`, `.views`, `..`. */
  readonly module: string;
  /** Offsets of that text. */
  readonly start: number;
  readonly end: number;
}

/** What gives a module names that are not written as such. */
const DYNAMIC =
  /\b(?:globals|locals|vars|exec|setattr|__import__)\s*\(|__getattr__|\bsys\.modules\b|\bimport\s*\*|:=/;

/**
 * Reads the names of a module. One that it may have without binding it here, such as that of a module in its package, is not
 * among them. Never throws.
 */
export function readPythonModule(text: string): PythonModule {
  const names = new Set<string>();
  const calls = new Map<string, string>();
  const functions = new Set<string>();
  const imports: PythonImport[] = [];
  const { lines, isWhole } = logicalLines(text);
  let inner: number | undefined;
  for (const { text: line, start } of lines) {
    const statement = line.trimStart();
    if (statement === '') continue;
    const indentation = line.length - statement.length;
    if (inner !== undefined && indentation > inner) {
      // What a function declares to be global may be set when the server looks for it.
      for (const [, declared = ''] of statement.matchAll(/\bglobal\s+([\w, ]+)/g))
        for (const name of wordsOf(declared)) names.add(name);
      continue;
    }
    inner = undefined;
    if (indentation === 0 && /^(?:from|import)\s/.test(line)) imports.push(...importsAt(text, start));
    const [, kind, own = ''] = /^(?:async\s+)?(def|class)\s+(\w+)/.exec(statement) ?? [];
    if (kind) {
      names.add(own);
      if (kind === 'def') functions.add(own);
      inner = indentation;
      continue;
    }
    const [, name, called] =
      /^(\w+)\s*(?::\s*[\w.]+\s*)?=(?!=)\s*(?:(?:\w+\.)*(\w+)\(\)\s*$)?/.exec(statement) ?? [];
    if (name !== undefined && called !== undefined && !names.has(name)) calls.set(name, called);
    else if (name !== undefined) calls.delete(name);
    for (const part of statement.split(';')) for (const one of boundBy(part.trim())) names.add(one);
  }
  return { names, isOpen: !isWhole || DYNAMIC.test(text), calls, functions, imports };
}

/** The modules that the statement at an offset imports. */
function importsAt(text: string, start: number): PythonImport[] {
  const end = text.indexOf('\n', start);
  const [statement = ''] = text.slice(start, end === -1 ? undefined : end).split(/[#;]/, 1);
  const [keyword = ''] = /^\w+/.exec(statement) ?? [];
  const imports: PythonImport[] = [];
  let at = start + keyword.length;
  for (const part of statement.slice(keyword.length).split(',')) {
    const [module = ''] = /^\.*[\w.]*/.exec(part.trimStart()) ?? [];
    const from = at + part.length - part.trimStart().length;
    if (module !== '') imports.push({ module, start: from, end: from + module.length });
    if (keyword === 'from') break;
    at += part.length + 1;
  }
  return imports;
}

const wordsOf = (text: string): readonly string[] => text.match(/[A-Za-z_]\w*/g) ?? [];

/** The names that a statement other than a definition binds, and perhaps more. */
function boundBy(statement: string): readonly string[] {
  const [keyword = ''] = /^\w+/.exec(statement) ?? [];
  if (keyword === 'from' || keyword === 'import') return importedBy(statement);
  if (!COMPOUND.has(keyword)) return statement.split(ASSIGNS).slice(0, -1).flatMap(wordsOf);
  // What a branch on the same line binds, and the names of a loop.
  const [head = '', ...body] = statement.split(':');
  return [...wordsOf(head), ...body.flatMap((part) => boundBy(part.trim()))];
}

function importedBy(statement: string): readonly string[] {
  const isFrom = statement.startsWith('from');
  const items = statement
    .slice(isFrom ? statement.indexOf(' import ') + 8 : 7)
    .replace(/[()]/g, ' ')
    .split(',')
    .map(wordsOf);
  return items.flatMap((item) => (isFrom || item.includes('as') ? item.slice(-1) : item.slice(0, 1)));
}

const COMPOUND: ReadonlySet<string> = new Set([
  ...['async', 'elif', 'else', 'except', 'finally', 'for', 'if', 'try', 'while', 'with'],
]);

/** `=` but not `==`, `<=` and the like. */
const ASSIGNS = /(?<![=!<>])=(?!=)/;

const TOKEN = /"""|'''|["'#\n()[\]{}]|\\\r?\n/g;

/** What matters inside of a string. */
const STRING_TOKEN = /\\[^]|"""|'''|["'\n]/g;

/** Where the string ends that is open at an offset; undefined where it does not. */
function endOfString(text: string, start: number, quote: string): number | undefined {
  STRING_TOKEN.lastIndex = start;
  for (let match = STRING_TOKEN.exec(text); match; match = STRING_TOKEN.exec(text)) {
    if (match[0].startsWith(quote)) return match.index + quote.length;
    if (match[0] === '\n' && quote.length === 1) return undefined;
  }
  return undefined;
}

/** Lines whose brackets hold names. */
const NAMES_IN_BRACKETS = /^\s*(?:from\b|\()/;

interface LogicalLine {
  readonly text: string;
  /** The offset at which it begins. */
  readonly start: number;
}

/**
 * The logical lines of a text: without comments, with empty strings, and with what is in brackets on the line that opens
 * them, left out where it binds no names. `isWhole` is false where a string or a bracket does not end.
 */
function logicalLines(text: string): { readonly lines: readonly LogicalLine[]; readonly isWhole: boolean } {
  const lines: LogicalLine[] = [];
  let start = 0;
  let line = '';
  let depth = 0;
  let at = 0;
  let holdsNames = false;
  const take = (part: string) => {
    if (depth === 0 || holdsNames) line += part;
  };
  while (at < text.length) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    take(text.slice(at, match?.index ?? text.length));
    if (!match) break;
    const [token] = match;
    at = match.index + token.length;
    if (/["']/.test(token)) {
      const end = endOfString(text, at, token);
      if (end === undefined) return { lines, isWhole: false };
      at = end;
      take("''");
    } else if (token === '#') {
      const next = text.indexOf('\n', at);
      at = next === -1 ? text.length : next;
    } else if (token === '\n') {
      if (depth > 0) take(' ');
      else {
        lines.push({ text: line, start });
        [line, start] = ['', at];
      }
    } else if (token.startsWith('\\')) take(' ');
    else if ('([{'.includes(token)) {
      take(token);
      if (depth++ === 0) holdsNames = NAMES_IN_BRACKETS.test(line);
    } else {
      depth = Math.max(0, depth - 1);
      take(token);
    }
  }
  return { lines: [...lines, { text: line, start }], isWhole: depth === 0 };
}
