/** Sites of many pages that end in `.html`. */
export const SITES = {
  /** The developer guide of Elastic Beanstalk. */
  guide: 'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/',
  /** The documentation of all other services of AWS. */
  aws: 'https://docs.aws.amazon.com/',
  nginx: 'https://nginx.org/en/docs/',
  /** The shell and the commands that POSIX describes. */
  posix: 'https://pubs.opengroup.org/onlinepubs/9799919799/utilities/',
} as const;

/** A page of the web: its whole address, or its name on one of the sites, such as `guide:ebextensions#part`. */
export type Page = `https://${string}` | `${keyof typeof SITES}:${string}`;

/** The whole address of a page. */
export function addressOf(page: Page): string {
  const [, site = '', name = '', part = ''] = /^(\w+):([^#]*)(#.*)?$/.exec(page) ?? [];
  return site in SITES ? `${SITES[site as keyof typeof SITES]}${name}.html${part}` : page;
}
