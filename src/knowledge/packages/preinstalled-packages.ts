/**
 * What every image of Amazon Linux 2023 for instances has, as far as projects install it. Images of Elastic Beanstalk have more.
 * https://docs.aws.amazon.com/linux/al2023/ug/amzn2-al2023-ami.html
 */
const PREINSTALLED: ReadonlySet<string> = new Set(
  (
    'amazon-ssm-agent aws-cfn-bootstrap awscli-2 bind-utils chkconfig chrony crontabs curl-minimal dnf-utils ec2-utils ' +
    'initscripts jq nano net-tools nfs-utils python3 rsync screen unzip wget yum-utils zip'
  ).split(' '),
);

/** Whether an instance has a package already. */
export const isPreinstalled = (name: string): boolean => PREINSTALLED.has(name);
