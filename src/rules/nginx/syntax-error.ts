import type { NginxConfiguration, PlacedDirective } from '../../model/nginx/configuration.js';
import { misuseOf } from '../../model/nginx/misuse.js';
import { nginx, nginxConfigurations } from '../../model/nginx/nginx.js';
import { suitableFolder } from '../../model/nginx/suitable-folder.js';
import type { ProxyFile } from '../../model/proxy/proxy-file.js';
import { recognizeSection } from '../../parse/config-file/recognize-section.js';
import type { NginxFaults } from '../../parse/nginx/nginx.js';
import type { NginxWord } from '../../parse/nginx/nginx-scanner.js';
import type { EachRule, Finding } from '../rule.js';
import { fixOf } from '../support/fix-of.js';
import { firstOfEachFile, type OwnDirective, phpSettingAt } from '../support/in-nginx.js';
import { problemFinding, type Texts } from '../support/problem-finding.js';

export const nginxSyntaxError: EachRule<NginxConfiguration> = {
  meta: {
    summary: 'A configuration file of nginx has a syntax error',
    why: 'Elastic Beanstalk tests the configuration before it starts the proxy, and the deployment fails: "copy proxy conf from staging failed with error validate nginx configuration failed", with a message of nginx such as \'unexpected end of file, expecting "}"\' or \'directive "proxy_pass" is not terminated by ";"\'.',
    consequence: 'deploy-fails',
    references: ['nginx:beginners_guide#conf_structure', 'guide:platforms-linux-extend.proxy'],
  },
  each: nginxConfigurations,
  *check(configuration, project) {
    const { all, included } = configuration;
    for (const { source, content } of included) {
      if (source && content.problem)
        yield {
          ...problemFinding<NginxFaults>(content.problem, TEXTS),
          ...(phpSettingAt(content.problem.at) ?? semicolonAfter(content.problem.last)),
          ...sectionIn(source),
        };
      if (source && !source.target && source.place.file.hasBom)
        yield { at: source.place, ...BYTE_ORDER_MARK };
    }
    for (const { found } of firstOfEachFile(all, wrongEnd)) yield found;
    const { ownMain, installed } = nginx(project);
    const isInstalled = configuration === installed && !configuration.isUncertain;
    if (isInstalled && ownMain && lacksEvents(installed))
      yield {
        at: ownMain.source.place,
        message: 'This nginx.conf has no events block',
        help: 'Add the line `events {}` at the top, or delete the file to use that of Elastic Beanstalk.',
      };
  },
};

/** A file of `.ebextensions` that was put where nginx reads: what is for nginx is in its `content`. */
function sectionIn({ target, place }: ProxyFile): Pick<Finding, 'message' | 'help'> | undefined {
  const section = target === undefined ? recognizeSection(place.file) : undefined;
  return (
    section && {
      message: `"${section.value}" is a section of .ebextensions, not a directive of nginx`,
      help:
        section.value === 'files'
          ? 'Keep only what is below `content: |`, and begin its lines in the first column.'
          : 'Move the file to `.ebextensions`, with a name that ends in `.config`.',
    }
  );
}

/** nginx refuses a whole configuration without one. A file that belongs into one of its blocks needs another place instead. */
const lacksEvents = ({ main, included, hasUnknownIncludes }: NginxConfiguration): boolean =>
  !hasUnknownIncludes &&
  ![...included].some(({ content }) => content.problem) &&
  !main.directives.some(({ directive: { name } }) => name.text === 'events') &&
  !(suitableFolder(main.directives.map(({ directive }) => directive)) && main.directives.some(isMisplaced));

const isMisplaced = (placed: PlacedDirective): boolean => misuseOf(placed)?.kind === 'context';

const BYTE_ORDER_MARK = {
  message: 'nginx reads the byte order mark as part of the first directive',
  help: 'Save the file as UTF-8 without a byte order mark.',
};

const TEXTS: Texts<NginxFaults> = {
  'missing-semicolon': ({ directive }) => missingSemicolon(directive),
  'missing-brace': ({ directive }) => [
    `The block of "${directive}" is not closed`,
    'Add a `}` where the block ends.',
  ],
  'stray-character': ({ character }) => [
    `There is a "${character}" where a directive should begin`,
    character === '}'
      ? 'Delete it, or add the `{` that it closes.'
      : `Delete it, or write a directive before it.`,
  ],
  'text-after-quote': [
    'Text follows directly after a closing quote',
    'Put a space after the quote, or put the whole value in quotes.',
  ],
  'too-deep': ({ limit }) => [`Blocks are nested more than ${limit} levels deep`, 'Use fewer levels.'],
  'unclosed-quote': ['A quote is not closed', 'Add the closing quote.'],
};

const missingSemicolon = (directive: string): [string, string] => [
  `"${directive}" does not end with a semicolon`,
  'Add `;` at the end of the line.',
];

function semicolonAfter(word: NginxWord | undefined): Pick<Finding, 'fix'> {
  if (!word) return {};
  const { file, span } = word.place;
  const end = word.isQuoted ? span.end + 1 : span.end;
  return fixOf('safe', 'Add the semicolon', { file, span: { start: end, end }, text: ';' });
}

/** A directive that ends otherwise than nginx requires. */
function wrongEnd(placed: OwnDirective): Finding | undefined {
  const { name } = placed.directive;
  const misuse = misuseOf(placed);
  if (misuse?.kind === 'semicolon') {
    const [message, help] = missingSemicolon(name.text);
    return { at: misuse.before.place, message, help, ...semicolonAfter(misuse.before) };
  }
  if (misuse?.kind === 'block')
    return {
      at: name.place,
      message: `"${name.text}" has no block`,
      help: 'Write a block in braces after it, in place of the `;`.',
    };
  if (misuse?.kind === 'no-block')
    return {
      at: name.place,
      message: `"${name.text}" cannot have a block`,
      help: 'End the directive with `;`, and delete the braces.',
    };
  return undefined;
}
