import { nearest } from '../../util/nearest.js';

/**
 * Security policies of Elastic Load Balancing.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-security-policy-table.html
 */
export interface TlsPolicy {
  readonly name: string;
  /** Whether it allows TLS 1.0 or 1.1. */
  readonly allowsOldTls: boolean;
  /** Whether only Classic Load Balancers have it. */
  readonly classicOnly: boolean;
}

const PREFIX = 'ELBSecurityPolicy-';

const MODERN = `
  TLS13-1-3-2021-06 TLS13-1-3-PQ-2025-09 TLS13-1-2-2021-06 TLS13-1-2-PQ-2025-09
  TLS13-1-2-Res-2021-06 TLS13-1-2-Res-PQ-2025-09 TLS13-1-2-Ext1-2021-06 TLS13-1-2-Ext1-PQ-2025-09
  TLS13-1-2-Ext2-2021-06 TLS13-1-2-Ext2-PQ-2025-09
  TLS-1-2-Ext-2018-06 TLS-1-2-2017-01
  TLS13-1-3-FIPS-2023-04 TLS13-1-2-FIPS-2023-04 TLS13-1-2-Res-FIPS-2023-04
  TLS13-1-2-Ext0-FIPS-2023-04 TLS13-1-2-Ext1-FIPS-2023-04 TLS13-1-2-Ext2-FIPS-2023-04
  TLS13-1-3-FIPS-PQ-2025-09 TLS13-1-2-FIPS-PQ-2025-09 TLS13-1-2-Res-FIPS-PQ-2025-09
  TLS13-1-2-Ext0-FIPS-PQ-2025-09 TLS13-1-2-Ext1-FIPS-PQ-2025-09 TLS13-1-2-Ext2-FIPS-PQ-2025-09
  TLS13-1-3-RFC9151-FIPS-2023-07 TLS13-1-2-RFC9151-FIPS-2023-07 TLS13-1-2-Ext0-RFC9151-FIPS-2023-07
  TLS13-1-2-RFC9151-INTEROP1-FIPS-2023-07 TLS13-1-2-RFC9151-INTEROP2-FIPS-2023-07
  TLS13-1-2-RFC9151-INTEROP3-FIPS-2023-07 TLS13-1-2-RFC9151-INTEROP4-FIPS-2023-07
  FS-1-2-Res-2020-10 FS-1-2-Res-2019-08 FS-1-2-2019-08`;

/** The last two are no longer on the page but were options of Application Load Balancers; no source says that they are refused. */
const OLD = `
  2016-08 TLS-1-1-2017-01 TLS13-1-1-2021-06 TLS13-1-0-2021-06 TLS13-1-0-PQ-2025-09
  TLS13-1-1-FIPS-2023-04 TLS13-1-0-FIPS-2023-04 TLS13-1-0-FIPS-PQ-2025-09
  FS-1-1-2019-08 FS-2018-06 TLS-1-0-2015-04 2015-05`;

const CLASSIC = '2015-03 2015-02 2014-10 2014-01 2011-08';

const named = (names: string, allowsOldTls: boolean, classicOnly: boolean): TlsPolicy[] =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => ({ name: PREFIX + name, allowsOldTls, classicOnly }));

let policies: ReadonlyMap<string, TlsPolicy> | undefined;

const allPolicies = (): ReadonlyMap<string, TlsPolicy> =>
  (policies ??= new Map(
    [...named(MODERN, false, false), ...named(OLD, true, false), ...named(CLASSIC, true, true)].map(
      (policy) => [policy.name.toLowerCase(), policy],
    ),
  ));

/** The policy of a name, in any case: whether names are case-sensitive is not documented. */
export const tlsPolicy = (name: string): TlsPolicy | undefined =>
  allPolicies().get(name.trim().toLowerCase());

/** The policy with the nearest name, with or without the beginning that all names share. */
export const nearestTlsPolicy = (name: string): string | undefined =>
  tlsPolicy(PREFIX + name)?.name ?? nearest(name, tlsPolicyNames());

/** What to use. Classic Load Balancers have no policy with TLS 1.3, and a FIPS policy is replaced by a FIPS policy. */
export const SUGGESTED_POLICIES = {
  classic: 'ELBSecurityPolicy-TLS-1-2-2017-01',
  fips: 'ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04',
  others: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
} as const;

/** Year and month of the newest policy above. */
const NEWEST = '2025-09';

/** Whether a name has the form of a policy that is newer than this list. */
export const isNewerThanList = (name: string): boolean => {
  const date = /^ELBSecurityPolicy-[\w-]*?(20\d\d-\d\d)$/.exec(name)?.[1];
  return date !== undefined && date > NEWEST;
};

/** The names of the policies for Application and Network Load Balancers. */
export const tlsPolicyNames = (): string[] =>
  [...allPolicies().values()].filter(({ classicOnly }) => !classicOnly).map(({ name }) => name);
