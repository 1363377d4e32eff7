import type { SourceFile } from '../../source/index.js';
import { textInPlaceOf, wordOf, type Word } from '../shell/word.js';
import { wordIn, type ConfigEntry, type ServerConfig } from './config-entry.js';

const LINE = /^[ \t]*(?:\[([^\]\n]*)\]|([\w-]+)[ \t]*=[ \t]*([^\n]*))/gm;
/** Options that read other files, or that decide which lines count. */
const OPENS =
  /^(?:ini|include|inherit|import|for|endfor|if-.*|endif|set-placeholder|set-ph|emperor|attach-daemon)$/;

/**
 * Reads the options of a section of uWSGI's ini file.
 * https://uwsgi-docs.readthedocs.io/en/latest/Configuration.html
 */
export function readUwsgiConfig(file: SourceFile, section = 'uwsgi'): ServerConfig {
  if (file.name.endsWith('.xml')) return readXml(file);
  if (!file.name.endsWith('.ini')) return { entries: [], isOpen: true };
  const entries: ConfigEntry[] = [];
  let isOpen = false;
  let current: string | undefined;
  for (const match of file.text.matchAll(LINE)) {
    const [whole, heading, key, rest = ''] = match;
    if (heading !== undefined) current = heading.trim();
    else if (current === section && key !== undefined) {
      const start = match.index + whole.length - rest.length;
      const text = (rest.split(/(?<=[ \t])[;#]/, 1)[0] ?? '').trimEnd();
      const keyAt = match.index + whole.indexOf(key);
      if (OPENS.test(key)) isOpen = true;
      entries.push({ flag: flagOf(file, keyAt, key), value: valueOf(file, start, text) });
    }
  }
  return { entries, isOpen };
}

const flagOf = (file: SourceFile, start: number, key: string): Word => ({
  ...wordIn(file, start, start + key.length),
  text: `--${key.replaceAll('_', '-')}`,
});

/** `$(NAME)` is a variable, `%` begins a placeholder. */
function valueOf(file: SourceFile, start: number, text: string): Word | undefined {
  const variable = /^([^%$]*)\$\((\w+)\)$/.exec(text);
  if (!variable) return /[%$]/.test(text) ? undefined : wordIn(file, start, start + text.length);
  const [, before = '', name = ''] = variable;
  const reference = `${before}\${${name}}`;
  return wordOf(textInPlaceOf(file, { start, end: start + text.length }, reference), [
    { start: before.length, end: reference.length },
  ]);
}

const ELEMENT = /<([\w-]+)>([^<&\n]*)<\/\1>/g;

function readXml(file: SourceFile): ServerConfig {
  const entries = [...file.text.matchAll(ELEMENT)].map((match): ConfigEntry => {
    const [, key = '', text = ''] = match;
    const start = match.index + key.length + 2;
    return { flag: flagOf(file, match.index + 1, key), value: valueOf(file, start, text) };
  });
  return {
    entries,
    isOpen: entries.length === 0 || entries.some(({ flag }) => OPENS.test(flag.text.slice(2))),
  };
}
