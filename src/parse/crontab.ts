import type { Place } from '../source/index.js';
import { splitWords } from '../util/text.js';
import { type MappedText, placeOfMapped, sliceMapped } from './shell/word.js';

/** A job of a crontab of the system: five time fields or a nickname, a user, and a command. */
export interface CronJob {
  readonly place: Place;
  /** What is where the user belongs. */
  readonly user: { readonly text: string; readonly place: Place };
  /** From the user on. */
  readonly rest: MappedText;
  /** What a shell runs: after a `%`, the rest is its input. */
  readonly command: MappedText;
  /** From the first `%` that has no backslash before it. */
  readonly input: MappedText | undefined;
  /** Whether a line break ends it. */
  readonly isEnded: boolean;
}

const TIMES = /^[ \t]*(?:@\w+|(?:[^ \t#=]+[ \t]+){4}[^ \t=]+)[ \t]+/;
const FIELD = /^(?:\*|~|\d+|[A-Za-z]{3})(?:[-,/~](?:\*|\d+|[A-Za-z]{3}))*$/;

/**
 * The jobs of a file in `/etc/cron.d`. Never throws.
 * https://man7.org/linux/man-pages/man5/crontab.5.html
 */
export function parseCrontab(text: MappedText): CronJob[] {
  const jobs: CronJob[] = [];
  for (let start = 0; start < text.text.length;) {
    const end = text.text.indexOf('\n', start);
    const line = sliceMapped(text, start, end === -1 ? text.text.length : end);
    const job = jobOf(line, end !== -1);
    if (job) jobs.push(job);
    start = end === -1 ? text.text.length : end + 1;
  }
  return jobs;
}

function jobOf(line: MappedText, isEnded: boolean): CronJob | undefined {
  const times = TIMES.exec(line.text)?.[0];
  if (times === undefined || !splitWords(times).every(isField)) return undefined;
  const rest = sliceMapped(line, times.length);
  const user = sliceMapped(rest, 0, /^\S*/.exec(rest.text)?.[0].length);
  const end = endOfCommand(rest.text);
  return {
    place: placeOfMapped(line),
    user: { text: user.text, place: placeOfMapped(user) },
    rest,
    command: sliceMapped(rest, user.text.length, end),
    input: end < rest.text.length ? sliceMapped(rest, end) : undefined,
    isEnded,
  };
}

const isField = (field: string): boolean => field.startsWith('@') || FIELD.test(field);

const endOfCommand = (rest: string): number => {
  const end = /(?<!\\)%/.exec(rest)?.index;
  return end ?? rest.length;
};
