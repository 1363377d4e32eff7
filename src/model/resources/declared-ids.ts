import { ebResource } from '../../knowledge/resources/eb-resources.js';
import type { ConfigFile } from '../../parse/config-file/config-file.js';
import { isChange, mayMakeResources, typeOf } from '../../parse/config-file/resources.js';
import { entriesIn } from '../../parse/config-file/sections.js';
import { resourceEntries } from '../bundle/config-files.js';
import { fact } from '../fact.js';

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
  const own = files.flatMap((file) => entriesIn(file, 'Resources')).filter((resource) => !isChange(resource));
  const parameters = files.flatMap((file) => idsIn(file, 'Parameters'));
  return {
    value: new Set([...own.map(({ name }) => name.text), ...parameters]),
    mapping: new Set(files.flatMap((file) => idsIn(file, 'Mappings'))),
    condition: new Set(files.flatMap((file) => idsIn(file, 'Conditions'))),
    mayBeMore: files.some(mayMakeResources),
  };
}

/** The type of the resource with an id, one of the project's or of Elastic Beanstalk's; undefined where it is not known. */
export const resourceTypes = fact('resourceTypes', (project): ((id: string) => string | undefined) => {
  const types = new Map(resourceEntries(project).map((one) => [one.name.text, typeOf(one)?.trim()]));
  return (id) => types.get(id) ?? ebResource(id)?.type;
});

/** The names of the entries of a section. */
const idsIn = (file: ConfigFile, section: 'Conditions' | 'Mappings' | 'Parameters'): string[] =>
  entriesIn(file, section).map(({ name }) => name.text);
