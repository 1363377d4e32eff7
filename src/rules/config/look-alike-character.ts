import { intendedNamespace, intendedOption } from '../../catalogue/find-intended.js';
import { hasLookAlikes, type LookAlike, lookAlikesIn } from '../../knowledge/look-alikes.js';
import { configFiles } from '../../model/bundle/config-files.js';
import { lookAlikesInCommand } from '../../model/execution/look-alikes-in-command.js';
import { type InstanceScript, scripts } from '../../model/scripts/scripts.js';
import type { Setting } from '../../model/settings/settings.js';
import {
  type ConfigFile,
  entriesIn,
  placeOfWritten,
  scalarsOf,
  scalarsOfSetting,
  sectionKeysIn,
} from '../../parse/index.js';
import { type Place, placeOf, textAt } from '../../source/index.js';
import type { Rule } from '../rule.js';
import { lookAlikeFinding } from '../support/look-alike-finding.js';

export const lookAlikeCharacter: Rule = {
  meta: {
    summary: 'A name, value or command contains a character that only looks like another one',
    why: 'Web pages, word processors and input methods insert no-break spaces, full-width characters, long dashes and invisible marks. To Elastic Beanstalk and to a shell these are letters like any other: a name is unknown, a value is refused, and a command is not found.',
    consequence: 'deploy-fails',
    references: ['guide:ebextensions', 'https://yaml.org/spec/1.1/#id868524', 'posix:V3_chap02#tag_19_03'],
    yieldsTo: ['config/irregular-whitespace', 'config/typographic-quotes'],
    onBrokenFiles: true,
  },
  *check(project) {
    for (const file of configFiles(project)) {
      const texts = file.broken && !file.lost ? [] : textsWithLookAlikes(file);
      for (const { place, lookAlikes, where, isCertain } of texts) {
        const finding = lookAlikeFinding(place, lookAlikes, where);
        if (finding) yield { ...finding, ...(!isCertain && { warnsBecause: 'intent' as const }) };
      }
      for (const { place, lookAlikes } of colonsInLines(file)) {
        const finding = lookAlikeFinding(place, lookAlikes, 'a line');
        // All up to the colon, as the syntax error has it that comes of it.
        if (finding) yield { ...finding, at: place };
      }
    }
    for (const { place, lookAlikes, where } of scripts(project).flatMap(commandsWithLookAlikes)) {
      const finding = lookAlikeFinding(place, lookAlikes, where);
      if (finding) yield { ...finding, warnsBecause: 'intent' };
    }
  },
};

/** A line that is `NAME: VALUE` but for its colon. */
const LINE = /^[ \t]*(?:- +)?["']?[A-Za-z][\w .:-]{0,80}["']?[\ua789\ufe55\uff1a]/;

/** The lines with a problem because a colon only looks like one. */
function* colonsInLines({
  file,
  problems,
}: ConfigFile): Generator<Pick<TextWithLookAlikes, 'place' | 'lookAlikes'>> {
  if (!/[\ua789\ufe55\uff1a]/.test(file.text)) return;
  // The problem may be reported at the key above.
  const lines = new Set(
    problems.flatMap((problem) => {
      if (!('at' in problem)) return [];
      const { line } = file.positionAt(problem.at.span.start);
      return [line, line + 1];
    }),
  );
  for (const line of lines) {
    const { start, end } = file.lineSpan(line);
    const text = file.text.slice(start, end);
    const found = LINE.exec(text);
    if (!found) continue;
    const place = placeOf(file, start, start + found[0].length);
    const instead = endsKey(text.slice(found[0].length)) ? ': ' : ':';
    const lookAlikes = lookAlikesIn(found[0]).filter(({ kind }) => kind === 'colon');
    yield { place, lookAlikes: lookAlikes.map((one) => ({ ...one, instead })) };
  }
}

/** Whether a colon before this text ends a key and needs a space after it: no colon further on does. */
const endsKey = (rest: string): boolean => /^\S/.test(rest) && !/:(?:\s|$)/.test(rest);

/** A text with characters that look like others. */
interface TextWithLookAlikes {
  readonly place: Place;
  /** With offsets from the start of the place. */
  readonly lookAlikes: readonly LookAlike[];
  /** The text as a message names it. */
  readonly where: string;
  /** Elastic Beanstalk refuses the text because of them. */
  readonly isCertain: boolean;
}

/** The names, values and commands of a file that have characters which look like others; empty lists included. */
function* textsWithLookAlikes(file: ConfigFile): Generator<TextWithLookAlikes> {
  if (!hasLookAlikes(file.file.text)) return;
  for (const { place } of sectionKeysIn(file)) yield inName(place, 'a name');
  const namespaces = new Map(file.settings.map(({ namespace: { place } }) => [place.span.start, place]));
  for (const place of namespaces.values()) yield inName(place, 'the name of a namespace');
  for (const setting of file.settings) {
    yield inName(setting.option.place, 'the name of an option');
    yield* inValues(setting);
  }
  for (const { command, test } of entriesIn(file, 'commands', 'container_commands'))
    for (const place of [...scalarsOf(command), ...scalarsOf(test)].map(placeOfWritten))
      yield { place, lookAlikes: lookAlikesInCommand(textAt(place)), where: 'a command', isCertain: false };
}

/** The commands of a script of its own that have such characters: those of `commands` are values of their file. */
const commandsWithLookAlikes = (script: InstanceScript): TextWithLookAlikes[] =>
  script.origin === 'command' || !script.isShell || !hasLookAlikes(script.text)
    ? []
    : script.script.commands.map(({ place }) => ({
        place,
        lookAlikes: lookAlikesInCommand(textAt(place)),
        where: 'a command',
        isCertain: false,
      }));

const inName = (place: Place, where: string): TextWithLookAlikes => ({
  place,
  lookAlikes: lookAlikesIn(textAt(place)),
  where,
  isCertain: true,
});

function inValues(setting: Setting): TextWithLookAlikes[] {
  const namespace = intendedNamespace(setting.namespace.value);
  const option = namespace && intendedOption(namespace, setting.option.value);
  const isFree = !option || option.isFreeForm || option.namespace.freeForm === true;
  return scalarsOfSetting(setting).map(({ place }) => ({
    place,
    lookAlikes: lookAlikesIn(textAt(place)).filter((found) => !isFree || isOdd(found, textAt(place))),
    where: `the value of ${setting.option.value}`,
    isCertain: !isFree,
  }));
}

/** Where an application's own text would not have a character: at its ends, or in one that is ASCII without spaces otherwise. */
function isOdd({ kind, start, end }: LookAlike, text: string): boolean {
  if (kind === 'unreadable') return true;
  const isAtEnd = /^["']?$/.test(text.slice(0, start)) || /^["']?$/.test(text.slice(end));
  if (kind === 'space') return isAtEnd;
  if (kind !== 'invisible') return false;
  return isAtEnd || /^[!-~]*$/.test(text.slice(0, start) + text.slice(end));
}
