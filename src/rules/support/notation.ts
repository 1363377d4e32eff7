import type { Project } from '../../model/project.js';
import { environmentFiles } from '../../model/settings/environments.js';
import type { Place } from '../../source/index.js';

/** How the file is written that a setting is in. */
export type Notation = 'configuration file' | 'terraform' | 'cloudformation yaml' | 'cloudformation json';

/** The notation of what describes environments; that of configuration files for those, and for all that changes an environment by a command. */
export function notationOf({ file }: Place, project: Project): Notation {
  const source = environmentFiles(project).find((one) => one.file === file)?.source;
  if (source === 'terraform' || source === 'plan') return 'terraform';
  if (source !== 'cloudformation') return 'configuration file';
  return file.text.trimStart().startsWith('{') ? 'cloudformation json' : 'cloudformation yaml';
}

/** What to do about an environment property whose value does not belong in a file. */
export function secretFromOutside(property: string, notation: Notation): string {
  const words = property.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const variable = words.join('_').toLowerCase();
  const parameter = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()).join('');
  switch (notation) {
    case 'terraform':
      return `Declare \`variable "${variable}" { sensitive = true }\`, and write \`value = var.${variable}\`.`;
    case 'cloudformation yaml':
    case 'cloudformation json': {
      const reference =
        notation === 'cloudformation yaml' ? `Value: !Ref ${parameter}` : `"Value": {"Ref": "${parameter}"}`;
      return `Add a parameter \`${parameter}\` of type \`String\` with \`NoEcho\`, and write \`${reference}\`.`;
    }
    case 'configuration file':
      return 'Delete the property and set its value with `eb setenv`.';
  }
}

/** What to do about a text in which something was to be filled in. */
export function filledIn(notation: Notation): string | undefined {
  if (notation === 'cloudformation yaml') return 'Write `!Sub` before the text.';
  return notation === 'cloudformation json' ? 'Write `{"Fn::Sub": "TEXT"}` in place of the text.' : undefined;
}

/** How the tier of an environment is changed. */
export function tierIn(name: 'WebServer' | 'Worker', isManifest: boolean, notation: Notation): string {
  const type = name === 'Worker' ? 'SQS/HTTP' : 'Standard';
  if (isManifest) return `set \`EnvironmentTier\` in env.yaml to \`Name: ${name}\` and \`Type: ${type}\``;
  if (notation === 'terraform') return `set \`tier\` to \`${name}\``;
  return notation === 'configuration file'
    ? `change its tier to \`${name}\``
    : `set \`Tier\` to \`Name: ${name}\` and \`Type: ${type}\``;
}

/** How a value refers to another resource of the same file. */
export function referenceIn(text: string, notation: Notation): string | undefined {
  switch (notation) {
    case 'terraform':
      return 'Write the reference of Terraform, such as `aws_sqs_queue.NAME.url`, without quotes.';
    case 'cloudformation yaml':
    case 'cloudformation json':
      return `Write \`${text}\` without quotes around it.`;
    case 'configuration file':
      return undefined;
  }
}
