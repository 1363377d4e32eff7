import type { ConfigFile } from '../parse/config-file.js';
import type { Located } from '../source/index.js';

/** A resource that says what it is. */
export interface TypedResource {
  readonly id: Located<string>;
  readonly type: string;
}

/** The resources of a project whose type is known from the text, in the order of the files. */
export const typedResources = (files: readonly ConfigFile[]): TypedResource[] =>
  files
    .flatMap(({ resources }) => resources)
    .flatMap(({ id, type }) => (type !== undefined && TYPE.test(type) ? [{ id, type }] : []));

/** `AWS::SQS::Queue`, `Custom::Anything`; what a template engine fills in is none. */
const TYPE = /^[A-Za-z0-9]+(?:::[\w@-]+)+$/;
