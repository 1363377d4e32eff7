import { placeOf, type SourceFile } from '../../source/index.js';
import type { Word } from '../shell/word.js';
import { type ConfigEntry, type ServerConfig, variableInPlaceOf, wordIn } from './config-entry.js';

const STATEMENT = /^([ \t]*)(port|bind|ssl_bind|activate_control_app|quickly_bind)\b[ \t(]*([^\n#]*)/gm;
const BLOCK =
  /^[ \t]*(?:if|unless|case|else|elsif|while|begin)\b|\b(?:instance_eval|load|require_relative|eval)\b/m;

const STRING = /^(?:"([^"\\#]*)"|'([^'\\]*)')/;
const ENVIRONMENT =
  /^ENV(?:\.fetch\(\s*["'](\w+)["']\s*(?:,\s*["']?(\w+)["']?\s*)?\)(?:\s*\{\s*["']?(\w+)["']?\s*\})?|\[\s*["'](\w+)["']\s*\](?:\s*\|\|\s*["']?(\w+)["']?)?)/;

/**
 * Reads the `port` and `bind` lines of a `config/puma.rb`.
 * https://github.com/puma/puma/blob/master/lib/puma/dsl.rb
 */
export function readPumaConfig(file: SourceFile): ServerConfig {
  const entries: ConfigEntry[] = [];
  const statements = [...file.text.matchAll(STATEMENT)];
  let isOpen = statements.length > 0 && BLOCK.test(file.text);
  for (const match of statements) {
    const [, indent = '', name = '', rest = ''] = match;
    const start = match.index + match[0].length - rest.length;
    const value = valueOf(file, start, rest.trimEnd());
    if (indent !== '' || !value || (name !== 'port' && name !== 'bind')) isOpen = true;
    else {
      const flag = wordIn(file, match.index, match.index + name.length);
      entries.push({ flag: { ...flag, text: `--${name}` }, value });
    }
  }
  return { entries, isOpen };
}

function valueOf(file: SourceFile, start: number, text: string): Word | undefined {
  const number = /^\d{1,9}(?=\)?$)/.exec(text);
  if (number) return wordIn(file, start, start + number[0].length);
  const string = STRING.exec(text);
  if (string) {
    const isAlone = /^\)?$/.test(text.slice(string[0].length).trim());
    return isAlone ? wordIn(file, start + 1, start + string[0].length - 1) : undefined;
  }
  const environment = ENVIRONMENT.exec(text);
  if (!environment || !/^\)?$/.test(text.slice(environment[0].length).trim())) return undefined;
  const name = environment[1] ?? environment[4] ?? '';
  const fallback = environment[2] ?? environment[3] ?? environment[5];
  return variableInPlaceOf(placeOf(file, start, start + environment[0].length), name, fallback);
}
