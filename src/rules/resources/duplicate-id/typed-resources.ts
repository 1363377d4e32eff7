import { entriesIn, nameOfEntry, typeOf, type ConfigFile } from '../../../parse/index.js';
import type { Located } from '../../../source/index.js';

/** A resource whose type is written. */
export interface TypedResource {
  readonly id: Located<string>;
  readonly type: string;
}

/** The resources of a project whose type is known from the text, in the order of the files. */
export const typedResources = (files: readonly ConfigFile[]): TypedResource[] =>
  files
    .flatMap((file) => entriesIn(file, 'Resources'))
    .flatMap((resource) => {
      const type = typeOf(resource);
      return type !== undefined && TYPE.test(type) ? [{ id: nameOfEntry(resource), type }] : [];
    });

/** `AWS::SQS::Queue`, `Custom::Anything`; not what a template engine fills in. */
const TYPE = /^[A-Za-z0-9]+(?:::[\w@-]+)+$/;
