import { mayBeComposeFile } from '../../knowledge/docker/compose-files.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { type Container, containers } from '../../model/docker/containers.js';
import { isDockerSure } from '../../model/docker/uses-docker.js';
import { type Project, sourceNamed } from '../../model/project.js';
import { lastStage, listedWords, parseDockerfile } from '../../parse/dockerfile.js';
import { parseScript } from '../../parse/shell/script.js';
import { itemsOf, type Node } from '../../parse/yaml/node.js';
import { mapScalar } from '../../parse/yaml/scalar-text.js';
import { anyOf, source } from '../on.js';
import type { Finding, Rule } from '../rule.js';

export const ignoredContainerCommand: Rule = {
  meta: {
    summary: 'The command of a container is ignored, because its entrypoint runs only its own text',
    why: 'The command of a container is given to its entrypoint as arguments. An entrypoint of the form sh -c TEXT runs the text, and the arguments are only $0, $1 and so on in it; the same is true for an ENTRYPOINT that is not a list. A text that does not use them ends without running the command, so the server is never started.',
    consequence: 'silently-ignored',
    references: [
      'https://docs.docker.com/reference/dockerfile/#understand-how-cmd-and-entrypoint-interact',
      'aws:AmazonECS/latest/APIReference/API_ContainerDefinition',
      'posix:sh',
    ],
  },
  needs: anyOf<object>(containers, source('Dockerfile')),
  *check(project) {
    for (const container of containers(project)) yield* inContainer(container);
    yield* inDockerfile(project);
  },
};

function* inContainer({ name, entrypoint, command }: Container): Generator<Finding> {
  if (!entrypoint || !command || isEmpty(command) || !ignoresArguments(wordsOf(entrypoint))) return;
  yield {
    at: command.place,
    message: `Container "${name}" never runs its command: the shell of its entrypoint ignores it`,
    help: 'Delete the entrypoint, and put what it runs in front of the command with `&&`; or delete the command.',
    related: [{ at: entrypoint.place, note: 'runs only this text' }],
  };
}

const isEmpty = (command: Node): boolean =>
  command.kind === 'list' ? command.items.length === 0 : command.kind === 'scalar' && command.text === '';

/** Without what Docker Compose replaces, `$$` in it is one `$`. */
const wordsOf = (node: Node): readonly string[] =>
  node.kind === 'scalar'
    ? (parseScript(mapScalar(node)).commands[0]?.words ?? []).map(({ text }) => text)
    : itemsOf(node).map((item) => (item.kind === 'scalar' ? item.text : ''));

const SHELL = /^(?:\/\S*\/)?(?:ba|da|a|z)?sh$/;

/** `$@`, `$1`, `$#` and what changes them; a file that is read in may use them as well. */
const USES_ARGUMENTS = /\$\{?[@*#\d]|(?:^|[\s;&|])(?:\.|source|shift|eval)\s/;

/** Whether words are `sh -c TEXT`, of a text that does not use its arguments. */
const ignoresArguments = ([shell = '', flag = '', text]: readonly string[]): boolean =>
  SHELL.test(shell) && /^-[a-z]*c$/.test(flag) && text !== undefined && !USES_ARGUMENTS.test(text);

/** Only where Elastic Beanstalk builds the image, and nothing else says what to run. */
function* inDockerfile(project: Project): Generator<Finding> {
  const { files } = deployedFiles(project);
  const isOther = files.some(({ name }) => mayBeComposeFile(name) || name === 'Dockerrun.aws.json');
  const file = isOther || !isDockerSure(project) ? undefined : sourceNamed('Dockerfile', files);
  if (!file) return;
  const stage = lastStage(parseDockerfile(file));
  const entrypoint = stage.findLast(({ name }) => name === 'ENTRYPOINT');
  const command = stage.findLast(({ name }) => name === 'CMD');
  if (!entrypoint || !command || stage.some(({ name }) => name === 'SHELL')) return;
  const { text } = entrypoint.argument;
  const words = listedWords(entrypoint.argument)?.map((word) => word.text);
  if (!(words ? ignoresArguments(words) : !text.startsWith('[') && !USES_ARGUMENTS.test(text))) return;
  yield {
    at: command.place,
    message: 'CMD is ignored, because ENTRYPOINT is a text that a shell runs',
    help: words
      ? 'Delete the line, or add what it runs to the text of `ENTRYPOINT`.'
      : 'Write `ENTRYPOINT` as a list, such as `["python", "serve.py"]`, or add the arguments to its text and delete the line.',
    related: [{ at: entrypoint.place, note: 'ENTRYPOINT' }],
  };
}
