import { OPERANDS, S3_SWITCHES } from '../../knowledge/instance/command-lines.js';
import { lookUp } from '../../util/collections.js';
import type { EachRule } from '../rule.js';
import {
  type CommandLine,
  commandLines,
  type Fault,
  findingOf,
  isFlag,
  isLiteral,
  transferOfS3,
} from '../support/command-lines.js';

export const missingOperand: EachRule<CommandLine> = {
  meta: {
    summary: 'A program gets too few operands',
    why: 'A program that gets too few operands prints an error, such as "chmod: missing operand after \'644\'", and stops. A failed command stops the deployment; in a cron job nothing happens.',
    consequence: 'deploy-fails',
    references: [
      'https://www.gnu.org/software/coreutils/manual/html_node/index.html',
      'https://docs.aws.amazon.com/cli/latest/reference/s3/',
    ],
  },
  each: commandLines,
  *check(line) {
    const fault = tooFewOperands(line) ?? operandsOfS3(line);
    if (fault) yield findingOf(fault, line);
  },
};

/** `chmod 644`. */
function tooFewOperands({ name, program, args }: CommandLine): Fault | undefined {
  const rule = lookUp(OPERANDS, name);
  if (!rule || !args.every(isLiteral) || args.some(({ text }) => rule.unless.test(text))) return undefined;
  const operands = args.filter(
    (word, index) => !isFlag(word) && !rule.valueFlags.test(args[index - 1]?.text ?? ''),
  );
  if (operands.length >= rule.least) return undefined;
  const word = operands.at(-1) ?? program;
  return {
    word,
    message: `"${[name, ...operands.map(({ text }) => text)].join(' ')}" has no ${rule.missing}`,
    help: `Write the ${rule.missing} after \`${word.text}\`.`,
  };
}

/** `aws s3 cp ONE`. */
function operandsOfS3(line: CommandLine): Fault | undefined {
  const { command, rest = [] } = transferOfS3(line) ?? {};
  const isKnown = rest.every((word) => isLiteral(word) && (!isFlag(word) || S3_SWITCHES.test(word.text)));
  const operands = rest.filter((word) => !isFlag(word));
  return command && isKnown && operands.length < 2
    ? {
        word: operands[0] ?? command,
        message: `"aws s3 ${command.text}" has no ${operands.length === 0 ? 'source and no destination' : 'destination'}`,
        help: 'Write the source and the destination.',
      }
    : undefined;
}
