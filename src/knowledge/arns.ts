/**
 * What is wrong with a certificate's ARN.
 * - `not-an-arn`: something else altogether
 * - `other-resource`: the ARN of something that is no certificate
 * - `malformed`: meant for a certificate, but no ARN that can exist
 */
export interface CertificateArnProblem {
  readonly kind: 'not-an-arn' | 'other-resource' | 'malformed';
  /** The ARN in the value: UTF-16 offsets, the end excluded. */
  readonly start: number;
  readonly end: number;
  readonly arn: string;
  /** A clause that names what was found and what belongs there. */
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

/** Items are told apart by the next `arn:`, because the name of an IAM certificate may hold commas. */
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
const IAM_NAME = /^(?:[\w+=,.@-]+\/)*[\w+=,.@-]+$/;

/** The problems of a certificate option's value: one ARN, or several with commas between. A blank value has none. */
export function certificateArnProblems(value: string): CertificateArnProblem[] {
  return arnsOf(value).flatMap(({ arn, start }) => {
    const found = problemOf(arn);
    return found ? [{ ...found, arn, start, end: start + arn.length }] : [];
  });
}

function arnsOf(value: string): { arn: string; start: number }[] {
  const ends = [...value.matchAll(SEPARATOR)].map(({ index }) => index);
  return [...ends, value.length].flatMap((end, number) => {
    const from = number === 0 ? 0 : ends[number - 1]! + 1;
    const part = value.slice(from, end);
    const arn = part.trim();
    return arn === '' ? [] : [{ arn, start: from + part.indexOf(arn) }];
  });
}

function problemOf(arn: string): Detail | undefined {
  const [prefix, partition = '', service = '', region = '', account = '', ...rest] = arn.split(':');
  if (prefix?.toLowerCase() !== 'arn') return { kind: 'not-an-arn', detail: 'it does not begin with "arn:"' };
  if (rest.length === 0) return malformed('it has too few parts between colons');
  if (prefix !== 'arn' || !PARTITION.test(partition)) return malformed('it does not begin with "arn:aws:"');
  const check = Object.hasOwn(CHECKS, service) ? CHECKS[service] : undefined;
  if (!check) return { kind: 'other-resource', detail: `it names the service ${JSON.stringify(service)}` };
  return check({ partition, service, region, account, resource: rest.join(':') });
}

function checkAcm({ region, account, resource }: ArnParts): Detail | undefined {
  const [type, id = ''] = split(resource);
  if (!REGION.test(region)) return malformed(`its region ${JSON.stringify(region)} is no region`);
  if (!isAccount(account)) return malformedAccount(account);
  if (type !== 'certificate') return { kind: 'other-resource', detail: `it names a ${JSON.stringify(type)}` };
  if (!ACM_ID.test(id)) return malformed(`its id ${JSON.stringify(id)} is no UUID`);
  return undefined;
}

function checkIam({ region, account, resource }: ArnParts): Detail | undefined {
  const [type, name = ''] = split(resource);
  if (type !== 'server-certificate') {
    return { kind: 'other-resource', detail: `it names a ${JSON.stringify(type)}` };
  }
  if (region !== '') return malformed(`it has the region ${JSON.stringify(region)} where IAM has none`);
  if (!isAccount(account)) return malformedAccount(account);
  if (!IAM_NAME.test(name)) return malformed(`its name ${JSON.stringify(name)} is no certificate name`);
  return undefined;
}

/** The type before the first slash and what is behind it. */
function split(resource: string): [type: string, name: string] {
  const slash = resource.indexOf('/');
  return slash < 0 ? [resource, ''] : [resource.slice(0, slash), resource.slice(slash + 1)];
}

const isAccount = (account: string): boolean => /^\d{12}$/.test(account);

const malformed = (detail: string): Detail => ({ kind: 'malformed', detail });

const malformedAccount = (account: string): Detail =>
  malformed(
    /^\d+$/.test(account)
      ? `its account ${account} has ${account.length} digits instead of 12`
      : `its account ${JSON.stringify(account)} is not 12 digits`,
  );
