/**
 * Messages of the YAML library, where its error codes do not distinguish two mistakes. test/yaml-library-messages.test.ts
 * names the version that they are from, and proves each row against the installed library.
 */
export const LIBRARY_MESSAGES = {
  'bad block header': /^Block scalar header/,
  'comment not separated': /^Comments must be separated/,
  'list on key line': /on same line with key/,
  'missing bracket at end': /must end with a/,
  'missing bracket before': /must be sufficiently indented and end with a/,
  'missing comma': /between flow/,
  'missing directives end': /^Missing directives-end/,
  'missing quote': /^Missing closing/,
  'name not separated': /^Tags and anchors must be separated/,
  'no item': /^Sequence item without/,
  'not a token': /^Not a YAML token/,
  'text after node': /at node end/,
  'unexpected comma': /^Unexpected , in flow/,
} as const;

export type LibraryMessage = keyof typeof LIBRARY_MESSAGES;

/** Whether an error of the library has a message of a kind. */
export const says = ({ message }: { readonly message: string }, kind: LibraryMessage): boolean =>
  LIBRARY_MESSAGES[kind].test(message);
