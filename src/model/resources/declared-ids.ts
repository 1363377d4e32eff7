import type { ConfigFile } from '../../parse/config-file/config-file.js';
import { idsIn, isChange, mayMakeResources } from '../../parse/config-file/template.js';

/** What the files of a project give names to, for the functions of CloudFormation. */
export interface DeclaredIds {
  /** Resources and parameters; not those that only change a resource of Elastic Beanstalk's. */
  readonly value: ReadonlySet<string>;
  readonly mapping: ReadonlySet<string>;
  readonly condition: ReadonlySet<string>;
  /** A macro or a loop of CloudFormation may make more ids, which no file shows. */
  readonly mayBeMore: boolean;
}

export function declaredIds(files: readonly ConfigFile[]): DeclaredIds {
  const own = files.flatMap((file) => file.resources).filter((resource) => !isChange(resource));
  const parameters = files.flatMap((file) => idsIn(file, 'Parameters'));
  return {
    value: new Set([...own.map(({ id }) => id.value), ...parameters]),
    mapping: new Set(files.flatMap((file) => idsIn(file, 'Mappings'))),
    condition: new Set(files.flatMap((file) => idsIn(file, 'Conditions'))),
    mayBeMore: files.some(mayMakeResources),
  };
}
