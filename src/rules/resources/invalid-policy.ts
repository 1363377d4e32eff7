import { knownResources } from '../../model/bundle/config-files.js';
import { policiesOf } from '../../parse/config-file/policies.js';
import type { ResourceEntry } from '../../parse/config-file/sections.js';
import { placeOfWritten, type ScalarNode, typeOf } from '../../parse/index.js';
import { didYouMean, nearest } from '../../util/nearest.js';
import { shorten } from '../../util/text.js';
import type { EachRule, Finding } from '../rule.js';

export const invalidPolicy: EachRule<ResourceEntry> = {
  meta: {
    summary:
      'A policy document has a key or a version that does not exist, or lacks what each statement needs',
    why: 'The service refuses the policy, and with it the new environment or the update fails: "Syntax errors in policy", "This policy has invalid syntax", or "Policy statement must contain resources". The version is one of two dates of the language, not the day on which the policy was written.',
    consequence: 'deploy-fails',
    references: [
      'aws:IAM/latest/UserGuide/reference_policies_grammar',
      'https://github.com/awsdocs/aws-cloudformation-user-guide/pull/623',
      'https://github.com/aws/aws-cdk/issues/7615',
    ],
    yieldsTo: ['config/look-alike-character', 'config/typographic-quotes'],
  },
  each: knownResources,
  *check(resource) {
    if (!SERVICES.test(typeOf(resource) ?? '')) return;
    for (const { version, statements, isTrust } of policiesOf(resource)) {
      if (version) yield* inVersion(version, resource.name.text);
      for (const keys of statements) yield* inStatement(keys, resource.name.text, isTrust);
    }
  },
};

const SERVICES = /^\s*AWS::(?:IAM|S3|SNS|SQS)::/;

function* inVersion(version: ScalarNode, id: string): Generator<Finding> {
  if (version.valueKind !== 'literal' || /^(?:2012-10-17|2008-10-17)$/.test(version.written.trim())) return;
  yield {
    at: placeOfWritten(version),
    message: `No version of the policy language is named "${shorten(version.written)}" (resource "${id}")`,
    help: 'Use `"2012-10-17"`.',
  };
}

const KEYS = [
  ...['Action', 'Condition', 'Effect', 'NotAction', 'NotPrincipal', 'NotResource', 'Principal', 'Resource'],
  'Sid',
];

function* inStatement(keys: readonly ScalarNode[], id: string, isTrust: boolean): Generator<Finding> {
  const lower = new Set(keys.map(({ text }) => text.toLowerCase()));
  const unknown = keys.filter(
    ({ text }) => !KEYS.some((known) => known.toLowerCase() === text.toLowerCase()),
  );
  for (const key of unknown)
    yield {
      at: placeOfWritten(key),
      message: `Unknown key "${shorten(key.text)}" in a statement of resource "${id}"`,
      help: didYouMean(nearest(key.text, KEYS), 'Delete it.'),
    };
  const [first] = keys;
  if (unknown.length > 0 || !first) return;
  // The other services have policies of which the resource is known.
  const demanded = [...(isTrust || lower.has('principal') ? [] : ['Resource']), 'Action', 'Effect'];
  for (const key of demanded)
    if (!lower.has(key.toLowerCase()) && !lower.has(`not${key.toLowerCase()}`))
      yield {
        at: placeOfWritten(first),
        message: `A statement of resource "${id}" does not have "${key}"`,
        help: `Add \`${key}${key === 'Effect' ? ': Allow' : ''}\`.`,
      };
}
