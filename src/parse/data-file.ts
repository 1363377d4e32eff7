import { type Place, placeOf, type SourceFile } from '../source/index.js';
import { oncePer } from '../util/memo.js';
import { endOfMatch } from '../util/text.js';
import { breaksFile, type Problem, type SyntaxFault, type SyntaxProblem } from './problem.js';
import type { Node } from './yaml/node.js';
import { parseYaml } from './yaml/yaml.js';

/** A file of YAML or JSON beside `.ebextensions`, such as `cron.yaml` or `Dockerrun.aws.json`. */
export interface DataFile {
  readonly file: SourceFile;
  /** Undefined where the text cannot be read. */
  readonly root: Node | undefined;
  readonly problems: readonly Problem[];
  readonly broken: boolean;
}

/** Reads a file as JSON where its name ends so, else as YAML. Never throws. */
export const parseDataFile = oncePer((file: SourceFile): DataFile => {
  const problem = file.name.endsWith('.json') ? jsonProblem(file) : undefined;
  if (problem) return { file, root: undefined, problems: [problem], broken: true };
  const { root, problems } = parseYaml(file);
  const broken = problems.some(breaksFile);
  return { file, root: broken ? undefined : root, problems, broken };
});

/** What may come next in a JSON text. */
type Expected = 'value' | 'first value' | 'key' | 'first key' | 'colon' | 'comma' | 'end';

/** One thing that is wrong, with its span. */
interface Stumble {
  readonly start: number;
  readonly end: number;
  readonly fault: SyntaxFault;
}

const SPACE = /[ \t\r\n]*/y;
const STRING = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})[^"\\\u0000-\u001f]*)*"/y;
const BROKEN_STRING = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})[^"\\\u0000-\u001f]*)*/y;
const ATOM = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;
const WORD = /[^\s,:{}[\]"']+/y;

/** The first thing in a file that no reader of JSON takes; undefined for a text that is JSON. */
export const jsonProblem = (file: SourceFile): SyntaxProblem | undefined =>
  jsonProblemIn(file.text, (start, end) => placeOf(file, start, end));

/** The same of any text. */
export function jsonProblemIn(
  text: string,
  place: (start: number, end: number) => Place,
): SyntaxProblem | undefined {
  const stumble = stumbleIn(text);
  return stumble && { kind: 'syntax', at: place(stumble.start, stumble.end), fault: stumble.fault };
}

function stumbleIn(text: string): Stumble | undefined {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  let lastComma = 0;
  let at = skip(SPACE, text, 0);
  for (; at < text.length; at = skip(SPACE, text, at)) {
    const sign = text.charAt(at);
    const step: Step | undefined = STEPS[expected](sign, open.at(-1));
    if (step === undefined) return explain(text, at, expected, lastComma);
    if (sign === ',') lastComma = at;
    if (step.pattern) {
      const end = skip(step.pattern, text, at);
      if (end === at) return explain(text, at, expected, lastComma);
      at = end;
    } else at++;
    if (step.opens) open.push(step.opens);
    if (step.closes) open.pop();
    expected = step.then === 'after value' ? (open.length > 0 ? 'comma' : 'end') : step.then;
  }
  return expected === 'end' ? undefined : explainEnd(text, open.at(-1));
}

interface Step {
  readonly then: Expected | 'after value';
  readonly pattern?: RegExp;
  readonly opens?: '{' | '[';
  readonly closes?: true;
}

const valueStep = (sign: string): Step | undefined => {
  if (sign === '{') return { then: 'first key', opens: '{' };
  if (sign === '[') return { then: 'first value', opens: '[' };
  if (sign === '"') return { then: 'after value', pattern: STRING };
  return /[\w-]/.test(sign) ? { then: 'after value', pattern: ATOM } : undefined;
};

const keyStep = (sign: string): Step | undefined =>
  sign === '"' ? { then: 'colon', pattern: STRING } : undefined;

const CLOSE: Step = { then: 'after value', closes: true };

const STEPS: Readonly<Record<Expected, (sign: string, open: '{' | '[' | undefined) => Step | undefined>> = {
  value: valueStep,
  'first value': (sign) => (sign === ']' ? CLOSE : valueStep(sign)),
  key: keyStep,
  'first key': (sign) => (sign === '}' ? CLOSE : keyStep(sign)),
  colon: (sign) => (sign === ':' ? { then: 'value' } : undefined),
  comma: (sign, open) => {
    if (sign === ',') return { then: open === '{' ? 'key' : 'value' };
    return sign === (open === '{' ? '}' : ']') ? CLOSE : undefined;
  },
  end: () => undefined,
};

/** Why a text is not JSON at a place, as its author would put it. */
function explain(text: string, at: number, expected: Expected, lastComma: number): Stumble {
  const rest = text.slice(at, at + 8);
  const sign = rest.charAt(0);
  const here = (fault: SyntaxFault, end = at + 1): Stumble => ({ start: at, end, fault });
  if (/^(?:<{7}|={7}|>{7})/.test(rest)) return here({ code: 'merge-conflict' }, at + 7);
  const mark = /^(?:\/\/|\/\*|#)/.exec(rest)?.[0];
  if (mark) return here({ code: 'json-comment', mark }, at + mark.length);
  if (/^(?:<%|\$\{)/.test(rest) || /^\{[{%]$/.test(text.slice(at - 1, at + 1)))
    return here({ code: 'template-tags' });
  if ((sign === '}' || sign === ']') && lastComma > 0 && text.slice(lastComma + 1, at).trim() === '')
    return { start: lastComma, end: lastComma + 1, fault: { code: 'json-trailing-comma' } };
  if (sign === '"' && expected !== 'comma' && expected !== 'end' && expected !== 'colon')
    return explainString(text, at);
  if (expected === 'end')
    return here(/[}\]]/.test(sign) ? { code: 'stray-bracket', bracket: sign } : { code: 'text-after-value' });
  if (expected === 'comma' && !/[}\]:]/.test(sign)) return here({ code: 'missing-comma-before-entry' });
  if (sign === '}' || sign === ']') return here({ code: 'stray-bracket', bracket: sign });
  if (sign === ',') return here({ code: 'empty-item' });
  if (sign === "'") return here({ code: 'json-single-quotes' });
  const end = skip(WORD, text, at);
  return end > at && expected !== 'colon'
    ? here({ code: 'json-unquoted' }, end)
    : here({ code: 'missing-separator' });
}

function explainString(text: string, start: number): Stumble {
  const end = skip(BROKEN_STRING, text, start);
  if (text.charAt(end) === '\\')
    return { start: end, end: end + 2, fault: { code: 'bad-escape', escape: text.slice(end, end + 2) } };
  if (text.charAt(end) === '\t') return { start: end, end: end + 1, fault: { code: 'json-tab' } };
  return { start, end: start + 1, fault: { code: 'unclosed-quote' } };
}

function explainEnd(text: string, open: '{' | '[' | undefined): Stumble {
  const end = text.trimEnd().length;
  if (end === 0) return { start: 0, end: 0, fault: { code: 'json-empty' } };
  const bracket = open === '[' ? ']' : '}';
  return { start: end, end, fault: { code: 'missing-bracket-at-end', bracket } };
}

/** Where a pattern that is tried at an offset ends; the offset itself where it does not fit. */
const skip = (pattern: RegExp, text: string, from: number): number => endOfMatch(pattern, text, from) ?? from;
