import type { SourceFile } from '../../source/index.js';
import { endOfMatch } from '../../util/text.js';
import { type ConfigEntry, type ServerConfig, wordIn } from './config-entry.js';
import { readPythonText } from './python-value.js';

const SETTING = /^(bind|worker_class|threads|wsgi_app|daemon)[ \t]*(?::[ \t]*\w[\w[\], ]*)?=(?!=)[ \t]*/gm;
/** The same names anywhere else: in a branch, in another statement. */
const MENTION =
  /^[ \t]+(?:bind)\b[ \t]*[+]?=|\bbind[ \t]*(?:\+=|\.append\(|\.extend\()|\bglobals\(\)|\bexec\(/m;

const FLAGS: Readonly<Record<string, string>> = {
  bind: '--bind',
  worker_class: '--worker-class',
  threads: '--threads',
  daemon: '--daemon',
};

/**
 * Reads what a `gunicorn.conf.py` sets as literals and environment variables.
 * https://docs.gunicorn.org/en/stable/configure.html#configuration-file
 */
export function readGunicornConfig(file: SourceFile): ServerConfig {
  const entries = new Map<string, readonly ConfigEntry[]>();
  let isOpen = MENTION.test(file.text);
  for (const match of file.text.matchAll(SETTING)) {
    const name = match[1] ?? '';
    const flag = FLAGS[name];
    if (flag === undefined) continue;
    const at = match.index + match[0].length;
    const values = readValues(file, at);
    const place = wordIn(file, match.index, match.index + name.length);
    if (!values && name === 'bind') isOpen = true;
    entries.set(
      name,
      (values ?? [undefined]).map((value) => ({ flag: { ...place, text: flag }, value })),
    );
  }
  return { entries: [...entries.values()].flat(), isOpen };
}

const LIST = /[[(]\s*/y;
const COMMA = /\s*,\s*/y;
const CLOSE = /\s*[\])]/y;

/** A text, or the texts of a list; a text with commas is a list, too. */
function readValues(file: SourceFile, at: number) {
  const text = readPythonText(file, at);
  if (text) return [text.word];
  const number = /^\d{1,9}(?=[ \t]*(?:#|\r?\n|$))/.exec(file.text.slice(at, at + 20));
  if (number) return [wordIn(file, at, at + number[0].length)];
  return readList(file, at);
}

function readList(file: SourceFile, at: number) {
  const open = endOfMatch(LIST, file.text, at);
  if (open === undefined) return undefined;
  const words = [];
  for (let from = open; ;) {
    const close = endOfMatch(CLOSE, file.text, from);
    if (close !== undefined) return words;
    const item = readPythonText(file, from, false);
    if (!item) return undefined;
    words.push(item.word);
    from = endOfMatch(COMMA, file.text, item.end) ?? item.end;
    if (from === item.end && endOfMatch(CLOSE, file.text, from) === undefined) return undefined;
  }
}
