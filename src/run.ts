import { ConfigurationError } from './configuration/configuration-error.js';
import { ReadError, WriteError } from './ports/file-system.js';
import { parseOptions, type Options } from './cli/parse-flags.js';
import { FormatterError } from './cli/formatter-error.js';
import { UsageError } from './cli/usage-error.js';
import type { ExitCode, Ports } from './ports/ports.js';
import { GitError } from './ports/repository.js';
import { withoutCommands } from './report/text/build-commands.js';
import { visible, withoutControls } from './report/text/one-line.js';
import { VERSION } from './version.js';

/** What goes wrong outside of eblint. */
const EXPECTED = [UsageError, ConfigurationError, ReadError, WriteError, GitError, FormatterError];

/** One run, from arguments to exit code. Loads no more than what was asked for needs. */
export async function run(argv: readonly string[], ports: Ports): Promise<ExitCode> {
  try {
    return await runCommand(parseOptions(argv), ports);
  } catch (error) {
    ports.stderr.write(failureText(error));
    return 2;
  }
}

async function runCommand(options: Options, ports: Ports): Promise<ExitCode> {
  switch (options.command) {
    case 'version':
      ports.stdout.write(`${VERSION}\n`);
      return 0;
    case 'help': {
      const { commandHelp, helpText } = await import('./cli/help.js');
      ports.stdout.write(options.helpOn ? commandHelp(options.helpOn) : helpText(VERSION));
      return 0;
    }
    case 'list-rules':
    case 'explain': {
      const { describeRules } = await import('./commands/describe-rules.js');
      ports.stdout.write(describeRules(options, ports));
      return 0;
    }
    case 'init': {
      const { init } = await import('./commands/init.js');
      return init(ports);
    }
    case 'print-config': {
      const { printConfig } = await import('./commands/print-config.js');
      return printConfig(options, ports);
    }
    case 'report-suppressions': {
      const { reportSuppressions } = await import('./commands/report-suppressions.js');
      return reportSuppressions(options, ports);
    }
    case 'options': {
      const { showOptions } = await import('./commands/describe-options.js');
      await showOptions(options, ports);
      return 0;
    }
    case 'catalogue': {
      const { showCatalogue } = await import('./commands/catalogue.js');
      return showCatalogue(options, ports);
    }
    case 'why': {
      const { why } = await import('./commands/why.js');
      return why(options, ports);
    }
    case 'migrate': {
      const { migrate } = await import('./commands/migrate.js');
      return migrate(options, ports);
    }
    case 'resolve': {
      const { resolveSettings } = await import('./commands/resolve.js');
      return resolveSettings(options, ports);
    }
    case 'completion': {
      const { completion } = await import('./commands/completion.js');
      ports.stdout.write(completion(options));
      return 0;
    }
    case 'lint': {
      const { lint } = await import('./commands/lint.js');
      return lint(options, ports);
    }
  }
}

/** The lines of a message: only mistakes in a configuration are several. */
const linesOf = (error: Error): readonly string[] =>
  error instanceof ConfigurationError ? error.lines : [error.message];

/** What a user can fix is one line for each mistake; anything else is a bug, shown with its stack. */
export function failureText(error: unknown): string {
  if (EXPECTED.some((kind) => error instanceof kind))
    return linesOf(error as Error)
      .map((line) => `eblint: ${visible(line)}\n`)
      .join('');
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `eblint: This is a bug in eblint. Please report it.\n${withoutCommands(withoutControls(stack))}\n`;
}
