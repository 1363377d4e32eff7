import { lookUp } from '../../util/look-up.js';

/** A user of the application, and its group, that older platforms had and supported ones do not have. */
export interface RetiredUser {
  /** The user of supported platforms, with a group of the same name. */
  readonly successor: string;
  readonly source: string;
}

const GUIDE = 'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg';

/** By name; each had a group of the same name. */
const USERS: Readonly<Record<string, RetiredUser>> = {
  // The Python platform of Amazon Linux 1; `AppUser` of `get-config platformconfig` is `webapp`.
  wsgi: { successor: 'webapp', source: `${GUIDE}/custom-platforms-scripts.html` },
};

export const retiredUser = (name: string): RetiredUser | undefined => lookUp(USERS, name);

/** A fast check before a script is parsed. */
export const mayNameRetiredUser = (text: string): boolean =>
  Object.keys(USERS).some((name) => text.includes(name));
