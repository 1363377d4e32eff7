import { isSecretName } from '../../knowledge/secrets/secret-names.js';
import { isSecretText, setsSecret } from '../../knowledge/secrets/secret-text.js';
import { parseConfigFile } from '../../parse/config-file/config-file.js';
import { isConfigFile } from '../bundle/config-file-name.js';
import { mayBeShown } from './may-be-shown.js';
import type { SourceFile, Span } from '../../source/index.js';
import { partitionPoint } from '../../util/partition-point.js';

/**
 * The lines of a file, from 1 and as git counts them, that may hold a secret: by their own text, and in a `.config` file
 * also by the settings that they belong to.
 */
export function secretLines(file: SourceFile): ReadonlySet<number> {
  const lines = file.text.split('\n');
  const settings = isConfigFile(file.name) ? parseConfigFile(file).settings : [];
  const linesOf = lineFinder(lines);
  // Options that Elastic Beanstalk defines have names such as KeyName, and no secrets in them.
  const harmless = new Set(linesOf(settings.filter(mayBeShown).map(({ place }) => place.span)));
  const secret = settings.filter((setting) => !mayBeShown(setting) && isSecretName(setting.option.value));
  return new Set([
    ...linesOf(secret.flatMap(({ place, node }) => [place.span, node.place.span])),
    ...linesBelow(lines, harmless),
    ...lines.flatMap((line, index) => (isSecretText(line) ? [index + 1] : [])),
    ...privateKeys(lines),
    ...valuesOfNames(lines),
  ]);
}

/** What ends the text of a secret where it is not indented further: an entry, an item, a comment or the end of a map or list. */
const NEXT = /^\s*(?:[-#}\]]|["']?[^\s:"']+["']?\s*:(?:\s|$))/;

/** Lines that set a secret, and the text below one: it is indented further, or at least no entry of its own. */
function* linesBelow(lines: readonly string[], harmless: ReadonlySet<number>): Generator<number> {
  let indentation = Infinity;
  for (const [index, line] of lines.entries()) {
    const own = line.search(/\S/);
    if (own !== -1 && own <= indentation && NEXT.test(line)) indentation = Infinity;
    const number = index + 1;
    if (indentation !== Infinity) yield number;
    else if (!harmless.has(number) && setsSecret(line.endsWith(':') ? `${line} …` : line)) {
      indentation = own;
      yield number;
    }
  }
}

/** From the first to the last line of a private key in PEM. */
function* privateKeys(lines: readonly string[]): Generator<number> {
  let isInside = false;
  for (const [index, line] of lines.entries()) {
    isInside ||= /-----BEGIN [^-]*PRIVATE KEY-----/.test(line);
    if (isInside) yield index + 1;
    if (line.includes('-----END')) isInside = false;
  }
}

/** A value, or what may be a misspelled one. */
const MAY_HOLD_VALUE =
  /\bvalue["']?\s*:|^\s*(?:-\s+)?(?!["']?(?:namespace|option_name|resource_name)\b)[^\s:#]+\s*:/;

/** What names an option in the list form, or a variable in Dockerrun.aws.json. */
const NAME = /\b(?<key>option_name|name)["']?\s*:\s*["']?(?<name>[^"',}\s]+)/;

/** In lists of names and values, a value is near its name, also in a file that cannot be parsed. */
function* valuesOfNames(lines: readonly string[]): Generator<number> {
  for (const [index, line] of lines.entries()) {
    const { key, name } = NAME.exec(line)?.groups ?? {};
    if (name === undefined || !isSecretName(name)) continue;
    const pattern = key === 'name' ? /\bvalue["']?\s*:/ : MAY_HOLD_VALUE;
    for (let near = Math.max(0, index - 2); near <= index + 2; near++)
      if (pattern.test(lines[near] ?? '')) yield near + 1;
  }
}

/** Finds the lines that spans touch, each once: aliases may repeat a span of many lines many times. */
function lineFinder(lines: readonly string[]): (spans: readonly Span[]) => Iterable<number> {
  const starts: number[] = [];
  let length = 0;
  for (const line of lines) {
    starts.push(length);
    length += line.length + 1;
  }
  const lineAt = (offset: number): number => partitionPoint(starts, (start) => start <= offset);
  return function* (spans) {
    let next = 1;
    for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
      const last = lineAt(Math.max(start, end - 1));
      for (let line = Math.max(next, lineAt(start)); line <= last; line++) yield line;
      next = Math.max(next, last + 1);
    }
  };
}
