import type { Form } from './option-facts.js';

const form = (pattern: RegExp, words: string): Form => ({ pattern, words });

/** By the names that the tables use. */
export const FORMS: Readonly<Record<string, Form>> = {
  AMI: form(/^ami-[a-z0-9]+$/, 'the ID of an AMI such as ami-0abcd1234'),
  VPC: form(/^vpc-[0-9a-f]+$/, 'the ID of a VPC such as vpc-0abcd1234'),
  SUBNET: form(/^subnet-[0-9a-f]+$/, 'the ID of a subnet such as subnet-0abcd1234'),
  SECURITY_GROUP: form(/^sg-[0-9a-f]+$/, 'the ID of a security group such as sg-0abcd1234'),
  DIRECTORY: form(/^d-[0-9a-f]{10}$/, 'the ID of a directory such as d-0123456789'),
  ZONE: form(/^[a-z]{2}-[a-z0-9-]+[a-z]$/, 'an Availability Zone such as us-east-1a'),
  INSTANCE_TYPE: form(/^[a-z0-9-]+\.[a-z0-9-]+$/, 'an instance type such as t3.micro'),
  DB_CLASS: form(/^db\.[a-z0-9]+\.[a-z0-9]+$/, 'an instance class such as db.t3.micro'),
  VERSION: form(/^[a-zA-Z0-9.]*$/, 'a version such as 8.0'),

  ANY_ARN: form(/^arn:aws[a-zA-Z-]*:\S+$/, 'an ARN'),
  INSTANCE_PROFILE: form(
    /^(?:[^:\s]+|arn:aws[a-zA-Z-]*:iam::\d{12}:instance-profile\/.+)$/,
    'the name or the ARN of an instance profile',
  ),
  SERVICE_ROLE: form(
    /^(?:[^:\s]+|arn:aws[a-zA-Z-]*:iam::\d{12}:role\/.+)$/,
    'the name or the ARN of an IAM role',
  ),
  ROLE_ARN: form(/^arn:aws[a-zA-Z-]*:iam::\d{12}:role\/.+$/, 'the ARN of an IAM role'),
  TOPIC_ARN: form(/^arn:aws[a-zA-Z-]*:sns:[a-z0-9-]+:\d{12}:.+$/, 'the ARN of an SNS topic'),
  WEB_ACL_ARN: form(/^arn:aws[a-zA-Z-]*:wafv2:.+$/, 'the ARN of a WAF web ACL'),
  CERTIFICATE_ARN: form(
    /^arn:aws[a-zA-Z-]*:(?:acm:[a-z0-9-]+:\d+:certificate|iam::\d+:server-certificate)\/.+$/,
    'the ARN of an ACM certificate or an IAM server certificate',
  ),
  BALANCER_ARN: form(
    /^arn:aws[a-zA-Z-]*:elasticloadbalancing:[a-z0-9-]+:\d{12}:loadbalancer\/app\/.+$/,
    'the ARN of an Application Load Balancer',
  ),
  CLUSTER_BALANCER_ARN: form(
    /^arn:aws[a-zA-Z-]*:elasticloadbalancing:[^/]*:loadbalancer\/app\/.+$/,
    'the ARN of an Application Load Balancer',
  ),
  SECRET_ARN: form(
    /^arn:aws[a-zA-Z-]*:(?:secretsmanager:[a-z0-9-]+:\d{12}:secret:.+|ssm:[a-z0-9-]+:\d{12}:parameter\/?.+)$/,
    'the ARN of a Secrets Manager secret or an SSM parameter',
  ),

  SSH_SOURCE: form(
    /^[^,]+,\s*\d+\s*,\s*\d+\s*,[^,]+$/,
    'a protocol, two ports, and a source such as tcp,22,22,0.0.0.0/0',
  ),
  BLOCK_DEVICE: form(/^[^=,]+=[^=,]*$/, 'a device and its volume such as /dev/sdj=:100:true:gp3'),
  TIME: form(
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{1,2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/,
    'a time such as 2027-04-28T04:07:02Z',
  ),
  CRON: form(/^\s*\S+(?:\s+\S+){4}\s*$/, 'a cron expression such as 0 9 * * *'),
  DURATION: form(/^PT(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?$/, 'an ISO 8601 duration such as PT5M'),
  WEEKLY_TIME: form(
    /^(?:sun|mon|tue|wed|thu|fri|sat):(?:[01]\d|2[0-3]):[0-5]\d$/i,
    'a day and a time in UTC such as Tue:09:00',
  ),

  URL: form(/^https?:\/\//, 'a URL that begins with https:// or http://'),
  URL_PATH: form(/^\//, 'a path that begins with /'),
  DOCUMENT_ROOT: form(/^(?:\/.*)?$/, 'a path that begins with /'),
  HEALTH_CHECK_URL: form(
    /^(?:(?:HTTP|HTTPS|TCP|SSL):)?\d*(?:\/.*)?$/,
    'a path such as / or a target such as HTTP:80/status',
  ),
  HEALTH_CHECK_TARGET: form(
    /^(?:HTTPS?:\d+\/|(?:TCP|SSL):\d+(?:\/|$))/,
    'a protocol, a port, and a path such as HTTP:80/status',
  ),
  STATUS_CODES: form(
    /^\d{3}(?:-\d{3})?(?:,\d{3}(?:-\d{3})?)*$/,
    'HTTP status codes such as 200,301 or 200-299',
  ),
  /** Elastic Beanstalk's own pattern, from its error text: a list or one range, not both. */
  MATCHER: form(
    /^\d{3}(?:-\d{3}|(?:,\d{3})*)$/,
    'HTTP status codes such as 200,301, or one range such as 200-299',
  ),
  PORT_OR_ALL: form(/^(?:\d{1,5}|:all)$/, 'a port, or :all'),
  HOST: form(/^[A-Za-z0-9.*?-]{1,128}$/, 'a host name of at most 128 characters'),
  PATH_PATTERN: form(/^\S{1,128}$/, 'a path pattern of at most 128 characters, without spaces'),

  PHP_SIZE: form(/^(?:-1|\d+[KMG]?)$/i, 'a size such as 256M, or -1'),
  JAVA_SIZE: form(/^\d+[KMGT]?$/i, 'a size such as 512m'),
  CPU: form(/^(?:\d+(?:\.\d+)?|\d+m)$/, 'a number of CPUs such as 0.5 or 250m'),
  MEMORY: form(/^\d+(?:\.\d+)?(?:[KMGTPE]i|[kMGTPEm])?$/, 'a size such as 512Mi'),
  COUNT_OR_PERCENT: form(/^\d+%?$/, 'a count or a percentage such as 25%'),
  CLUSTER_NAME: form(/^[A-Za-z][A-Za-z0-9-]{3,39}$/, 'a name of 4 to 40 letters, digits, and hyphens'),
  NODE_POOL: form(
    /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
    'a name of lowercase letters, digits, and hyphens',
  ),
  BALANCER_ATTRIBUTE: form(
    /^[^=,]+=[^,]*$/,
    'an attribute and its value such as idle_timeout.timeout_seconds=60',
  ),

  DOMAIN: form(/^[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/, 'a domain such as corp.example.com'),
  DISTINGUISHED_NAME: form(/^[A-Za-z]+=.+/, 'a distinguished name such as OU=Web,DC=example,DC=com'),
  DB_PASSWORD: form(/^[^/@]*$/, 'text without / or @'),
  DB_USER: form(/^[a-zA-Z][a-zA-Z0-9]*$/, 'letters and digits that begin with a letter'),
  REPLICA_NAME: form(/^[0-9a-zA-Z]+$/, 'letters and digits'),

  PROPERTY_NAME: form(/^[A-Za-z0-9_.:/+\\@-]{1,128}$/, 'letters, digits, and any of _ . : / + \\ - @'),
};
