import { lookUp } from '../../util/collections.js';

/** What Amazon Linux 1 had and later platforms refuse as an unknown setting. */
export interface Retirement {
  /** What to do now: a sentence. */
  readonly help: string;
  /** The namespace that takes the options as they are; undefined where there is none. */
  readonly successor?: string;
  /** The page that says so. */
  readonly source: string;
}

const GUIDE = 'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg';
const MIGRATION = `${GUIDE}/using-features.migration-al.generic.from-al1.html`;

/** The server block of Elastic Beanstalk says `gzip off`, and takes no second one. */
const GZIP =
  'Remove it. To compress, copy `/etc/nginx/nginx.conf` from an instance to `.platform/nginx/nginx.conf` and change `gzip` there.';

export const STATIC_FILES_NAMESPACE = 'aws:elasticbeanstalk:environment:proxy:staticfiles';

const STATIC_FILES: Retirement = {
  help: `Use \`${STATIC_FILES_NAMESPACE}\`.`,
  successor: STATIC_FILES_NAMESPACE,
  source: `${GUIDE}/environment-cfg-staticfiles.html`,
};

const NODE = 'aws:elasticbeanstalk:container:nodejs';
const PROXY = 'aws:elasticbeanstalk:environment:proxy';

const NAMESPACES: Readonly<Record<string, Retirement>> = {
  'aws:elasticbeanstalk:container:golang:staticfiles': STATIC_FILES,
  'aws:elasticbeanstalk:container:java:staticfiles': STATIC_FILES,
  [`${NODE}:staticfiles`]: STATIC_FILES,
  'aws:elasticbeanstalk:container:python:staticfiles': STATIC_FILES,
  [NODE]: {
    help: `Use a Procfile, package.json and \`${PROXY}\`.`,
    source: MIGRATION,
  },
};

/** The namespaces that a custom platform defined, each under this prefix. */
const CUSTOM_PLATFORM = 'aws:elasticbeanstalk:container:custom:';

const CUSTOM_PLATFORMS: Retirement = {
  help: 'Remove it: custom platforms no longer exist.',
  source: MIGRATION,
};

interface RetiredOption extends Retirement {
  readonly namespace: string;
  readonly option: string;
  /** The one value that is gone, where the option itself still exists. */
  readonly value?: string;
}

const OPTIONS: readonly RetiredOption[] = [
  {
    namespace: NODE,
    option: 'NodeCommand',
    help: 'Use a Procfile, or `scripts.start` in package.json.',
    source: MIGRATION,
  },
  {
    namespace: NODE,
    option: 'NodeVersion',
    help: 'Choose the Node.js version with the platform branch.',
    source: MIGRATION,
  },
  {
    namespace: NODE,
    option: 'ProxyServer',
    help: `Use \`ProxyServer\` in \`${PROXY}\`.`,
    successor: PROXY,
    source: MIGRATION,
  },
  {
    namespace: NODE,
    option: 'GzipCompression',
    help: GZIP,
    source: MIGRATION,
  },
  {
    namespace: PROXY,
    option: 'GzipCompression',
    help: GZIP,
    source: MIGRATION,
  },
  { namespace: PROXY, option: 'ProxyServer', value: 'apache/2.2', help: 'Use `apache`.', source: MIGRATION },
  {
    namespace: 'aws:elasticbeanstalk:container:python',
    option: 'StaticFiles',
    help: STATIC_FILES.help,
    source: STATIC_FILES.source,
  },
  {
    namespace: 'aws:elasticbeanstalk:container:tomcat:jvmoptions',
    option: 'XX:MaxPermSize',
    help: 'Remove it: no supported Java version has a permanent generation.',
    source: MIGRATION,
  },
];

/** What to use instead of a namespace that existed only on Amazon Linux 1; undefined for any other. */
export function retiredNamespace(name: string): Retirement | undefined {
  if (name.startsWith(CUSTOM_PLATFORM)) return CUSTOM_PLATFORMS;
  return lookUp(NAMESPACES, name);
}

/**
 * What to use instead of an option that existed only on Amazon Linux 1, in a namespace that may still exist; undefined for
 * any other.
 * @param value what the option is set to; undefined where that is unknown
 */
export const retiredOption = (namespace: string, option: string, value?: string): Retirement | undefined =>
  OPTIONS.find(
    (retired) =>
      retired.namespace === namespace &&
      retired.option === option &&
      (retired.value === undefined || retired.value === value?.trim().toLowerCase()),
  );

/** Whether an option, or its namespace as a whole, existed only on Amazon Linux 1. */
export const isRetired = (namespace: string, option: string): boolean =>
  (retiredNamespace(namespace) ?? retiredOption(namespace, option)) !== undefined;
