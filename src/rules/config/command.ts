import { osOf } from '../../model/platform.js';
import type { Project } from '../../model/project.js';
import {
  entriesOfSection,
  entryOf,
  hasKey,
  isDynamic,
  isTrue,
  type Node,
  type SectionEntry,
} from '../../model/section-entries.js';
import type { Finding, Rule } from '../rule.js';

export const command: Rule = {
  meta: {
    id: 'config/command',
    summary: 'An entry of commands or container_commands has nothing to run, or keys without effect',
    why: 'A command without a command fails the deployment: "01_migrate does not specify the \'command\' attribute, which is required". Keys that do not count where they stand are passed over without a word, so a command runs on every instance, or without its test. A list is one program with its arguments: an item that holds a whole command line is the name of no program. A test in brackets needs quotes, or YAML reads a list.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html#linux-commands',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html#linux-container-commands',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-windows-ec2.html#windows-commands',
    ],
    since: '0.1.0',
  },
  *check(project) {
    for (const file of project.configFiles)
      for (const section of ['commands', 'container_commands'] as const)
        for (const entry of entriesOfSection(file, section)) {
          if (isDynamic(entry.value)) continue;
          yield* withoutCommand(entry);
          yield* listOfCommands(entry);
          yield* unquotedTest(entry);
          yield* leaderOnly(entry);
          yield* wait(entry, project);
        }
  },
};

function* withoutCommand(entry: SectionEntry): Generator<Finding> {
  const { name, section } = entry;
  const command = entryOf(entry.value, 'command')?.value;
  const isMissing = command
    ? command.kind === 'scalar' && command.type === 'null'
    : !hasKey(entry, 'command');
  // What `defaults` prints may bring the command.
  if (!isMissing || hasKey(entry, 'defaults')) return;
  yield {
    at: name.place,
    message: `The entry "${name.text}" of ${section} has no command, so the deployment fails; write what to run behind command: below the name, or delete the entry.`,
  };
}

/** A program's name holds no blank, unless it is a path of Windows. */
function* listOfCommands({ name, value, section }: SectionEntry): Generator<Finding> {
  const command = entryOf(value, 'command')?.value;
  const first = command?.kind === 'list' ? command.items[0] : undefined;
  if (first?.kind !== 'scalar' || isDynamic(first) || !/^[^\s\\:]+\s+\S/.test(first.text)) return;
  yield {
    at: first.place,
    message: `The command of "${name.text}" in ${section} is a list, which is one program and its arguments, and there is no program called "${first.text}"; write the commands as one text with && between them, or give each an entry of its own.`,
    severity: 'warning',
  };
}

/** `[ -f x ]` and `! test -f x` without quotes: to YAML a list, and a text with a tag. */
function* unquotedTest({ name, value, section }: SectionEntry): Generator<Finding> {
  const test = entryOf(value, 'test')?.value;
  const first = test?.kind === 'list' ? test.items[0] : test;
  if (!test || !first || !(first.tag === '!' || (test.kind === 'list' && isNoProgram(first)))) return;
  yield {
    at: test.place,
    message: `The test of "${name.text}" in ${section} is not what it seems: without quotes, [ begins a list of YAML and ! a tag; put the whole test in quotes.`,
    severity: 'warning',
  };
}

/** Not even a path with blanks is written without quotes. */
const isNoProgram = (node: Node): boolean =>
  node.kind === 'list' ||
  (node.kind === 'scalar' && node.style === 'plain' && !isDynamic(node) && /\s/.test(node.text));

function* leaderOnly({ name, value, section }: SectionEntry): Generator<Finding> {
  const leader = entryOf(value, 'leader_only');
  if (!leader || !isTrue(leader.value)) return;
  if (section === 'commands') {
    yield {
      at: leader.key.place,
      message: `leader_only has no effect in commands, so "${name.text}" runs on every instance; move the entry to container_commands, or delete leader_only.`,
      severity: 'warning',
    };
    return;
  }
  const test = entryOf(value, 'test');
  if (!test) return;
  yield {
    at: test.key.place,
    message: `The test of "${name.text}" is ignored, because leader_only decides alone; delete one of the two, or make the test a part of the command.`,
    related: [{ at: leader.key.place, note: 'leader_only stands here' }],
    severity: 'warning',
  };
}

function* wait({ name, value }: SectionEntry, { platform }: Project): Generator<Finding> {
  const waiting = entryOf(value, 'waitAfterCompletion');
  if (!waiting || osOf(platform) !== 'linux') return;
  yield {
    at: waiting.key.place,
    message: `waitAfterCompletion of "${name.text}" has an effect on Windows alone; delete it.`,
    severity: 'warning',
  };
}
