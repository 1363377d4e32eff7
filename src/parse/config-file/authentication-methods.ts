import { child, type ScalarNode } from '../yaml/node.js';
import type { ConfigFile } from './config-file.js';
import { knownEntriesOf, sectionsOf } from './section-entries.js';

const RESOURCE = 'AWSEBAutoScalingGroup';
const METADATA = 'AWS::CloudFormation::Authentication';

/**
 * The names under which `files` may ask for credentials; undefined where a function fills them in.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html
 */
export function authenticationMethods(files: readonly ConfigFile[]): readonly ScalarNode[] | undefined {
  const names: ScalarNode[] = [];
  for (const resources of files.flatMap((file) => sectionsOf(file, 'Resources'))) {
    const metadata = child(child(resources, RESOURCE), 'Metadata');
    const methods = child(metadata, METADATA);
    if ([resources, metadata, methods].some((node) => node?.valueKind === 'dynamic')) return undefined;
    names.push(...knownEntriesOf(methods).map(({ key }) => key));
  }
  return names;
}
