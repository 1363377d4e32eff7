import type { RetiredPath } from '../../../knowledge/platform/retired-paths.js';
import {
  hasNewVersion,
  type InstanceScript,
  isBeforeDependencies,
  isBeforeStart,
  isBeforeUnpacking,
} from '../../../model/execution/instance-script.js';
import type { WordUse } from '../../../model/execution/path-uses.js';
import { placeIn } from '../../../parse/index.js';
import type { ScriptCommand } from '../../../parse/shell/script.js';
import type { Word } from '../../../parse/shell/word.js';
import { textAt } from '../../../source/index.js';
import { partitionPoint } from '../../../util/collections.js';
import type { Edit } from '../../rule.js';
import { removeCommand } from './remove-command.js';

/** The edit that makes a script do without a path that is gone; undefined where only people can. */
export function pathAnswer(
  { word, commands }: WordUse,
  path: RetiredPath,
  script: InstanceScript,
): Edit | undefined {
  if (path.means === 'properties') return propertiesAnswer(commands, script);
  const successor = successorAt(path, script);
  return successor === undefined ? undefined : replacePath(path, successor, word, script);
}

/**
 * The path of today. The application is in the staging folder until Elastic Beanstalk puts it in its place; before it is
 * unpacked, there is no path.
 */
export function successorAt(
  { means, below, successor }: RetiredPath,
  { stage, origin }: InstanceScript,
): string | undefined {
  if (successor?.startsWith('/var/app/venv/') && isBeforeDependencies(stage)) return undefined;
  if (means !== 'application') return successor;
  if (isBeforeUnpacking(stage)) return undefined;
  const isStaged = isBeforeStart(stage) && origin !== 'confighook';
  return `/var/app/${isStaged ? 'staging' : 'current'}${below}`;
}

/** Where the shell understands it as it is: a pattern in quotes is not a pattern. */
function replacePath(
  { start, end, path }: RetiredPath,
  successor: string,
  word: Word,
  script: InstanceScript,
): Edit | undefined {
  const place = placeIn(word, { start, end });
  if (textAt(place) !== path) return undefined;
  if (successor.includes('*') && (word === script.cwd || isQuoted({ place }, script))) return undefined;
  return { ...place, text: successor };
}

/** Whether a quote comes right before a word in a script. */
export function isQuoted({ place }: Pick<Word, 'place'>, { script }: InstanceScript): boolean {
  const { offsets, text } = script.source;
  const { start } = place.span;
  const at = partitionPoint(offsets, (offset) => offset < start);
  return offsets[at] !== start || /["'\\]/.test(text[at - 1] ?? ' ');
}

/** What gives a shell the environment properties: `get-config` prints JSON, and `@sh` quotes each value. */
const READ_PROPERTIES = `eval "$(/opt/elasticbeanstalk/bin/get-config environment | jq -r 'to_entries[] | "export \\(.key)=\\(.value | @sh)"')"`;

/** A file of variables that is read in: what has the properties anyway does without, the others ask for them. */
function propertiesAnswer(commands: readonly ScriptCommand[], script: InstanceScript): Edit | undefined {
  const [command, inner] = commands;
  const [program, , more] = command?.words ?? [];
  if (!command || inner || more || (program?.text !== 'source' && program?.text !== '.')) return undefined;
  if (hasProperties(script)) return removeCommand(command, script.script);
  return command.redirections.length > 0 ? undefined : { ...command.place, text: READ_PROPERTIES };
}

/**
 * Container commands and hooks get the properties as variables; commands of cron and what runs before the application is
 * unpacked do not. https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.hooks.html
 */
const hasProperties = ({ stage }: InstanceScript): boolean => hasNewVersion(stage);
