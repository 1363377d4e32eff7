import { configFiles, fileEntries, knownFiles } from '../../model/bundle/config-files.js';
import { authenticationMethods, literalOf } from '../../parse/index.js';
import { didYouMean, nearest } from '../../util/nearest.js';
import type { Rule } from '../rule.js';
import { rename } from '../support/rename.js';

export const unknownAuthentication: Rule = {
  meta: {
    summary: 'An entry of files names an authentication that is not declared',
    why: 'The file is silently downloaded without credentials. Valid names are declared in Resources, below AWSEBAutoScalingGroup, Metadata, AWS::CloudFormation::Authentication.',
    consequence: 'silently-ignored',
    references: ['guide:customize-containers-ec2', 'guide:customize-containers-windows-ec2'],
    claimsAbsence: true,
  },
  needs: fileEntries,
  *check(project) {
    const methods = authenticationMethods(configFiles(project));
    if (!methods) return;
    const names = methods.map(({ text }) => text);
    for (const { name, authentication } of knownFiles(project)) {
      const node = literalOf(authentication);
      if (!node || node.text === '' || names.includes(node.text)) continue;
      const suggestion = nearest(node.text, names);
      yield {
        at: node.place,
        message: `Authentication "${node.text}" of file "${name.text}" is not declared`,
        help: didYouMean(suggestion, DECLARE),
        related: methods
          .filter(({ text }) => text === suggestion)
          .map(({ text, place }) => ({ at: place, note: `"${text}" is declared here` })),
        ...(suggestion !== undefined && { fix: rename([node.place], suggestion, 'unsafe') }),
      };
    }
  },
};

const DECLARE =
  'Declare it in `Resources`, below `AWSEBAutoScalingGroup`, `Metadata`, `AWS::CloudFormation::Authentication`, with `type: S3`, `buckets`, and `roleName`.';
