import type { SourceFile } from '../../source/index.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { existingFiles } from '../bundle/existing-files.js';
import { fact } from '../fact.js';

/** What decides about the build of the platform, or makes it needless. */
const DECIDES = ['Buildfile', 'Procfile', 'application', 'bin/application'];

/**
 * `application.go`, where it is the one file that the Go platform builds by itself.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/go-environment.html
 */
export const applicationGo = fact('applicationGo', (project): SourceFile | undefined => {
  const existing = existingFiles(deployedFiles(project));
  return existing.has('application.go') && DECIDES.every((name) => existing.has(name) === false)
    ? existing.source('application.go')
    : undefined;
});

/** Whether it is for some systems or builds only. https://pkg.go.dev/cmd/go#hdr-Build_constraints */
export const hasBuildConstraint = ({ text }: SourceFile): boolean =>
  /^\/\/\s*(?:go:build|\+build)\b/m.test(text);
