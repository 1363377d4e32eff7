import { fileEntries, sourceEntries } from '../../model/bundle/config-files.js';
import type { Doubt } from '../../model/doubt.js';
import { namedByScript, writtenByTool } from '../../model/presence/mentions.js';
import type { Project } from '../../model/project.js';
import type { FileEntry, Node, ScalarNode } from '../../parse/index.js';
import { placeInScalar } from '../../parse/yaml/scalar-text.js';
import { anyOf } from '../on.js';
import type { Finding, Rule } from '../rule.js';

export const unexpandedVariableInFiles: Rule = {
  meta: {
    summary: 'A path, an address or the content of a file contains a variable that nothing expands',
    why: 'No shell reads the names of files and sources, their addresses, or the content of a file: Elastic Beanstalk takes ${NAME} as it is. A file with these characters in its name is written, the address leads nowhere, and a program that does not know variables reads the text itself, such as the AWS CLI its credentials.',
    consequence: 'deploy-fails',
    references: [
      'guide:customize-containers-ec2#linux-files',
      'guide:customize-containers-ec2#linux-sources',
      'aws:cli/latest/userguide/cli-configure-files',
    ],
  },
  needs: anyOf<object>(fileEntries, sourceEntries),
  *check(project) {
    for (const entry of fileEntries(project)) {
      // One that begins with a variable is no path: something fills it in.
      if (entry.name.text.startsWith('/')) yield* inText(entry.name, 'The path', project);
      yield* inText(entry.source?.value, 'The source', project);
      yield* inContent(entry, project);
    }
    for (const { name, value } of sourceEntries(project)) {
      if (name.text.startsWith('/')) yield* inText(name, 'The path', project);
      yield* inText(value, 'The address', project);
    }
  },
};

/** `$${NAME}` is how a template escapes one; a Windows path has none. */
const VARIABLE = /(?<!\$)\$(?:\{[A-Za-z_]\w*\}|[A-Z][A-Z\d_]{2,}(?![a-z]))/;

function* inText(node: Node | undefined, what: string, project: Project): Generator<Finding> {
  const found = node && variableIn(node, project);
  if (!found) return;
  const { text, ...place } = found;
  yield {
    ...place,
    message: `${what} contains the literal text "${text}"`,
    help: 'Elastic Beanstalk does not expand variables here: write the value.',
    // A file is written to any path.
    ...(what === 'The path' && { warnsBecause: 'milder' }),
  };
}

/** Formats of which the programs that read them know no variables. */
const WITHOUT_VARIABLES =
  /\/\.(?:aws\/(?:config|credentials)|netrc|pgpass)$|^\/etc\/(?:environment|fstab|hosts|passwd-s3fs)$/;

function* inContent({ name, content }: FileEntry, project: Project): Generator<Finding> {
  if (!content || !WITHOUT_VARIABLES.test(name.text)) return;
  const found = variableIn(content.value, project);
  if (!found) return;
  const { text, at, doubt } = found;
  yield {
    at,
    doubt: doubt ?? namedByScript(name.text, 'this script may fill the file in', project),
    message: `Nothing expands "${text}" in ${name.text}`,
    help: 'Write the file in `container_commands` instead, where the shell has the environment properties: `cat > FILE <<EOF`.',
    warnsBecause: 'milder',
  };
}

function variableIn(
  node: Node,
  project: Project,
): (Pick<Finding, 'at'> & { readonly text: string; readonly doubt: Doubt | undefined }) | undefined {
  if (node.kind !== 'scalar' || holdsFunction(node)) return undefined;
  const match = VARIABLE.exec(node.written);
  if (!match) return undefined;
  const [text] = match;
  return {
    at: placeInScalar(node, match.index, match.index + text.length),
    text,
    doubt: writtenByTool(text, '.ebextensions', project),
  };
}

const holdsFunction = ({ holdsFunction: is }: ScalarNode): boolean => is;
