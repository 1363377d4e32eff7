import { isSecretName } from '../../knowledge/secrets/secret-names.js';
import { isSecretText } from '../../knowledge/secrets/secret-text.js';
import type { SourceFile, Span } from '../../source/index.js';
import { oncePer } from '../../util/once-per.js';
import { partitionPoint } from '../../util/partition-point.js';
import { secretLines } from './secret-lines.js';

/** `NAME=value` and `--name value`, as commands set secrets: the value ends with its quotes or its word. */
const IN_COMMAND = /(?<![\w.-])(?:([\w.-]+)=|-{1,2}([a-z][\w-]*)[ \t]+)("[^"]*"?|'[^']*'?|\S+)/gi;

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
  const values = [...text.matchAll(IN_COMMAND)]
    .filter(([, name, flag = '']) => isSecretName(name ?? flag))
    .map(({ 0: whole, 3: value = '', index }) => ({
      start: index + whole.length - value.length,
      end: index + whole.length,
    }));
  const isEnough = values.length > 0 && !holdsMore(text, values);
  const spans = isEnough ? values : [{ start: afterName(text), end: text.length }];
  return spans.map((span) => ({ start: start + span.start, end: start + span.end }));
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
