import { type Place, placeOf, type SourceFile, type Value } from '../source/index.js';
import { oncePer } from '../util/memo.js';
import { splitWords } from '../util/text.js';
import { type MappedText, mappedText, sliceMapped, wordOf } from './shell/word.js';

/** One instruction of a Dockerfile, such as `EXPOSE 8080`. */
export interface DockerInstruction {
  /** In upper case. */
  readonly name: string;
  /** What follows it on its line; continued lines are joined. */
  readonly argument: MappedText;
  /** The name, where it is written. */
  readonly place: Place;
}

const INSTRUCTION = /^\s*([A-Za-z]+)(?:\s|$)/;
const HERE_DOCUMENT = /<<-?\s*(["']?)(\w+)\1/g;

/**
 * The instructions of a Dockerfile, in order. Never throws.
 * https://docs.docker.com/reference/dockerfile/
 */
export const parseDockerfile = oncePer((file: SourceFile): readonly DockerInstruction[] => {
  const instructions: { name: string; place: Place; lines: MappedText[] }[] = [];
  const escape = /^#\s*escape\s*=\s*`/i.test(file.text) ? '`' : '\\';
  let waiting: string[] = [];
  let isContinued = false;
  for (let line = 1; line <= file.lineStarts.length; line++) {
    const { start, end } = file.lineSpan(line);
    const text = file.text.slice(start, end);
    if (waiting.length > 0) {
      if (text.trim() === waiting[0]) waiting = waiting.slice(1);
      continue;
    }
    // Comments and empty lines do not end an instruction.
    if (/^\s*(?:#|$)/.test(text)) continue;
    const last = instructions.at(-1);
    const own = text.trimEnd();
    const isOpen = own.endsWith(escape);
    const body = isOpen ? own.slice(0, -1) : own;
    if (isContinued && last) last.lines.push(trimmed(file, start, start + body.length));
    else {
      const [match, name = ''] = INSTRUCTION.exec(own) ?? [];
      if (match === undefined) continue;
      const at = start + own.indexOf(name);
      const place = placeOf(file, at, at + name.length);
      const lines = [trimmed(file, start + match.length, start + body.length)];
      instructions.push({ name: name.toUpperCase(), place, lines });
    }
    isContinued = isOpen;
    if (/^(?:RUN|COPY|ADD)$/.test(instructions.at(-1)?.name ?? ''))
      waiting = [...body.matchAll(HERE_DOCUMENT)].map(([, , word = '']) => word);
  }
  return instructions.map(({ name, place, lines }) => ({ name, place, argument: joined(file, lines) }));
});

/** A stretch of a file without white space around it. */
function trimmed(file: SourceFile, start: number, end: number): MappedText {
  const text = file.text.slice(start, Math.max(start, end));
  const from = start + text.length - text.trimStart().length;
  return mappedText(file, from, Math.max(from, start + text.trimEnd().length));
}

/** Texts with a space between them. */
const joined = (file: SourceFile, lines: readonly MappedText[]): MappedText => ({
  file,
  text: lines.map(({ text }) => text).join(' '),
  offsets: lines.flatMap(({ offsets }) => offsets),
});

/** What the image is made of in the end. */
export const lastStage = (instructions: readonly DockerInstruction[]): readonly DockerInstruction[] =>
  instructions.slice(
    Math.max(
      0,
      instructions.findLastIndex(({ name }) => name === 'FROM'),
    ),
  );

/** The instructions until the end of a stage, whatever comes after which is not built for it; all where there is none of that name. */
export function untilStage(
  instructions: readonly DockerInstruction[],
  stage: string,
): readonly DockerInstruction[] {
  const own = instructions.findIndex(
    ({ name, argument }) =>
      name === 'FROM' && /\sas\s+(\S+)$/i.exec(argument.text)?.[1]?.toLowerCase() === stage.toLowerCase(),
  );
  const next = instructions.findIndex(({ name }, index) => name === 'FROM' && index > own);
  return own < 0 || next < 0 ? instructions : instructions.slice(0, next);
}

/** The list form; undefined for a text that a shell reads. */
export function listedWords(argument: MappedText): MappedText[] | undefined {
  if (!/^\[(?:[ \t]*"[^"\\]*"[ \t]*(?:,|(?=\])))*\]$/.test(argument.text)) return undefined;
  return [...argument.text.matchAll(/"([^"\\]*)"/g)].map(({ index, 1: text = '' }) =>
    sliceMapped(argument, index + 1, index + 1 + text.length),
  );
}

/** The ports of an `EXPOSE`, without their protocols. */
export const exposedIn = ({ name, argument }: DockerInstruction): string[] =>
  name === 'EXPOSE' ? splitWords(argument.text).map((port) => port.replace(/\/\w+$/, '')) : [];

/** A variable that an `ENV` sets, or an `ARG` with a default. */
export interface DockerVariable {
  readonly name: string;
  /** Dynamic where it refers to other variables. */
  readonly value: Value;
}

const ASSIGNMENT = /(?:^|[ \t])([A-Za-z_]\w*)=("[^"]*"|'[^']*'|[^\s"']*)(?=[ \t]|$)/g;

/**
 * The variables of an `ARG` that have a default, which the history of the image shows.
 * https://docs.docker.com/reference/dockerfile/#arg
 */
export const buildVariablesIn = ({ name, argument }: DockerInstruction): DockerVariable[] =>
  name === 'ARG' ? assignmentsIn(argument) : [];

/**
 * What an `ENV` sets: several variables with `NAME=value`, or one with `NAME value`.
 * https://docs.docker.com/reference/dockerfile/#env
 */
export function variablesIn({ name, argument }: DockerInstruction): DockerVariable[] {
  if (name !== 'ENV') return [];
  const [, single, rest] = /^([A-Za-z_]\w*)[ \t](.*)$/.exec(argument.text) ?? [];
  if (single !== undefined && rest !== undefined)
    return [{ name: single, value: valueAt(argument, argument.text.length - rest.length, rest) }];
  return assignmentsIn(argument);
}

const assignmentsIn = (argument: MappedText): DockerVariable[] =>
  [...argument.text.matchAll(ASSIGNMENT)].map(({ 0: whole, 1: own = '', 2: text = '', index }) => ({
    name: own,
    value: valueAt(argument, index + whole.length - text.length, text),
  }));

/** @param start where the text begins in the argument */
function valueAt(argument: MappedText, start: number, text: string): Value {
  const quotes = /^["']/.test(text) ? 1 : 0;
  const value = wordOf(sliceMapped(argument, start + quotes, start + text.length - quotes));
  return value.text.includes('$') ? { ...value, kind: 'dynamic' } : value;
}

/**
 * What a `COPY` or `ADD` takes from the build context, as it is written; nothing for one that takes it from another image.
 * https://docs.docker.com/reference/dockerfile/#copy
 */
export function copiedFrom({ name, argument }: DockerInstruction): MappedText[] {
  if (name !== 'COPY' && name !== 'ADD') return [];
  const [flags = ''] = /^(?:--\S+[ \t]+)*/.exec(argument.text) ?? [];
  if (/--(?:from|exclude|parents)\b/.test(flags) || argument.text.includes('<<')) return [];
  const rest = sliceMapped(argument, flags.length, argument.text.length);
  const words =
    listedWords(rest) ??
    Array.from(rest.text.matchAll(/\S+/g), ({ 0: word, index }) =>
      sliceMapped(rest, index, index + word.length),
    );
  return words.slice(0, -1);
}
