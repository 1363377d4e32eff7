import { lookUp } from '../../util/collections.js';

/**
 * The options that a classic load balancer and the others have under different names, where one is easily written for the
 * other, with what to use in that namespace; and an option of a server that is easily taken for one of its platform.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html
 */
const COUNTERPARTS: Readonly<Record<string, Readonly<Record<string, Counterpart>>>> = {
  'aws:elbv2:listener:PORT': {
    ListenerProtocol: sameNamespace('Protocol'),
    SSLCertificateId: sameNamespace('SSLCertificateArns'),
    Port: elsewhere('Delete it: the port of a listener is in the name of its namespace.'),
  },
  'aws:elbv2:loadbalancer': {
    ConnectionSettingIdleTimeout: sameNamespace('IdleTimeout'),
    Scheme: elsewhere('Use `ELBScheme` in `aws:ec2:vpc`.'),
  },
  'aws:elasticbeanstalk:environment:proxy': {
    StaticFiles: elsewhere(
      'Write each folder as an option such as `/static: static` in `aws:elasticbeanstalk:environment:proxy:staticfiles`.',
    ),
  },
  'aws:autoscaling:asg': {
    MinInstances: sameGroup('MinSize'),
    MaxInstances: sameGroup('MaxSize'),
    MinInstanceCount: sameGroup('MinSize'),
    MaxInstanceCount: sameGroup('MaxSize'),
  },
  'aws:elasticbeanstalk:container:php:phpini': {
    upload_max_filesize: ofPhp('upload_max_filesize'),
    post_max_size: ofPhp('post_max_size'),
    max_input_vars: ofPhp('max_input_vars'),
    max_input_time: ofPhp('max_input_time'),
  },
  'aws:elb:listener:PORT': {
    Protocol: sameNamespace('ListenerProtocol'),
    SSLCertificateArns: sameNamespace('SSLCertificateId'),
  },
  'aws:elasticbeanstalk:environment:process:NAME': {
    InstancePort: sameNamespace('Port'),
    InstanceProtocol: sameNamespace('Protocol'),
  },
  // Beside NumProcesses and NumThreads, which become flags of gunicorn.
  'aws:elasticbeanstalk:container:python': {
    Timeout: elsewhere(
      'Delete it, and write a Procfile such as `web: gunicorn --bind :8000 --timeout 300 MODULE:APPLICATION`, which replaces `WSGIPath`, `NumProcesses` and `NumThreads`.',
    ),
  },
};

const OF_PROCESS: Readonly<Record<string, string>> = { InstancePort: 'Port', InstanceProtocol: 'Protocol' };

/** The option of a process that does what an option of a classic listener does, written for another listener. */
export const processOptionFor = (listedAs: string, option: string): string | undefined =>
  listedAs === 'aws:elbv2:listener:PORT' ? lookUp(OF_PROCESS, option) : undefined;

export interface Counterpart {
  /** The option of the same namespace that does the same; undefined where another namespace has it. */
  readonly name: string | undefined;
  /** A sentence. */
  readonly help: string;
}

/** What to use instead of an option of another kind of load balancer, or of a server. */
export function counterpartOf(listedAs: string, option: string): Counterpart | undefined {
  const counterparts = COUNTERPARTS[listedAs];
  return counterparts && Object.hasOwn(counterparts, option) ? counterparts[option] : undefined;
}

/** All of them: the namespace as the catalogue lists it, and the option that it does not have. */
export const counterparts = (): (readonly [namespace: string, option: string])[] =>
  Object.entries(COUNTERPARTS).flatMap(([namespace, options]) =>
    Object.keys(options).map((option) => [namespace, option] as const),
  );

function sameNamespace(name: string): Counterpart {
  return { name, help: `Use \`${name}\`, its name for this kind of load balancer.` };
}

function sameGroup(name: string): Counterpart {
  return { name, help: `Use \`${name}\`, its name in this namespace.` };
}

/** Files of this folder are read after the php.ini of the platform. */
function ofPhp(directive: string): Counterpart {
  return elsewhere(
    `Delete it, and write \`${directive} = VALUE\` to \`/etc/php.d/99_project.ini\` with \`files:\`.`,
  );
}

/** Another namespace, or nothing, has what it does. */
function elsewhere(help: string): Counterpart {
  return { name: undefined, help };
}
