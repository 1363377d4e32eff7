import { failureText } from './cli/failure-text.js';
import { type Options, parseOptions } from './cli/parse-flags.js';
import { withoutSecretForms } from './knowledge/secrets/secret-text.js';
import { type ExitCode, type Ports, withStdout } from './ports/ports.js';
import { withoutCommands } from './report/text/build-commands.js';
import { VERSION } from './version.js';

/** One run, from arguments to exit code. Loads no more than what was asked for needs. */
export async function run(argv: readonly string[], ports: Ports): Promise<ExitCode> {
  try {
    const options = parseOptions(argv);
    const own = READS_NO_PROJECT.has(options.command) ? ports : withoutSecretsIn(ports);
    return await runCommand(options, MAY_COMMAND.has(options.command) ? own : withoutCommandsIn(own));
  } catch (error) {
    ports.stderr.write(failureText(error));
    return 2;
  }
}

/** A report has the commands of its format, and a script of a shell is for that shell. */
const MAY_COMMAND: ReadonlySet<Options['command']> = new Set(['lint', 'completion']);

/** They print what eblint itself knows: its examples are no secrets. */
const READS_NO_PROJECT: ReadonlySet<Options['command']> = new Set([
  ...(['catalogue', 'completion', 'explain', 'help', 'list-rules', 'options', 'version'] as const),
]);

/**
 * Ports that print and report nothing that is a secret by its form, whoever made the text. What only a name tells is left
 * out before a text gets its layout: `visible` does it.
 */
const withoutSecretsIn = (ports: Ports): Ports => ({
  ...withStdout(ports, (text) => {
    ports.stdout.write(withoutSecretForms(text));
  }),
  stderr: {
    get isTTY() {
      return ports.stderr.isTTY === true;
    },
    write(text) {
      ports.stderr.write(withoutSecretForms(text));
    },
  },
  writeReport(path, text) {
    ports.writeReport(path, withoutSecretForms(text));
  },
  appendReport(path, text, maxBytes) {
    ports.appendReport(path, withoutSecretForms(text), maxBytes);
  },
});

/** Ports that print nothing that a build service obeys. */
const withoutCommandsIn = (ports: Ports): Ports =>
  withStdout(ports, (text) => {
    ports.stdout.write(withoutCommands(text));
  });

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
      const { init } = await import('./commands/configuration/init.js');
      return init(options, ports);
    }
    case 'print-config': {
      const { printConfig } = await import('./commands/configuration/print-config.js');
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
    case 'lsp': {
      const { serveEditor } = await import('./commands/lsp.js');
      return serveEditor(options, ports);
    }
    case 'graph': {
      const { drawGraph } = await import('./commands/graph.js');
      return drawGraph(options, ports);
    }
    case 'request': {
      const { printRequest } = await import('./commands/request.js');
      return printRequest(options, ports);
    }
    case 'steps': {
      const { printSteps } = await import('./commands/steps.js');
      return printSteps(options, ports);
    }
    case 'completion': {
      const { completion } = await import('./commands/completion.js');
      ports.stdout.write(completion(options));
      return 0;
    }
    case 'lint': {
      if (options.watch) {
        const { watch } = await import('./commands/watch.js');
        return watch(options, ports);
      }
      const { lint } = await import('./commands/lint.js');
      return lint(options, ports);
    }
  }
}
