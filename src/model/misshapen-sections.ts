import { SECTION_FORMS } from '../knowledge/sections.js';
import type { ConfigFile } from '../parse/config-file.js';
import { entriesOf, type MapEntry, type Node } from '../parse/node.js';
import { isPlain, noMap } from '../parse/plain-node.js';
import type { Place } from '../source/index.js';

/** A part of a file that should be a map and is none. */
export interface MisshapenSection {
  readonly at: Place;
  readonly name: string;
  readonly holds: 'a list' | 'a text';
  /** How an entry of it is written. */
  readonly entry: string;
}

/** The sections, and the package and service managers in them, that hold something else than a map. */
export const misshapenSections = ({ root }: ConfigFile): MisshapenSection[] =>
  entriesOf(root).flatMap((section) => {
    const name = section.key.text;
    if (!Object.hasOwn(SECTION_FORMS, name)) return [];
    const { entry, inner } = SECTION_FORMS[name]!;
    const managers = inner && isPlain(section.value) ? entriesOf(section.value) : [];
    return [
      ...misshapen(section, name, entry),
      ...managers.flatMap((manager) => misshapen(manager, `${name}: ${manager.key.text}`, inner!)),
    ];
  });

function misshapen({ value }: MapEntry, name: string, entry: string): MisshapenSection[] {
  const holds = isPlain(value) && !isEmptyList(value) ? noMap(value) : undefined;
  return holds && holds !== 'nothing' ? [{ at: value.place, name, holds, entry }] : [];
}

/** Nothing is lost of it. */
const isEmptyList = (node: Node): boolean => node.kind === 'list' && node.items.length === 0;
