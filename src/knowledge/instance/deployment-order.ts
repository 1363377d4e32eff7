/** Why an instance goes through the steps. */
const DEPLOYMENT_KINDS = ['new-instance', 'deployment', 'configuration'] as const;

export type DeploymentKind = (typeof DEPLOYMENT_KINDS)[number];

export const DEPLOYMENT_KIND_NAMES: Readonly<Record<DeploymentKind, string>> = {
  'new-instance': 'a new instance',
  deployment: 'a new version on a running instance',
  configuration: 'a change of the configuration alone',
};

/** What of a project a step reads. */
export type StepId =
  | 'settings'
  | 'resources'
  | 'early-sections'
  | 'unpack'
  | 'prebuild'
  | 'dependencies'
  | 'buildfile'
  | 'proxy'
  | 'container_commands'
  | 'predeploy'
  | 'switch'
  | 'start'
  | 'proxy-start'
  | 'postdeploy';

/** The folders of hooks below `.platform/hooks` and `.platform/confighooks`. */
export const HOOK_FOLDERS = ['prebuild', 'predeploy', 'postdeploy'] as const;

export type HookFolder = (typeof HOOK_FOLDERS)[number];

export const isHookFolder = (name: string): name is HookFolder =>
  HOOK_FOLDERS.some((folder) => folder === name);

/** Scripts of a project by when they run: a section of `.config` files, the lines of the Buildfile, or a folder of hooks. */
export type Stage = 'commands' | 'buildfile' | 'container_commands' | HookFolder;

/** A step of every deployment on Amazon Linux 2023. */
export interface DeploymentStep {
  readonly id: StepId;
  /** The scripts of the project that it runs. */
  readonly stage?: Stage;
  readonly title: string;
  /** The folder and the user that it runs in and as; undefined where it runs nothing on the instance. */
  readonly runsIn?: string;
  readonly runsAs?: 'root' | 'webapp';
  /** What is there at that time, as far as it surprises. */
  readonly note?: Readonly<Partial<Record<DeploymentKind, string>>>;
  readonly kinds: readonly DeploymentKind[];
  readonly source: string;
}

const GUIDE = 'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/';
const WORKFLOW = `${GUIDE}platforms-linux-extend.workflow.html`;
const HOOKS = `${GUIDE}platforms-linux-extend.hooks.html`;
const SECTIONS = `${GUIDE}customize-containers-ec2.html`;
const PROXY = `${GUIDE}platforms-linux-extend.proxy.html`;
const PROCFILE = `${GUIDE}platforms-linux-extend.build-proc.html`;

/**
 * A change of only the configuration unpacks, builds and starts the same version again, but reads no .config file.
 * https://github.com/aws/elastic-beanstalk-roadmap/issues/88 https://github.com/aws/elastic-beanstalk-roadmap/issues/72
 */
const WITH_CONFIG_FILES: readonly DeploymentKind[] = ['new-instance', 'deployment'];

/**
 * The sections that an instance works on before the version is unpacked, in their order: all of one file, then those of the next
 * one, for each file is a configuration of its own to cfn-init.
 * https://github.com/dignoe/whenever-elasticbeanstalk/issues/1 shows the names of two.
 */
export const EARLY_SECTIONS = [
  'packages',
  'groups',
  'users',
  'sources',
  'files',
  'commands',
  'services',
] as const;

/**
 * The steps of a deployment in their order. The log of an instance, /var/log/eb-engine.log, names them in this order as well:
 * https://github.com/aws/elastic-beanstalk-roadmap/issues/296
 */
export const DEPLOYMENT_ORDER: readonly DeploymentStep[] = [
  {
    id: 'settings',
    title: 'Option settings',
    kinds: WITH_CONFIG_FILES,
    source: `${GUIDE}command-options.html`,
  },
  {
    id: 'resources',
    title: 'Resources of CloudFormation',
    kinds: WITH_CONFIG_FILES,
    source: `${GUIDE}environment-resources.html`,
  },
  {
    id: 'early-sections',
    stage: 'commands',
    title: 'Sections of .config files, file by file',
    runsIn: '/',
    runsAs: 'root',
    note: {
      'new-instance': 'nothing of the application is there',
      deployment: '/var/app/current is the previous version, and the new one is not there',
    },
    kinds: WITH_CONFIG_FILES,
    source: SECTIONS,
  },
  {
    id: 'unpack',
    title: 'The version is unpacked',
    runsIn: '/var/app/staging',
    kinds: DEPLOYMENT_KINDS,
    source: WORKFLOW,
  },
  {
    id: 'prebuild',
    stage: 'prebuild',
    title: 'Hooks before the build',
    runsIn: '/var/app/staging',
    runsAs: 'root',
    note: {
      'new-instance': 'dependencies are not installed yet',
      deployment: 'dependencies are not installed yet',
      configuration: 'dependencies are not installed yet',
    },
    kinds: DEPLOYMENT_KINDS,
    source: HOOKS,
  },
  {
    id: 'dependencies',
    title: 'Dependencies',
    runsIn: '/var/app/staging',
    kinds: DEPLOYMENT_KINDS,
    source: WORKFLOW,
  },
  {
    id: 'buildfile',
    stage: 'buildfile',
    title: 'Buildfile',
    runsIn: '/var/app/staging',
    kinds: DEPLOYMENT_KINDS,
    source: PROCFILE,
  },
  {
    id: 'proxy',
    title: 'Files of the proxy',
    runsIn: '/var/proxy/staging',
    kinds: DEPLOYMENT_KINDS,
    source: PROXY,
  },
  {
    id: 'container_commands',
    stage: 'container_commands',
    title: 'Container commands',
    runsIn: '/var/app/staging',
    runsAs: 'root',
    note: {
      'new-instance': '/var/app/current is not there',
      deployment: '/var/app/current is the previous version, which still runs',
    },
    kinds: WITH_CONFIG_FILES,
    source: SECTIONS,
  },
  {
    id: 'predeploy',
    stage: 'predeploy',
    title: 'Hooks before the switch',
    runsIn: '/var/app/staging',
    runsAs: 'root',
    kinds: DEPLOYMENT_KINDS,
    source: HOOKS,
  },
  {
    id: 'switch',
    title: 'The version takes the place of the previous one',
    runsIn: '/var/app/current',
    kinds: DEPLOYMENT_KINDS,
    source: WORKFLOW,
  },
  {
    id: 'start',
    title: 'Start of the application',
    runsIn: '/var/app/current',
    runsAs: 'webapp',
    kinds: DEPLOYMENT_KINDS,
    source: PROCFILE,
  },
  {
    id: 'proxy-start',
    title: 'Start of the proxy',
    note: {
      'new-instance': 'its staged files replace those in /etc/nginx or /etc/httpd',
      deployment: 'its staged files replace those in /etc/nginx or /etc/httpd',
      configuration: 'its staged files replace those in /etc/nginx or /etc/httpd',
    },
    kinds: DEPLOYMENT_KINDS,
    source: PROXY,
  },
  {
    id: 'postdeploy',
    stage: 'postdeploy',
    title: 'Hooks at the end',
    runsIn: '/var/app/current',
    runsAs: 'root',
    kinds: DEPLOYMENT_KINDS,
    source: HOOKS,
  },
];

/** The stages in the order of a deployment. */
export const STAGES: readonly Stage[] = DEPLOYMENT_ORDER.flatMap(({ stage }) => stage ?? []);

const POSITIONS: ReadonlyMap<StepId | Stage, number> = new Map(
  DEPLOYMENT_ORDER.flatMap(({ id, stage }, index) => [
    [id, index],
    [stage ?? id, index],
  ]),
);

/** The position of a step in the order, also by its stage. */
const positionOf = (step: StepId | Stage): number => POSITIONS.get(step) ?? -1;

/** Whether a step, or what runs at a stage, is over before another step begins; not where it is unknown when it runs. */
export const isBefore = (earlier: StepId | Stage | undefined, step: StepId): boolean =>
  earlier !== undefined && positionOf(earlier) < positionOf(step);
