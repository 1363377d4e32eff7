import { isPlaceholder, isTemplate } from '../../knowledge/placeholders/placeholders.js';
import type { ValueKind } from '../../source/index.js';

/** A text in quotes of a word processor, and no such quotes inside. */
const TYPOGRAPHICALLY_QUOTED = /^(?:[“”„‟][^“”„‟]*[“”„‟]|[‘’‚‛][^‘’‚‛]*[‘’‚‛])$/;

export const isTypographicallyQuoted = (text: string): boolean => TYPOGRAPHICALLY_QUOTED.test(text);

/** JSON in backticks, Elastic Beanstalk's way to write a CloudFormation function inside a string. */
const BACKTICK_JSON = /`\s*\{/;

/** A CloudFormation dynamic reference such as `{{resolve:ssm:name:1}}`. */
const DYNAMIC_REFERENCE = '{{resolve:';

/** How much a text tells by itself. */
export function kindOfText(text: string): ValueKind {
  if (holdsBacktickJson(text) || text.includes(DYNAMIC_REFERENCE) || isTemplate(text)) return 'dynamic';
  return isPlaceholder(text) || isTypographicallyQuoted(text) ? 'placeholder' : 'literal';
}

export const holdsBacktickJson = (text: string): boolean => BACKTICK_JSON.test(text);

/** Whether a key is the name of a function: CloudFormation's, or `CmpFn::Remove` as in samples of Elastic Beanstalk's. */
export const isFunctionName = (key: string): boolean => key === 'Ref' || /^(?:Cmp)?Fn::/.test(key);
