import {
  AL1_ONLY,
  type Generation,
  type Language,
  LANGUAGE_WORDS,
  OS_WORDS,
} from '../knowledge/platform/platforms.js';

/** What a platform's name tells; undefined where it does not. */
export interface PlatformName {
  readonly language: Language | undefined;
  readonly generation: Generation | undefined;
  /** The first number of the platform's own part, such as `3.8`. */
  readonly version: string | undefined;
  /** The operating system in lower case, such as `amazon linux 2`. */
  readonly os: string | undefined;
  /** The platform's own part as it is written, such as `Python 3.8`. */
  readonly platform: string;
}

const UNKNOWN: PlatformName = {
  language: undefined,
  generation: undefined,
  version: undefined,
  os: undefined,
  platform: '',
};

/** `arn:PARTITION:elasticbeanstalk:REGION:ACCOUNT:platform/BRANCH/X.Y.Z`; only custom platforms have an account. */
const ARN = /^arn:[^:]*:elasticbeanstalk:[^:]*:([^:]*):platform\/([^/]+)(?:\/[^/]*)?$/i;

/**
 * Reads a platform's name in any of the forms that the EB CLI takes, without regard to case: a branch
 * (`Python 3.11 running on 64bit Amazon Linux 2023`), a solution stack (`64bit Amazon Linux 2 v3.5.1 running Python 3.8`),
 * an ARN of either, or a short name (`Python 3.8`, `python-3.8`). A short name rarely tells the generation: the EB CLI
 * takes the newest platform that it fits.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-glossary.html
 */
export function parsePlatformName(name: string): PlatformName {
  const text = name.trim();
  if (!/^arn:/i.test(text)) return parseName(text);
  const [, account, branch] = ARN.exec(text) ?? [];
  return branch === undefined || account !== '' ? UNKNOWN : parseName(branch);
}

function parseName(written: string): PlatformName {
  const { platform, os } = takeApart(written.replace(/[\s-]+/g, ' ').trim());
  const name = platform.toLowerCase();
  const generation = os === undefined ? undefined : firstMatch(OS_WORDS, os);
  return {
    language: firstMatch(LANGUAGE_WORDS, name) ?? (generation === 'windows' ? 'windows' : undefined),
    generation: generation ?? impliedGeneration(name),
    version: /\d+(?:\.\d+)*/.exec(name)?.[0],
    os,
    platform,
  };
}

/** The platform and the operating system of a branch (`X running on OS`), a stack (`OS vX.Y.Z running X`) or a short name. */
function takeApart(name: string): { platform: string; os: string | undefined } {
  const [before = '', ...behind] = name.split(/ running /i);
  const after = behind.join(' running ');
  if (behind.length === 0) return { platform: name, os: undefined };
  return /^on /i.test(after)
    ? { platform: before, os: withoutDetails(after.slice('on '.length).toLowerCase()) }
    : { platform: after, os: withoutDetails(before.toLowerCase()) };
}

const withoutDetails = (os: string): string => os.replace(/^\d+bit /, '').replace(/ v\d[\d.]*$/, '');

const firstMatch = <T>(words: readonly (readonly [RegExp, T])[], text: string): T | undefined =>
  words.find(([pattern]) => pattern.test(text))?.[1];

function impliedGeneration(platform: string): Generation | undefined {
  if (firstMatch(LANGUAGE_WORDS, platform) === 'windows') return 'windows';
  return AL1_ONLY.some((pattern) => pattern.test(platform)) ? 'al1' : undefined;
}
