/** What Amazon Linux 1 had and later generations refuse as an unknown setting. */
export interface Retirement {
  /** What to do now: a clause that begins with a verb, without a full stop. */
  readonly advice: string;
  /** The namespace that takes the options as they are; undefined where there is none. */
  readonly successor?: string;
  /** The page that says so. */
  readonly source: string;
}

const GUIDE = 'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg';
const MIGRATION = `${GUIDE}/using-features.migration-al.generic.from-al1.html`;

const STATIC_FILES: Retirement = {
  advice: 'use aws:elasticbeanstalk:environment:proxy:staticfiles',
  successor: 'aws:elasticbeanstalk:environment:proxy:staticfiles',
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
    advice: `use a Procfile, package.json and ${PROXY}`,
    source: MIGRATION,
  },
};

/** The namespaces that a custom platform defined, each under this prefix. */
const CUSTOM_PLATFORM = 'aws:elasticbeanstalk:container:custom:';

const CUSTOM_PLATFORMS: Retirement = {
  advice: 'remove it: custom platforms ended with Amazon Linux 1',
  source: MIGRATION,
};

interface RetiredOption extends Retirement {
  readonly namespace: string;
  readonly option: string;
  /** The one value that is gone, where the option itself lives on. */
  readonly value?: string;
}

const OPTIONS: readonly RetiredOption[] = [
  {
    namespace: NODE,
    option: 'NodeCommand',
    advice: 'use a Procfile or scripts.start in package.json',
    source: MIGRATION,
  },
  {
    namespace: NODE,
    option: 'NodeVersion',
    advice: 'choose the Node.js version with the platform branch',
    source: MIGRATION,
  },
  {
    namespace: NODE,
    option: 'ProxyServer',
    advice: `use ProxyServer in ${PROXY}`,
    successor: PROXY,
    source: MIGRATION,
  },
  {
    namespace: NODE,
    option: 'GzipCompression',
    advice: 'remove it and set compression in .platform/nginx',
    source: MIGRATION,
  },
  {
    namespace: PROXY,
    option: 'GzipCompression',
    advice: 'remove it and set compression in .platform/nginx or .platform/httpd',
    source: MIGRATION,
  },
  { namespace: PROXY, option: 'ProxyServer', value: 'apache/2.2', advice: 'use apache', source: MIGRATION },
  {
    namespace: 'aws:elasticbeanstalk:container:python',
    option: 'StaticFiles',
    advice: STATIC_FILES.advice,
    source: STATIC_FILES.source,
  },
  {
    namespace: 'aws:elasticbeanstalk:container:tomcat:jvmoptions',
    option: 'XX:MaxPermSize',
    advice: 'remove it: no supported Java version has a permanent generation',
    source: MIGRATION,
  },
];

/** Whether a namespace as a whole existed on Amazon Linux 1 alone, and what to use now. */
export function retiredNamespace(name: string): Retirement | undefined {
  if (name.startsWith(CUSTOM_PLATFORM)) return CUSTOM_PLATFORMS;
  return Object.hasOwn(NAMESPACES, name) ? NAMESPACES[name] : undefined;
}

/**
 * Whether an option existed on Amazon Linux 1 alone, by itself or with its namespace, and what to use now.
 * @param value what the option is set to; undefined where the text does not tell
 */
export const retiredOption = (namespace: string, option: string, value?: string): Retirement | undefined =>
  OPTIONS.find(
    (retired) =>
      retired.namespace === namespace &&
      retired.option === option &&
      (retired.value === undefined || retired.value === value?.trim().toLowerCase()),
  ) ?? retiredNamespace(namespace);
