/**
 * The options that a classic load balancer and the others have under different names, where people write the one for the
 * other. Each with the name that the namespace has for it, and what the name stands for elsewhere.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html
 */
const TWINS: Readonly<Record<string, Readonly<Record<string, Twin>>>> = {
  'aws:elbv2:listener:PORT': {
    ListenerProtocol: classic('Protocol'),
    SSLCertificateId: classic('SSLCertificateArns'),
    InstancePort: ofProcess('Port'),
    InstanceProtocol: ofProcess('Protocol'),
  },
  'aws:elb:listener:PORT': {
    Protocol: modern('ListenerProtocol'),
    SSLCertificateArns: modern('SSLCertificateId'),
  },
  'aws:elasticbeanstalk:environment:process:NAME': {
    InstancePort: classic('Port'),
    InstanceProtocol: classic('Protocol'),
  },
};

export interface Twin {
  /** The option of the same namespace that does the same; undefined where another namespace has it. */
  readonly name: string | undefined;
  /** One sentence or more. */
  readonly advice: string;
}

/** What an option of the other kind of load balancer is called here. */
export function twinOf(listedAs: string, option: string): Twin | undefined {
  const twins = TWINS[listedAs];
  return twins && Object.hasOwn(twins, option) ? twins[option] : undefined;
}

/** All of them: the namespace as the catalogue lists it, and the option that is not there. */
export const twins = (): (readonly [namespace: string, option: string])[] =>
  Object.entries(TWINS).flatMap(([namespace, options]) =>
    Object.keys(options).map((option) => [namespace, option] as const),
  );

function classic(name: string): Twin {
  return { name, advice: `It is called ${name} here; the other name is for a classic load balancer.` };
}

function modern(name: string): Twin {
  return {
    name,
    advice: `It is called ${name} here; the other name is for an application or network load balancer.`,
  };
}

function ofProcess(name: string): Twin {
  return {
    name: undefined,
    advice: `With an application or network load balancer it is the ${name} of a process, in aws:elasticbeanstalk:environment:process:NAME.`,
  };
}
