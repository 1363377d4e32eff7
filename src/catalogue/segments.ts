/** What the last part of a namespace may be, by the names that the tables use. */
export const SEGMENTS: Readonly<Record<string, RegExp>> = {
  PORT: /^\d{1,5}$/,
  /** `default` is the listener of port 80. */
  PORT_OR_DEFAULT: /^(?:\d{1,5}|default)$/,
};
