import { isKnownBranch, nearestBranch } from '../knowledge/platform/platform-branches.js';
import { parsePlatformName } from '../parse/platform-name.js';
import { MAX_CONFIGURATION_PATTERN_CHARACTERS } from '../util/limits.js';
import { shorten } from '../util/text.js';

/** Each makes a comparison longer. */
const MAX_PATTERN_WILDCARDS = 10;

/** What is wrong with a text, and what to do about it. */
export interface TextFault {
  readonly message: string;
  readonly help: string;
}

/** Whether a text tells a platform: with one that does not, half of the rules would be silent or wrong. */
export const isPlatform = (name: string): boolean =>
  /^arn:/i.test(name) || parsePlatformName(name).language !== undefined;

export function platformFault(name: string): TextFault | undefined {
  const shown = `"${shorten(name, 100)}"`;
  if (!isPlatform(name))
    return {
      message: `${shown} is not the name of a platform`,
      help: 'Use a name such as "Python 3.12 running on 64bit Amazon Linux 2023".',
    };
  const named = parsePlatformName(name);
  if (isKnownBranch(named)) return undefined;
  return {
    message: `${shown} is not a platform of Elastic Beanstalk that eblint knows`,
    help: `Use the name of a branch such as "${nearestBranch(named)}".`,
  };
}

export const environmentFault = (text: string): TextFault | undefined =>
  text === 'elsewhere'
    ? undefined
    : {
        message: `"environment" cannot be "${shorten(text, 100)}"`,
        help: 'Write `elsewhere`, or name the files that describe it in `environments`.',
      };

/** What is wrong with any pattern. */
function patternFault(pattern: string): TextFault | undefined {
  if (pattern.trim() === '')
    return { message: 'The pattern is empty', help: 'Write a pattern, or delete it.' };
  if (pattern.length > MAX_CONFIGURATION_PATTERN_CHARACTERS)
    return {
      message: `The pattern is longer than ${MAX_CONFIGURATION_PATTERN_CHARACTERS} characters`,
      help: 'Write a shorter one.',
    };
  const stars = pattern.replace(/\*+/g, '*').split('*').length - 1;
  if (stars > MAX_PATTERN_WILDCARDS)
    return {
      message: `The pattern has more than ${MAX_PATTERN_WILDCARDS} stars`,
      help: 'Write a simpler one.',
    };
  return undefined;
}

/** What is wrong with a pattern of paths. */
export function pathPatternFault(pattern: string): TextFault | undefined {
  const general = patternFault(pattern);
  if (general) return general;
  if (/[{}]/.test(pattern))
    return { message: 'Patterns have no braces, as in `.gitignore`', help: 'Write a pattern for each name.' };
  if (pattern.includes('\\'))
    return { message: 'Patterns have forward slashes only', help: 'Replace each `\\` with `/`.' };
  if (pattern.split('/').includes('..'))
    return {
      message: 'Patterns cannot lead out of the folder of the configuration file',
      help: 'Delete `..`.',
    };
  return undefined;
}

/** Fewer letters and digits would fit unexpected texts. */
const MIN_PLACEHOLDER = 2;

export function placeholderPatternFault(pattern: string): TextFault | undefined {
  const letters = pattern.replaceAll(/[*\s]/g, '');
  return (
    patternFault(pattern) ??
    (letters.length < MIN_PLACEHOLDER
      ? {
          message: 'The pattern matches nearly every text',
          help: 'Write what all the placeholders have in common, such as `@@*@@`.',
        }
      : undefined)
  );
}

export function optionPatternFault(pattern: string): TextFault | undefined {
  const general = patternFault(pattern);
  if (general) return general;
  return /^[\w*]+(?::[\w*.-]+)+\/[^/]+$/.test(pattern)
    ? undefined
    : {
        message: 'The pattern is not of the form NAMESPACE/OPTION',
        help: 'Write it as `aws:elasticbeanstalk:environment/*`.',
      };
}
