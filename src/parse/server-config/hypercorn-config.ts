import type { SourceFile } from '../../source/index.js';
import { endOfMatch } from '../../util/match-at.js';
import { wordIn, type ConfigEntry, type ServerConfig } from './config-entry.js';
import { MAX_UNCLOSED_LISTS } from '../../knowledge/limits.js';

const KEY = /^[ \t]*"?(bind|insecure_bind|certfile|keyfile)"?[ \t]*=[ \t]*/gm;
const STRING = /"([^"\\\n]*)"|'([^'\n]*)'/y;
const LIST = /\[[^\]"'#]*(?:(?:"[^"\\\n]*"|'[^'\n]*')[^\]"'#]*)*\]/y;

/**
 * Reads the addresses of a `hypercorn.toml`; Python files are not read.
 * https://hypercorn.readthedocs.io/en/latest/how_to_guides/configuring.html
 */
export function readHypercornConfig(file: SourceFile): ServerConfig {
  if (!file.name.endsWith('.toml')) return { entries: [], isOpen: true };
  const entries: ConfigEntry[] = [];
  let failures = 0;
  for (const match of file.text.matchAll(KEY)) {
    const key = match[1] ?? '';
    const at = match.index + match[0].length;
    const values = stringsAt(file, at);
    const flag = {
      ...wordIn(file, match.index, at),
      text: `--${key.replaceAll('_', '-')}`,
    };
    if (values) entries.push(...values.map((value) => ({ flag, value })));
    else if (++failures > MAX_UNCLOSED_LISTS) break;
  }
  return { entries, isOpen: failures > 0 };
}

function stringsAt(file: SourceFile, at: number) {
  const listEnd = endOfMatch(LIST, file.text, at);
  const words = [];
  for (let from = at; listEnd === undefined ? words.length === 0 : from < listEnd;) {
    const end = endOfMatch(STRING, file.text, from);
    if (end === undefined && listEnd === undefined) return undefined;
    if (end !== undefined) words.push(wordIn(file, from + 1, end - 1));
    from = end ?? from + 1;
  }
  return words;
}
