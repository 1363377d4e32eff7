import type { ConfigFile } from '../../../parse/config-file/config-file.js';
import type { Located } from '../../../source/index.js';

/** A resource whose type is written. */
export interface TypedResource {
  readonly id: Located<string>;
  readonly type: string;
}

/** The resources of a project whose type is known from the text, in the order of the files. */
export const typedResources = (files: readonly ConfigFile[]): TypedResource[] =>
  files
    .flatMap(({ resources }) => resources)
    .flatMap(({ id, type }) => (type !== undefined && TYPE.test(type) ? [{ id, type }] : []));

/** `AWS::SQS::Queue`, `Custom::Anything`; not what a template engine fills in. */
const TYPE = /^[A-Za-z0-9]+(?:::[\w@-]+)+$/;
