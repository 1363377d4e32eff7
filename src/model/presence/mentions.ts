import { type Place, placeOf, type SourceFile } from '../../source/index.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import {
  areToolsKnown,
  isReplaced,
  mayAwaitFiller,
  mayBeMoved,
  toolScripts,
} from '../bundle/may-be-filled-in.js';
import { isForInstances } from '../bundle/shipped-files.js';
import type { Doubt } from '../doubt.js';
import type { InstanceScript } from '../execution/instance-script.js';
import { liveText, liveTextOf } from '../execution/live-text.js';
import type { Project } from '../project.js';
import { scriptsNaming } from '../scripts/named-files.js';
import { scripts } from '../scripts/scripts.js';

/**
 * Where a text says something: a doubt of a rule about what it says. Comments are left out, and what the text means is not
 * asked: only what is about the very thing that is missing belongs into an expression.
 */
export function saidByScript(
  what: RegExp,
  project: Project,
  isAsked: (script: InstanceScript) => boolean = () => true,
): Place | undefined {
  return scripts(project).find((script) => isAsked(script) && what.test(liveText(script)))?.name.place;
}

/** The same for every file that may concern the instances. */
export function saidByFile(
  what: RegExp,
  project: Project,
  isAsked: (name: string) => boolean = () => true,
): Place | undefined {
  for (const file of deployedFiles(project).files) {
    if (!isAsked(file.name)) continue;
    const place = 'source' in file && isForInstances(file) ? placeIn(file.source, what) : undefined;
    if (place) return place;
  }
  return undefined;
}

/** The same for the tools beside the project that may make files of it before it is deployed. */
export function doneByTool(
  what: RegExp,
  project: Project,
  isAsked: (tool: SourceFile) => boolean = () => true,
): Doubt | undefined {
  const files = deployedFiles(project);
  for (const tool of toolScripts(files)) {
    const at = isAsked(tool) ? placeIn(tool, what) : undefined;
    if (at) return { reason: 'this may be done before the deployment', at };
  }
  return areToolsKnown(files)
    ? undefined
    : { reason: 'not all scripts that may run before the deployment are read', at: undefined };
}

/** Where a script names a file, comments apart: a doubt of a rule about what is in it, or about its mode. */
export function namedByScript(
  path: string,
  reason: string,
  project: Project,
  isAsked: (script: InstanceScript) => boolean = () => true,
): Doubt | undefined {
  const naming = scriptsNaming(scripts(project)).naming(path);
  if (!naming) return { reason: 'the scripts have too many words to be searched', at: undefined };
  const script = naming.find(isAsked);
  return script && { reason, at: script.name.place };
}

/** Why a text may be another one when it is deployed: a tool beside the project replaces it. */
export const replacedByTool = (text: string, project: Project): Doubt | undefined =>
  isReplaced(deployedFiles(project), text)
    ? { reason: 'this may replace it before the deployment', at: toolNaming(text, project) }
    : undefined;

/** The same, where a tool may also fill in what it does not name: a mark for a value. */
export const filledInByTool = (text: string, project: Project): Doubt | undefined =>
  replacedByTool(text, project) ??
  (mayAwaitFiller(deployedFiles(project), text)
    ? { reason: 'a tool beside the project may fill it in', at: undefined }
    : undefined);

/** The same, where a tool may also write to the folder that the text is in. */
export const writtenByTool = (text: string, folder: string, project: Project): Doubt | undefined =>
  replacedByTool(text, project) ??
  (mayBeMoved(deployedFiles(project), folder)
    ? { reason: `a tool beside the project may write to ${folder}`, at: toolNaming(folder, project) }
    : undefined);

function toolNaming(text: string, project: Project): Place | undefined {
  const tool = toolScripts(deployedFiles(project)).find((one) => one.text.includes(text));
  return tool && placeOf(tool, 0, 0);
}

/** Where a file says something, comments apart. */
function placeIn(file: SourceFile, what: RegExp): Place | undefined {
  const found = what.exec(liveTextOf(file));
  return found ? placeOf(file, found.index, found.index + found[0].length) : undefined;
}
