import type { NamespaceFacts } from './option-facts.js';

/** The page of AWS that documents a namespace's options. */
export const docUrl = ({ doc }: NamespaceFacts): string =>
  `https://docs.aws.amazon.com/elasticbeanstalk/latest/${doc}`;
