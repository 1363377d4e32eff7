/**
 * Elastic Beanstalk's platforms.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/platforms/platforms-supported.html
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-schedule.html
 */
export type Language =
  | 'python'
  | 'node'
  | 'ruby'
  | 'php'
  | 'go'
  | 'java'
  | 'tomcat'
  | 'dotnet'
  | 'docker'
  | 'ecs'
  | 'windows'
  | 'other';

/** Amazon Linux AMI, Amazon Linux 2, Amazon Linux 2023, Windows Server. */
export type Generation = 'al1' | 'al2' | 'al2023' | 'windows';

export const GENERATION_NAMES: Readonly<Record<Generation, string>> = {
  al1: 'Amazon Linux 1',
  al2: 'Amazon Linux 2',
  al2023: 'Amazon Linux 2023',
  windows: 'Windows Server',
};

/** How the platform's part of a name begins, in lower case and with spaces for hyphens; the first that fits is used. */
export const LANGUAGE_WORDS: readonly (readonly [RegExp, Language])[] = [
  [/\(preconfigured docker\)/, 'docker'],
  [/^python\b/, 'python'],
  [/^node(?:\.?js)?(?![\w.])/, 'node'],
  [/^(?:(?:puma|passenger) with )?ruby\b/, 'ruby'],
  [/^php\b/, 'php'],
  [/^go\b/, 'go'],
  [/^tomcat\b/, 'tomcat'],
  [/^(?:corretto|java)\b/, 'java'],
  [/^(?:iis\b|windows server\b|\.net on windows\b)/, 'windows'],
  [/^\.net (?:core|\d)/, 'dotnet'],
  [/^(?:multi ?container docker|ecs)\b/, 'ecs'],
  [/^docker\b/, 'docker'],
  [/^(?:glassfish|packer)\b/, 'other'],
];

/** How an operating system's name begins, likewise. */
export const OS_WORDS: readonly (readonly [RegExp, Generation])[] = [
  [/^amazon linux 2023\b/, 'al2023'],
  [/^amazon linux 2(?!\w)/, 'al2'],
  [/^amazon linux(?: \d{4}\.\d{2})?$/, 'al1'],
  [/^windows server\b/, 'windows'],
];

/** Platforms that no generation but Amazon Linux 1 had: such a name tells the generation without an operating system. */
export const AL1_ONLY: readonly RegExp[] = [
  /^multi ?container docker\b/,
  /\(preconfigured docker\)/,
  /^glassfish\b/,
  /\((?:puma|passenger standalone)\)/,
  /^(?:puma|passenger) with ruby\b/,
  /\bjava [78](?![\w.])/,
  /^python (?:2\.[67]|3\.[46])(?!\w)/,
];

/** The generations that an environment can still be created on. */
export type SupportedGeneration = Exclude<Generation, 'al1' | 'al2'>;

/** The supported generation that a project of some generation has to move to, or is on already. */
export const SUCCESSORS: Readonly<Record<Generation, SupportedGeneration>> = {
  al1: 'al2023',
  al2: 'al2023',
  al2023: 'al2023',
  windows: 'windows',
};

/**
 * Whether a platform starts the processes of a Procfile. PHP is not mentioned, which is taken as no.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.build-proc.html
 */
const RUNS_PROCFILE: Readonly<Record<Language, boolean | undefined>> = {
  python: true,
  node: true,
  ruby: true,
  go: true,
  java: true,
  dotnet: true,
  php: false,
  tomcat: false,
  docker: false,
  ecs: false,
  windows: false,
  other: undefined,
};

export const runsProcfileOn = (
  language: Language | undefined,
  generation: Generation | undefined,
): boolean | undefined => (generation === 'windows' ? false : language && RUNS_PROCFILE[language]);

/** Says in the root of a bundle for Windows Server what is deployed. https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/dotnet-manifest.html */
export const WINDOWS_MANIFEST = 'aws-windows-deployment-manifest.json';
