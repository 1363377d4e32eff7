import { knownCommands } from '../../model/bundle/config-files.js';
import { type CommandEntry, type Node } from '../../parse/index.js';
import type { EachRule } from '../rule.js';

export const unquotedTest: EachRule<CommandEntry> = {
  meta: {
    summary: 'The test of a command is not in quotes and means something else in YAML',
    why: 'Without quotes, YAML reads `[ -f /x ]` as a list and `! test -f /x` as a text with a tag. The instance then runs a different test, or no test at all.',
    consequence: 'silently-ignored',
    references: [
      'guide:customize-containers-ec2#linux-commands',
      'guide:customize-containers-ec2#linux-container-commands',
    ],
  },
  each: knownCommands,
  *check({ name, test: given }) {
    const test = given?.value;
    const readAs = test && otherReading(test);
    if (!readAs) return;
    yield {
      at: test.place,
      message: `YAML reads the test of "${name.text}" as ${readAs}`,
      help: 'Put the whole test in quotes.',
    };
  },
};

/** What `[ -f x ]` and `! test -f x` are to YAML. */
function otherReading(test: Node): string | undefined {
  const first = test.kind === 'list' ? test.items[0] : test;
  if (test.kind === 'list' && first && (first.tag === '!' || !isProgram(first))) return 'a list';
  return first?.tag === '!' ? 'a text with the tag "!"' : undefined;
}

/** Even a path with spaces is not written without quotes. */
const isProgram = (node: Node): boolean =>
  node.kind === 'scalar'
    ? node.style !== 'plain' || node.valueKind !== 'literal' || !/\s/.test(node.text)
    : node.kind === 'map';
