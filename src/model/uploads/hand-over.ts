import type { HandOverStep } from '../../parse/pipelines/job.js';
import { unwrapCommand } from '../../parse/shell/unwrap-command.js';
import type { Word } from '../../parse/shell/word.js';
import type { ToolJob, ToolRun } from './tool-runs.js';

export const isHidden = (path: string): boolean => path.split('/').some((part) => /^\.[^.]/.test(part));

/** What cannot bring files of the repository to a machine; `zip` and what only shows may name what is not there. */
const BRINGS_NOTHING = /^(?:cd|chmod|cp|eb|export|mkdir|mv|npm|pip|set|test|yarn)$/;
const SHOWS = /^(?:cat|echo|find|ls|printf|pwd|rm|tree|zip)$/;

/**
 * What left out the hidden files of a job that has all its files from earlier jobs.
 * @param kept what they have kept, by its name
 */
export function lossOf(
  { runs }: ToolJob,
  kept: ReadonlyMap<string, readonly HandOverStep[]>,
): HandOverStep | undefined {
  const taken = runs.flatMap((run) => (run.kind === 'take' ? [run.name] : []));
  if (taken.length === 0 || taken.includes('') || !runs.every(bringsNothing)) return undefined;
  const sources = taken.map((name) => kept.get(name) ?? []);
  return sources.every(([source, ...others]) => source?.dropsHidden && others.length === 0)
    ? sources[0]?.[0]
    : undefined;
}

function bringsNothing(run: ToolRun): boolean {
  if (run.kind === 'action') return !/checkout|cache|download|git/i.test(run.name.replace(/^[^/]*\//, ''));
  if (run.kind !== 'command') return true;
  const { redirections, words } = run.command;
  if (redirections.some(({ target }) => isHidden(target.text) || target.expansions.length > 0)) return false;
  return unwrapCommand(run.command).every(({ program, args }) => {
    const name = program?.text ?? '';
    if (name === '' || SHOWS.test(name)) return true;
    // A folder under another name may get its own name back.
    if (args.some(({ text }) => isHidden(text))) return false;
    return (
      BRINGS_NOTHING.test(name) || (name === 'aws' && words[1]?.text === 'elasticbeanstalk') || uploads(words)
    );
  });
}

/** `aws s3 cp FILE s3://…` */
const uploads = (words: readonly Word[]): boolean =>
  words[0]?.text === 'aws' && words[1]?.text === 's3' && words[4]?.text.startsWith('s3://') === true;
