import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { isDockerSure } from '../../model/docker/uses-docker.js';
import { platform } from '../../model/platform/find-platform.js';
import { sourceNamed } from '../../model/project.js';
import { type DockerInstruction, parseDockerfile } from '../../parse/dockerfile.js';
import { parseScript } from '../../parse/shell/script.js';
import { unwrapCommand } from '../../parse/shell/unwrap-command.js';
import { placeOfMapped } from '../../parse/shell/word.js';
import { startOfFile } from '../../source/index.js';
import { lookUp } from '../../util/collections.js';
import { shorten } from '../../util/text.js';
import { source } from '../on.js';
import type { Rule } from '../rule.js';

export const missingPackageManager: Rule = {
  meta: {
    summary: 'A Dockerfile installs packages with a program that its image does not have',
    why: 'Alpine Linux has apk, Debian and Ubuntu have apt-get, and Amazon Linux has yum or dnf. The image is built on the instance, the program of another system is not found there ("apt-get: not found", exit code 127), and the deployment fails. Only images whose name tells the system are checked.',
    consequence: 'deploy-fails',
    references: [
      'guide:single-container-docker-configuration',
      'https://github.com/docker-library/docs/tree/master/python#image-variants',
      'https://wiki.alpinelinux.org/wiki/Alpine_Package_Keeper',
    ],
    needsPlatform: true,
  },
  needs: source('Dockerfile'),
  *check(project) {
    const file = sourceNamed('Dockerfile', deployedFiles(project).files);
    if (platform(project).language !== 'docker' || !file) return;
    const stages = new Map<string, System | undefined>();
    let system: System | undefined;
    let image = '';
    let place = startOfFile(file);
    for (const instruction of parseDockerfile(file)) {
      if (instruction.name === 'FROM') {
        const [, name = '', alias] = FROM.exec(instruction.argument.text) ?? [];
        system = stages.has(name.toLowerCase()) ? stages.get(name.toLowerCase()) : systemOf(name);
        if (alias !== undefined) stages.set(alias.toLowerCase(), system);
        [image, place] = [name, placeOfMapped(instruction.argument)];
      }
      const program = system && foreignProgram(instruction, system);
      if (!system || !program) continue;
      yield {
        at: program.place,
        message: `The image ${shorten(image)} does not have ${program.text}`,
        help: `Install the packages with \`${INSTALL[system]}\`, by the names that they have there.`,
        related: [{ at: place, note: 'the image' }],
        ...(!isDockerSure(project) && { warnsBecause: 'may-not-run' as const }),
      };
      // The others have the same cause.
      system = undefined;
    }
  },
};

type System = 'alpine' | 'debian' | 'amazon';

const FROM = /^(?:--\S+[ \t]+)*(\S+)(?:[ \t]+[aA][sS][ \t]+(\S+))?[ \t]*$/;

const INSTALL: Readonly<Record<System, string>> = {
  alpine: 'apk add --no-cache',
  debian: 'apt-get update && apt-get install -y',
  amazon: 'yum install -y',
};

/** Which system brings which program; others bring none of these. */
const OWNERS: Readonly<Record<string, System>> = {
  ...{ apk: 'alpine', apt: 'debian', 'apt-get': 'debian' },
  ...{ dnf: 'amazon', microdnf: 'amazon', yum: 'amazon' },
};

/** Official images that are made from Debian unless their tag names another system. */
const OF_DEBIAN: ReadonlySet<string> = new Set([
  ...['debian', 'golang', 'httpd', 'nginx', 'node', 'php', 'python', 'ruby', 'rust', 'ubuntu'],
]);

const IMAGE =
  /^(?:docker\.io\/|public\.ecr\.aws\/docker\/library\/)?(?:library\/)?([a-z]+)(?::([\w.-]+))?(?:@sha256:\w+)?$/;

/** Undefined where the name of the image does not tell. */
function systemOf(image: string): System | undefined {
  const [, name = '', tag = ''] = IMAGE.exec(image) ?? [];
  if (/(?:^|-)alpine(?:\d|$)/.test(tag) || name === 'alpine') return 'alpine';
  if (name === 'amazonlinux') return 'amazon';
  return OF_DEBIAN.has(name) && !/(?:windows|nanoserver|oracle|ubi|slim-al|amazon)/.test(tag)
    ? 'debian'
    : undefined;
}

/** The first program of another system that is run without a condition. */
function foreignProgram({ name, argument }: DockerInstruction, system: System) {
  if (name !== 'RUN' || /^(?:--|\[|<<)/.test(argument.text)) return undefined;
  const [command] = parseScript(argument).commands;
  const program = command && unwrapCommand(command)[0]?.program;
  const owner = lookUp(OWNERS, program?.text ?? '');
  return program?.kind === 'literal' && owner !== undefined && owner !== system ? program : undefined;
}
