/** What the first word may ask for instead of linting. */
export type Subcommand =
  | 'options'
  | 'catalogue'
  | 'migrate'
  | 'resolve'
  | 'graph'
  | 'request'
  | 'steps'
  | 'why'
  | 'lsp'
  | 'completion';

/** The shells for which `eblint completion` has a script. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** What names may depend on, which only those who ask for names have loaded. */
interface NameContext {
  readonly namespaces: readonly string[];
}

interface Command {
  /** What it takes besides flags. */
  readonly usage: string;
  /** What the list of commands says. */
  readonly summary: string;
  /** What `eblint COMMAND --help` says. */
  readonly description: string;
  readonly examples: readonly string[];
  /** The names to offer for what it takes. */
  readonly names?: (context: NameContext) => readonly string[];
  /** What it prints besides text. */
  readonly formats?: readonly string[];
}

/** All commands in the order of the help. */
export const COMMANDS: Readonly<Record<Subcommand, Command>> = {
  options: {
    usage: '[namespace[/option]]',
    summary: 'describe configuration options of Elastic Beanstalk',
    description:
      'Describes configuration options of Elastic Beanstalk: type, values, default, platforms and source. Without a name, it lists the namespaces.',
    examples: ['options aws:elbv2:listener:443', 'options aws:elbv2:listener:443/Protocol'],
    names: ({ namespaces }) => namespaces,
    formats: ['json'],
  },
  catalogue: {
    usage: '[--diff FILE]',
    summary: 'show how current these descriptions are',
    description:
      'Prints the date and the size of the catalogue of options, or compares it with the output of `aws elasticbeanstalk describe-configuration-options`. The exit code is 1 if there are differences.',
    examples: ['catalogue', 'catalogue --diff options.json'],
    formats: ['json'],
  },
  migrate: {
    usage: '[flags] [path ...]',
    summary: 'plan the move to Amazon Linux 2023',
    description:
      'Prints what has to change in the projects for Amazon Linux 2023. With --write, it makes the changes that are certain. The exit code is 1 while something remains.',
    examples: ['migrate', 'migrate services/api --dry-run', 'migrate --write'],
    formats: ['markdown', 'json'],
  },
  resolve: {
    usage: '[namespace[/option]]',
    summary: 'print the option settings as they take effect',
    description:
      'Prints the option settings of the project in the current folder as they take effect, with the place of each and what it overrides. The exit code is 1 if the files do not set what was named.',
    examples: ['resolve', 'resolve aws:elasticbeanstalk:environment:process:default'],
    names: ({ namespaces }) => namespaces,
    formats: ['json'],
  },
  graph: {
    usage: '[flags] [path]',
    summary: 'draw where requests go, from listeners to servers',
    description:
      'Draws where requests go: from the listeners of the load balancer over its rules and processes to the proxy and the servers, with the place of each and what rules report there. What the files do not tell is drawn as unknown.',
    examples: ['graph', 'graph services/api --format svg > routing.svg', 'graph --format mermaid'],
    formats: ['mermaid', 'dot', 'svg', 'json'],
  },
  request: {
    usage: '[flags] URL [path]',
    summary: 'follow one request to the server that answers it',
    description:
      'Follows one request, given by its URL or only its path: through listener, rule, process, proxy and its locations to the server that answers, or to where and how it ends. Upgrades to WebSockets (ws:// or wss://) are followed as such. The exit code is 1 if the request is certain to fail.',
    examples: [
      'request https://example.com/api/items',
      'request wss://example.com/ws/chat services/api',
      'request /health --from instance',
    ],
    formats: ['json'],
  },
  steps: {
    usage: '[--kind NAME] [path]',
    summary: 'list what a deployment runs, in its order',
    description:
      'Lists what a deployment on Amazon Linux runs, step by step: what is in .ebextensions, .platform, the Buildfile and the Procfile, with its folder and user, its place and what rules report there.',
    examples: ['steps', 'steps services/api --kind new-instance', 'steps --format markdown'],
    formats: ['markdown', 'json'],
  },
  why: {
    usage: '["error text"]',
    summary: 'explain an error text of a deployment',
    description:
      'Explains an error text of a deployment, and shows the place in the project of the current folder. Without a text, it reads standard input. The exit code is 1 if no text is known.',
    examples: ['why "Command 01_migrate failed"'],
    formats: ['json'],
  },
  lsp: {
    usage: '[flags]',
    summary: 'serve an editor (Language Server Protocol)',
    description:
      'Serves an editor on standard input and output, in the Language Server Protocol. Editors start it: see docs/editors.md. It checks the projects of the files that are open, with the text that is not saved yet.',
    examples: ['lsp', 'lsp --preset strict'],
  },
  completion: {
    usage: SHELLS.join('|'),
    summary: 'print a script that completes commands in a shell',
    description:
      'Prints a script with which the Tab key completes commands, flags and their values. In bash and zsh, put eval "$(eblint completion SHELL)" into ~/.bashrc, or into ~/.zshrc after compinit. In fish, save the script as below.',
    examples: [
      'completion bash',
      'completion zsh',
      'completion fish > ~/.config/fish/completions/eblint.fish',
    ],
    names: () => SHELLS,
  },
};

export const COMMAND_NAMES = Object.keys(COMMANDS) as readonly Subcommand[];

export const isSubcommand = (word: string): word is Subcommand => COMMAND_NAMES.some((name) => name === word);

/** For flags that every command takes. */
export const ALL_COMMANDS: readonly ('lint' | Subcommand)[] = ['lint', ...COMMAND_NAMES];

/** For `--format`. */
export const COMMANDS_WITH_FORMATS: readonly ('lint' | Subcommand)[] = [
  'lint',
  ...COMMAND_NAMES.filter((name) => COMMANDS[name].formats),
];
