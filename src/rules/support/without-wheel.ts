import { shorten } from '../../util/text.js';

/** The statement that a requirement, as it is written, is too old for the versions of Python that a project may get. */
export const withoutWheel = (requirement: string, python: string): string =>
  `${shorten(requirement)} has no wheel for Python ${python} or later`;
