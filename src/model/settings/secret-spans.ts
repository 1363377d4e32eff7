import { isSecretName } from '../../knowledge/secrets/secret-names.js';
import { isSecretText } from '../../knowledge/secrets/secret-text.js';
import type { SourceFile, Span } from '../../source/index.js';
import { endOfMatch } from '../../util/match-at.js';
import { oncePer } from '../../util/once-per.js';
import { partitionPoint } from '../../util/partition-point.js';
import { secretLines } from './secret-lines.js';

/** `NAME=` and `--name `, as commands set secrets, with a quote that is opened in front of the name. */
const NAME = /(["']?)(?<![\w.-])(?:([\w.-]+)=|-{1,2}([a-z][\w-]*)[ \t]+(?=\S))/gi;

/** A value ends with its quotes or its word, or with the quotes around it and its name. */
const VALUES: Readonly<Record<string, RegExp>> = {
  '': /"[^"]*"?|'[^']*'?|\S+/y,
  '"': /[^"]+/y,
  "'": /[^']+/y,
};

const linesOf = oncePer(secretLines);

/** For git only line feeds end lines, for YAML carriage returns do, too. */
const gitLineStarts = oncePer(({ text }: SourceFile): readonly number[] => [
  0,
  ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1),
]);

/** What may be a secret in a line (from 1) of a file, as places in its text: in doubt all that follows the name. */
export function secretSpans(file: SourceFile, line: number): Span[] {
  const { start, end } = file.lineSpan(line);
  if (!linesOf(file).has(partitionPoint(gitLineStarts(file), (first) => first <= start))) return [];
  const text = file.text.slice(start, end);
  const values = valuesIn(text);
  const isEnough = values.length > 0 && !holdsMore(text, values);
  const spans = isEnough ? values : [{ start: afterName(text), end: text.length }];
  return spans.map((span) => ({ start: start + span.start, end: start + span.end }));
}

/** What follows the names of secrets. The value of another name may set a secret: `-e TOKEN=value`. */
function valuesIn(text: string): Span[] {
  const values: Span[] = [];
  for (const { 0: whole, 1: quote = '', 2: name, 3: flag = '', index } of text.matchAll(NAME)) {
    const start = index + whole.length;
    const value = VALUES[quote];
    if (!value || !isSecretName(name ?? flag) || start < (values.at(-1)?.end ?? 0)) continue;
    const end = endOfMatch(value, text, start);
    if (end !== undefined) values.push({ start, end });
  }
  return values;
}

/** Where what follows a name begins: after its colon or equals sign. A line without a name is all value. */
function afterName(text: string): number {
  const separator = text.search(/[:=]/);
  const isNamed = separator !== -1 && /^[\s"'\w.-]*$/.test(text.slice(0, separator));
  const start = isNamed ? separator + 1 : 0;
  return start + text.slice(start).search(/\S|$/);
}

/** Whether anything that looks like a secret is left without these values. */
function holdsMore(text: string, values: readonly Span[]): boolean {
  const rest = values
    .toReversed()
    .reduce((left, { start, end }) => `${left.slice(0, start)}${left.slice(end)}`, text);
  return isSecretText(rest) || [...rest.matchAll(MAPPED)].some(([, name = '']) => isSecretName(name));
}

const MAPPED = /(?<![\w.-])([\w.-]+)["']?[ \t]*:[ \t]*(?=\S)/g;
