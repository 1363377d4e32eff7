/** A text in quotes of a word processor, and no such quotes inside. */
const TYPOGRAPHICALLY_QUOTED = /^(?:[“”„‟][^“”„‟]*[“”„‟]|[‘’‚‛][^‘’‚‛]*[‘’‚‛])$/;

export const isTypographicallyQuoted = (text: string): boolean => TYPOGRAPHICALLY_QUOTED.test(text);
