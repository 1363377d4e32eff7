import { lookUp } from '../../util/collections.js';
import { shorten } from '../../util/text.js';

/**
 * What is wrong with a certificate's ARN.
 * - `not-an-arn`: it does not begin like an ARN
 * - `other-resource`: the ARN of something that is not a certificate
 * - `malformed`: an ARN that cannot exist
 */
export interface CertificateArnProblem {
  readonly kind: 'not-an-arn' | 'other-resource' | 'malformed';
  /** The ARN in the value: UTF-16 offsets, the end excluded. */
  readonly start: number;
  readonly end: number;
  readonly arn: string;
  /** What is wrong, as a clause after "Certificate ARN". Shows nothing of what does not begin like an ARN: it may be a private key. */
  readonly detail: string;
}

interface ArnParts {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

type Detail = Pick<CertificateArnProblem, 'kind' | 'detail'>;

/** An item ends before the next `arn:`, because the name of an IAM certificate may contain commas. */
const SEPARATOR = /,(?=\s*(?:arn:|$))/g;

/**
 * Certificates of AWS Certificate Manager and server certificates of IAM.
 * https://docs.aws.amazon.com/acm/latest/APIReference/API_CertificateDetail.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
 */
const CHECKS: Readonly<Record<string, (parts: ArnParts) => Detail | undefined>> = {
  acm: checkAcm,
  iam: checkIam,
};

const ACM_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const REGION = /^[a-z]{2,}(?:-[a-z]+)+-\d+$/;
const PARTITION = /^aws(?:-[a-z]+)*$/;

/**
 * The partitions, by how the names of their regions begin; all other regions are in `aws`.
 * https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 */
const PARTITIONS: readonly (readonly [string, RegExp])[] = [
  ['aws-cn', /^cn-/],
  ['aws-us-gov', /^us-gov-/],
  ['aws-eusc', /^eusc-/],
];

/** Partitions that are closed to the public: their regions are not checked. */
const CLOSED = /^(?:us|eu)-iso/;

const IAM_NAME = /^(?:[\w+=,.@-]+\/)*[\w+=,.@-]+$/;

/** The problems of a certificate option's value: one ARN, or several separated by commas. An empty value has none. */
export function certificateArnProblems(value: string): CertificateArnProblem[] {
  return arnsOf(value).flatMap(({ arn, start }) => {
    const found = problemOf(arn);
    return found ? [{ ...found, arn, start, end: start + arn.length }] : [];
  });
}

/** The regions of the certificates in a certificate option's value, each with its place; IAM's have none. */
export function certificateRegions(value: string): { region: string; start: number; end: number }[] {
  return arnsOf(value).flatMap(({ arn, start }) => {
    const [, , service, region = ''] = arn.split(':');
    const offset = start + arn.indexOf(region, arn.indexOf('acm:') + 'acm:'.length);
    if (service !== 'acm' || problemOf(arn) || region === '') return [];
    return [{ region, start: offset, end: offset + region.length }];
  });
}

function arnsOf(value: string): { arn: string; start: number }[] {
  let end = -1;
  return value.split(SEPARATOR).flatMap((part) => {
    const from = end + 1;
    end = from + part.length;
    const arn = part.trim();
    return arn === '' ? [] : [{ arn, start: from + part.indexOf(arn) }];
  });
}

function problemOf(arn: string): Detail | undefined {
  const [prefix, partition = '', service = '', region = '', account = '', ...rest] = arn.split(':');
  if (prefix?.toLowerCase() !== 'arn') return { kind: 'not-an-arn', detail: 'does not begin with "arn:"' };
  if (rest.length === 0) return malformed('has too few parts');
  if (prefix !== 'arn' || !PARTITION.test(partition)) return malformed('does not begin with "arn:aws:"');
  const check = lookUp(CHECKS, service);
  if (!check) return otherResource(service);
  return check({ partition, service, region, account, resource: rest.join(':') });
}

/** The partition of a region; undefined where that is not known. */
const partitionOf = (region: string): string | undefined =>
  CLOSED.test(region)
    ? undefined
    : (PARTITIONS.find(([, beginning]) => beginning.test(region))?.[0] ?? 'aws');

function checkAcm({ partition, region, account, resource }: ArnParts): Detail | undefined {
  const [type, id = ''] = split(resource);
  if (!REGION.test(region))
    return malformed(region === '' ? 'has no region' : `has the invalid region ${quoted(region)}`);
  const expected = partitionOf(region);
  if (expected !== undefined && expected !== partition)
    return malformed(`begins with "arn:${partition}:", but ${region} needs "arn:${expected}:"`);
  if (!isAccount(account)) return malformedAccount(account);
  if (type !== 'certificate') return otherResource(type);
  if (!ACM_ID.test(id))
    return malformed(id === '' ? 'has no certificate ID' : `has the ID ${quoted(id)}, which is not a UUID`);
  return undefined;
}

function checkIam({ region, account, resource }: ArnParts): Detail | undefined {
  const [type, name = ''] = split(resource);
  if (type !== 'server-certificate') return otherResource(type);
  if (region !== '') return malformed(`has the region ${quoted(region)}, but IAM has no regions`);
  if (!isAccount(account)) return malformedAccount(account);
  if (!IAM_NAME.test(name))
    return malformed(name === '' ? 'has no certificate name' : `has the invalid name ${quoted(name)}`);
  return undefined;
}

/** The type before the first slash and the name after it. */
function split(resource: string): [type: string, name: string] {
  const slash = resource.indexOf('/');
  return slash < 0 ? [resource, ''] : [resource.slice(0, slash), resource.slice(slash + 1)];
}

const isAccount = (account: string): boolean => /^\d{12}$/.test(account);

const malformed = (detail: string): Detail => ({ kind: 'malformed', detail });

const otherResource = (type: string): Detail => ({
  kind: 'other-resource',
  detail: `is for ${quoted(type)}, not for a certificate`,
});

function malformedAccount(account: string): Detail {
  if (account === '') return malformed('has no account');
  return malformed(
    /^\d+$/.test(account)
      ? `has an account of ${account.length} digits instead of 12`
      : `has the invalid account ${quoted(account)}`,
  );
}

const quoted = (part: string): string => JSON.stringify(shorten(part));

/**
 * The options that take the ARN of a certificate; the option of `aws:elb:loadbalancer` is the deprecated one.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html
 */
const CERTIFICATE_OPTIONS: readonly { readonly namespace: RegExp; readonly option: string }[] = [
  { namespace: /^aws:elbv2:listener:/, option: 'SSLCertificateArns' },
  { namespace: /^aws:elb:listener(?::|$)/, option: 'SSLCertificateId' },
  { namespace: /^aws:elb:loadbalancer$/, option: 'SSLCertificateId' },
];

/** Whether an option takes the ARN of a certificate. */
export const isCertificateOption = (namespace: string, option: string): boolean =>
  CERTIFICATE_OPTIONS.some((known) => known.option === option && known.namespace.test(namespace));
