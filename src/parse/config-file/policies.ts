import { child, entriesOf, itemsOf, type Node, scalar, type ScalarNode } from '../yaml/node.js';
import type { ResourceEntry } from './sections.js';

/** A document in the language of policies. */
export interface PolicyDocument {
  readonly version: ScalarNode | undefined;
  /** The keys of each statement of which no function makes a part. */
  readonly statements: readonly (readonly ScalarNode[])[];
  /** It says who may take on a role, and names no resources. */
  readonly isTrust: boolean;
}

/** The policies of a resource of IAM, S3, SNS or SQS. */
export function policiesOf({ Properties }: ResourceEntry): PolicyDocument[] {
  return entriesOf(Properties?.value).flatMap(({ key, value }) => {
    const documents =
      key.text === 'Policies' ? itemsOf(value).map((policy) => child(policy, 'PolicyDocument')) : [value];
    const isTrust = key.text === 'AssumeRolePolicyDocument';
    return isTrust || /^Polic(?:ies|yDocument)$/.test(key.text)
      ? documents.map((document) => ({
          version: scalar(document, 'Version'),
          statements: statementsIn(child(document, 'Statement')),
          isTrust,
        }))
      : [];
  });
}

const statementsIn = (node: Node | undefined): ScalarNode[][] =>
  (node?.kind === 'list' ? node.items : [node]).flatMap((statement) =>
    statement?.kind === 'map' && statement.valueKind === 'literal'
      ? [statement.entries.map(({ key }) => key)]
      : [],
  );
