import {
  Composer,
  type CST,
  type Document,
  type DocumentOptions,
  type ParseOptions,
  type SchemaOptions,
} from 'yaml';
import { MAX_SYNTAX_ERRORS } from '../../../knowledge/limits.js';

const OPTIONS = {
  version: '1.1',
  // Every scalar stays text: `resolvePlain` knows SnakeYAML's types, which differ from the library's.
  schema: 'failsafe',
  uniqueKeys: false,
  prettyErrors: false,
} as const satisfies ParseOptions & DocumentOptions & SchemaOptions;

/** What the library's composer keeps to itself. The tests of `parseYaml` fail where a new version changes it. */
interface ComposerInternals {
  onError: (...error: readonly unknown[]) => void;
  compose(tokens: Iterable<CST.Token>, forceDoc: true, end: number): Iterable<Document.Parsed>;
}

const YamlComposer = Composer as unknown as new (options: typeof OPTIONS) => ComposerInternals;

/** The documents of a text, with a bounded number of errors. */
export function composeDocuments(tokens: readonly CST.Token[], end: number): Document.Parsed[] {
  const composer = new YamlComposer(OPTIONS);
  const { onError } = composer;
  let errors = 0;
  composer.onError = (...error) => {
    if (errors++ < MAX_SYNTAX_ERRORS) onError(...error);
  };
  return [...composer.compose(boundedErrors(tokens), true, end)];
}

function boundedErrors(tokens: readonly CST.Token[]): CST.Token[] {
  let errors = 0;
  return tokens.filter(({ type }) => type !== 'error' || errors++ < MAX_SYNTAX_ERRORS);
}
