/** What opens a group, and what closes it: within it, spaces do not end a word. */
const CLOSING: Readonly<Record<string, string | undefined>> = {
  '$(': ')',
  '${': '}',
  '{{': '}}',
  '<%': '%>',
  '(': ')',
  '[': ']',
  '{': '}',
  '`': '`',
};
const BRACKETS = /\\.|\$[({]|\{\{|\}\}|<%|%>|[()[\]{}`]/g;

/** Where each group of a text ends, by where it begins. Quotes are not looked at: so each bracket is seen once. */
export function groupsIn(text: string): ReadonlyMap<number, number> {
  const groups = new Map<number, number>();
  const open: { readonly at: number; readonly closing: string }[] = [];
  for (const { 0: bracket, index } of text.matchAll(BRACKETS)) {
    const last = open.at(-1);
    // Two braces may end two groups.
    if (last && bracket.startsWith(last.closing)) {
      groups.set(last.at, index + last.closing.length);
      open.pop();
      const around = bracket === '}}' && last.closing === '}' ? open.at(-1) : undefined;
      if (around?.closing === '}') {
        groups.set(around.at, index + 2);
        open.pop();
      }
    } else {
      const closing = CLOSING[bracket];
      if (closing !== undefined) open.push({ at: index, closing });
    }
  }
  return groups;
}

/** A line with its groups, which are found when they are first asked for. */
export interface WordText {
  readonly text: string;
  readonly groups: () => ReadonlyMap<number, number>;
}

/** Where a text in quotes ends; in double quotes may be commands with quotes of their own. */
function endOfQuotes({ text, groups }: WordText, start: number): number | undefined {
  const quote = text.charAt(start);
  if (quote === "'") {
    const end = text.indexOf("'", start + 1);
    return end === -1 ? undefined : end + 1;
  }
  for (let at = start + 1; at < text.length;) {
    const character = text.charAt(at);
    if (character === '"') return at + 1;
    if (character === '\\') at += 2;
    else at = (text.startsWith('$(', at) ? groups().get(at) : undefined) ?? at + 1;
  }
  return undefined;
}

/** What opens a group within a word; a call or an index does where it follows a name: `getenv('A')`. */
const opensGroup = (text: string, at: number): boolean =>
  /^(?:\$[({]|\{\{|<%)/.test(text.slice(at, at + 2)) ||
  (/[([]/.test(text.charAt(at)) && /[\w.]/.test(text.charAt(at - 1)));

/**
 * Where a word of a line ends as shells, servers and languages have it: at a space outside of quotes and groups, at a
 * semicolon after quotes, at a quote that stays open, or with a backslash at the end.
 */
export function endOfWord(line: WordText, start: number): number {
  const { text, groups } = line;
  let at = start;
  while (at < text.length) {
    const character = text.charAt(at);
    if (/\s/.test(character)) return at;
    if (character === '\\') {
      if (at + 1 === text.length) return at;
      at += 2;
    } else if (character === "'" || character === '"') {
      const end = endOfQuotes(line, at);
      if (end === undefined || text.charAt(end) === ';') return end ?? at;
      at = end;
    } else if (opensGroup(text, at) || (at === start && character === '`')) {
      const end = groups().get(at);
      // A command goes on in the next line; a bracket that stays open is a sign like others.
      at = end ?? (/[$`]/.test(character) ? text.length : at + 1);
    } else at++;
  }
  return at;
}

/** Where a value between the brackets of a map or list ends. */
export function endInFlow({ text, groups }: WordText, start: number): number {
  for (let at = start; at < text.length;) {
    if (/[,}\]]/.test(text.charAt(at))) return at;
    at = (opensGroup(text, at) ? groups().get(at) : undefined) ?? at + 1;
  }
  return text.length;
}
