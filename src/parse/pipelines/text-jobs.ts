import type { SourceFile } from '../../source/index.js';
import { mappedText } from '../shell/word.js';
import type { Job, Step } from './job.js';

/** A line of a recipe with those that a backslash continues, without the signs before the command. */
const RECIPE = /^\t[@+-]*(?![@+-])((?:[^\n\\]|\\[^])*)$/gm;

/**
 * The recipes of a Makefile in the order of the file: each line is a shell of its own, in the folder of the Makefile.
 * https://www.gnu.org/software/make/manual/html_node/Execution.html
 */
export const jobsOfMakefile = (file: SourceFile): readonly Job[] => [
  {
    steps: () =>
      [...file.text.matchAll(RECIPE)].map(({ 1: command = '', index, 0: line }) =>
        step(file, index + line.length - command.length, command.length, ''),
      ),
  },
];

/** `sh 'command'`, `sh(script: """commands""")`: what is in the quotes. */
const SHELL_STEP =
  /\bsh[ \t]*(?:\([ \t]*)?(?:(?:label|returnStatus|returnStdout):[^,\n]{0,200},[ \t]?)?(?:script:[ \t]*)?(?:'''((?:[^'\\]|\\[^]|'(?!''))*)'''|"""((?:[^"\\]|\\[^]|"(?!""))*)"""|'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)")/g;

/**
 * The shell steps of a Jenkinsfile: each begins in the workspace, unless the pipeline says another folder somewhere.
 * https://www.jenkins.io/doc/pipeline/steps/workflow-durable-task-step/#sh-shell-script
 */
export function jobsOfJenkins(file: SourceFile): readonly Job[] {
  const folder = /\bdir\s*\(/.test(file.text) ? undefined : '';
  const steps = [...file.text.matchAll(SHELL_STEP)].map((match) => {
    const text = match[1] ?? match[2] ?? match[3] ?? match[4] ?? '';
    const quotes = match[1] === undefined && match[2] === undefined ? 1 : 3;
    return step(file, match.index + match[0].length - quotes - text.length, text.length, folder);
  });
  return [{ steps: () => steps }];
}

const step = (file: SourceFile, start: number, length: number, folder: string | undefined): Step => ({
  kind: 'commands',
  text: mappedText(file, start, start + length),
  folder,
});
