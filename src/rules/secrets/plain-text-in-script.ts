import { knownCommands, knownFiles } from '../../model/bundle/config-files.js';
import { commandCredentialsOf, writtenCredentialsOf } from '../../model/credentials/credential-files.js';
import { credentialsIn } from '../../model/credentials/script-credentials.js';
import { describeScript } from '../../model/execution/instance-script.js';
import { shorten } from '../../util/shorten.js';
import type { Rule } from '../rule.js';
import { scripts } from '../../model/scripts/scripts.js';

export const plainTextInScript: Rule = {
  meta: {
    id: 'secrets/plain-text-in-script',
    summary: 'A command, script or written file contains a credential in plain text',
    why: 'Everyone who can read the source bundle, the version control or the logs of a deployment can read the value.',
    severity: 'warning',
    consequence: 'security',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/AWSHowTo.secrets.env-vars.html',
      'https://docs.aws.amazon.com/secretsmanager/latest/userguide/best-practices.html',
    ],
    since: '0.1.0',
  },
  *check(project) {
    const written = new Set(
      scripts(project)
        .filter(({ origin }) => origin === 'file')
        .map(({ name }) => name.value),
    );
    for (const { target, place } of writtenCredentialsOf(knownFiles(project), written))
      yield {
        at: place,
        message: `File "${target.text}" contains a credential in plain text`,
        help: 'Write it on the instance, from an environment property or from AWS Secrets Manager.',
        related: [{ at: target.place, note: 'the file' }],
      };
    for (const { name, variable } of commandCredentialsOf(knownCommands(project)))
      yield {
        at: variable.place,
        message: `Command "${shorten(name.text)}" gets a credential in plain text`,
        help: 'Read it from an environment property or from AWS Secrets Manager.',
      };
    for (const script of scripts(project))
      for (const place of credentialsIn(script))
        yield {
          at: place,
          message: `${describeScript(script)} contains a credential in plain text`,
          help: 'Read it from an environment property or from AWS Secrets Manager.',
        };
  },
};
