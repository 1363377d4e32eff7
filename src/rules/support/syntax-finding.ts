import type { SyntaxFaults, SyntaxProblem } from '../../parse/index.js';
import type { Finding } from '../rule.js';
import { problemFinding, type Texts } from './problem-finding.js';

/** Why a text is not YAML or JSON. */
export const syntaxFinding = (problem: SyntaxProblem): Finding =>
  problemFinding<SyntaxFaults>(problem, TEXTS);

const TEXTS: Texts<SyntaxFaults> = {
  'bad-escape': ({ escape }) => [
    `"${escape}" is not an escape sequence in double quotes`,
    'Double the backslash, or use single quotes.',
  ],
  'bad-first-character': ({ character }) => [
    `An unquoted value cannot begin with "${character}"`,
    'Put the value in quotes.',
  ],
  'bad-indentation': [
    'This line is not indented like the other keys of its map',
    'Begin all keys of one map in the same column.',
  ],
  'block-text-on-header': [
    'Text cannot follow "|" or ">" on the same line',
    'Begin the text on the next line, or put the whole value in quotes.',
  ],
  'code-fence': ['A code fence of Markdown is not YAML', 'Delete the lines of the fence.'],
  'colon-in-value': [
    'An unquoted value cannot contain a colon and a space',
    'Put the value in quotes. If it contains a key, begin a new line for it.',
  ],
  'early-quote': [
    'A quote ends too early on this line',
    'Escape the quotes inside the value, or use the other kind of quotes around it.',
  ],
  'empty-item': ['A value is missing before this comma', 'Add the value, or delete the comma.'],
  'foreign-comment': ({ mark }) => [
    `"${mark}" does not begin a comment in YAML`,
    'Delete the comment, or begin it with `#`.',
  ],
  'foreign-text': ({ language }) => [
    `The file contains ${language} instead of sections`,
    'Move it out of `.ebextensions`.',
  ],
  'json-comment': ({ mark }) => [
    `"${mark}" begins a comment, which JSON does not have`,
    'Delete the comment.',
  ],
  'json-empty': ['The file is empty', 'Write a JSON object, or delete the file.'],
  'json-single-quotes': ['JSON does not have single quotes', 'Use double quotes.'],
  'json-tab': ['A text in JSON cannot contain a tab', 'Write it as `\\t`.'],
  'json-trailing-comma': ['JSON does not allow a comma after the last entry', 'Delete the comma.'],
  'json-unquoted': [
    'JSON needs double quotes around this text',
    'Put it in double quotes. Only numbers, `true`, `false` and `null` have none.',
  ],
  'keys-below-value': [
    'A key is indented below this one, which already has a value',
    'Begin both keys in the same column, or give the value a key of its own.',
  ],
  'list-among-keys': ['List items and map keys are mixed in one block', 'Use either a list or a map.'],
  'list-on-key-line': [
    'A list cannot begin on the line of its key',
    'Put each item on its own line. If the hyphen is text, put the value in quotes.',
  ],
  'long-key': [
    'A key is longer than the 1024 characters that YAML allows',
    'If it is not a key but a value with a colon, put the value in quotes.',
  ],
  'merge-as-value': ['"<<" without quotes is a merge key, not a value', 'Put the value in quotes.'],
  'merge-conflict': [
    'The file contains merge conflict markers',
    'Resolve the conflict and delete the markers.',
  ],
  'merge-without-map': [
    'The value of a merge key is neither a map nor a list of maps',
    'Write an alias of a map after `<<:`, or put the key in quotes.',
  ],
  'missing-bracket': ({ bracket }) => [
    `A closing "${bracket}" is missing before this point`,
    `Add \`${bracket}\`, or indent this line more than the key of the value.`,
  ],
  'missing-bracket-at-end': ({ bracket }) => [
    `A closing "${bracket}" is missing at the end of the file`,
    `Add the missing \`${bracket}\`.`,
  ],
  'missing-colon': [
    'This line has no colon and space, or is indented too little',
    'Add a colon and a space after the key, or indent the line like the block it belongs to.',
  ],
  'missing-comma-after-value': [
    'A comma is missing after this value',
    'Add the comma, or put the value in quotes if it contains a colon.',
  ],
  'missing-comma-at-line-end': ['A comma is missing at the end of this line', 'Add the comma.'],
  'missing-comma-before-entry': [
    'A comma is missing before this entry',
    'Add a comma at the end of the previous entry.',
  ],
  'missing-separator': ['A comma, colon, or quote is missing before this point', 'Add it before this point.'],
  'missing-space-after-colon': [
    'A space is missing after the colon on this line',
    'Add a space after the colon.',
  ],
  'missing-space-after-hyphen': [
    'A space is missing after the hyphen of this list item',
    'Add a space after the hyphen.',
  ],
  'no-sections': ({ holds }) => [
    `The file contains ${holds} instead of sections`,
    holds === 'a list'
      ? 'Write a map of sections, such as `option_settings:`.'
      : 'Write a map of sections, such as `option_settings:`, with a space after each colon.',
  ],
  'not-an-item': [
    'This line is neither a list item nor indented like the item above',
    'Begin the line with a hyphen, or indent it as far as the text after the hyphen above.',
  ],
  'not-hcl': ({ expected }) => [`Terraform expects ${expected} here`, 'See `terraform validate`.'],
  other: ({ reason }) => [
    `The file is not valid YAML: ${reason}`,
    'Check the quotes, brackets, and special characters on this line.',
  ],
  'percent-line': [
    'A line cannot begin with "%"',
    'Delete all lines that begin with `%`, or begin them with `#`.',
  ],
  'question-mark-in-brackets': [
    'An unquoted value in brackets cannot contain "?"',
    'Put the value in quotes.',
  ],
  'second-document': [
    'A second YAML document begins here, but a file can contain only one',
    'Delete this line, or split the file in two.',
  ],
  'stray-bracket': ({ bracket }) => [
    `The closing "${bracket}" has no opening bracket`,
    'Delete the bracket, or indent the line like the block it belongs to.',
  ],
  'tab-between-tokens': [
    'A tab is used outside quotes, where YAML allows only spaces',
    'Replace the tab with a space.',
  ],
  'separator-at-line-end': ({ character }) => [
    `A "${character}" follows the closing quote of this value`,
    `Delete the \`${character}\`: in YAML the line ends the value.`,
  ],
  'tab-indentation': ['This line is indented with a tab', 'Indent it with spaces.'],
  'template-tags': [
    'The file contains template tags, which are not YAML',
    'Render the template before you deploy: Elastic Beanstalk does not process templates.',
  ],
  'text-after-bracket': ({ bracket }) => [
    `An unquoted value that begins with "${bracket}" ends where the bracket closes`,
    'Put the whole value in quotes.',
  ],
  'text-after-quote': ({ quote }) => [
    'Text follows the closing quote of this value',
    `Put the whole value in quotes, and write \`${quote === '"' ? '\\"' : "''"}\` for each of these quotes inside.`,
  ],
  'text-after-value': [
    'Text follows the end of a value',
    'Delete this text, or the quote or bracket above that closes too early.',
  ],
  'too-deep': ({ limit }) => [
    `The file is nested too deeply: more than ${limit} maps and lists inside each other`,
    'Reduce the nesting.',
  ],
  'too-many-aliases': ({ limit }) => [
    `Aliases repeat more than ${limit} values`,
    'Use fewer aliases: no YAML reader allows so many.',
  ],
  'two-keys-on-line': ['Two keys are on one line', 'Begin a new line for the second key and indent it.'],
  'unclosed-bracket': ({ bracket }) => [`This "${bracket}" is not closed`, 'Add the closing bracket.'],
  'unclosed-quote': [
    'This quote is not closed on its line',
    'Close the quote, or escape the quotes inside the value.',
  ],
  'unindented-block-text': ({ key }) => [
    `The text of ${key} is not indented`,
    'Indent every line of the text more than its key.',
  ],
  'unindented-here-document': ({ delimiter }) => [
    `The here-document "${delimiter}" is indented less than its block`,
    'Indent its lines and its end like the block: YAML removes this indentation again.',
  ],
  'unknown-anchor': [
    'An unquoted "*" begins an alias, but there is no such anchor before it',
    'Put the value in quotes.',
  ],
  'wrong-block': [
    'This line does not belong to the block above it',
    'Begin it in the column of the keys or items beside which it belongs.',
  ],
};
