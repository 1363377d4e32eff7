import {
  entriesIn,
  placeOfWritten,
  scalarsOf,
  scalarsOfSetting,
  sectionKeysIn,
  type ConfigFile,
} from '../../../parse/index.js';
import { meantNamespace, meantOption } from '../../../catalogue/find-meant.js';
import { hasLookAlikes, lookAlikesIn, type LookAlike } from '../../../knowledge/look-alikes.js';
import { lookAlikesInCommand } from '../../../model/execution/look-alikes-in-command.js';
import type { InstanceScript } from '../../../model/scripts/scripts.js';
import type { Setting } from '../../../model/settings/settings.js';
import { textAt, type Place } from '../../../source/index.js';

/** A text with characters that look like others. */
export interface TextWithLookAlikes {
  readonly place: Place;
  /** With offsets from the start of the place. */
  readonly lookAlikes: readonly LookAlike[];
  /** The text as a message names it. */
  readonly where: string;
  /** Elastic Beanstalk refuses the text because of them. */
  readonly isCertain: boolean;
}

/** The names, values and commands of a file that have characters which look like others; empty lists included. */
export function* textsWithLookAlikes(file: ConfigFile): Generator<TextWithLookAlikes> {
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
export const commandsWithLookAlikes = (script: InstanceScript): TextWithLookAlikes[] =>
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
  const namespace = meantNamespace(setting.namespace.value);
  const option = namespace && meantOption(namespace, setting.option.value);
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
