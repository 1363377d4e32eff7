import { SECTION_FORMS } from '../../knowledge/sections.js';
import { entriesOf, noMap, type MapEntry, type Node } from '../yaml/node.js';
import type { Place } from '../../source/index.js';

/** A part of a file that should be a map, but is not. */
export interface SectionWithoutMap {
  readonly at: Place;
  readonly name: string;
  readonly holds: 'a list' | 'a string';
  /** How an entry of it is written. */
  readonly entry: string;
}

/** The sections, and the package and service managers in them, that are no maps. */
export const sectionsWithoutMap = (root: Node): SectionWithoutMap[] =>
  entriesOf(root).flatMap((section) => {
    const name = section.key.text;
    if (!Object.hasOwn(SECTION_FORMS, name)) return [];
    const { entry, inner } = SECTION_FORMS[name]!;
    const managers = inner && section.value.valueKind !== 'dynamic' ? entriesOf(section.value) : [];
    return [
      ...withoutMap(section, name, entry),
      ...managers.flatMap((manager) => withoutMap(manager, `${manager.key.text} in ${name}`, inner!)),
    ];
  });

function withoutMap({ value }: MapEntry, name: string, entry: string): SectionWithoutMap[] {
  const holds = value.valueKind !== 'dynamic' && !isEmptyList(value) ? noMap(value) : undefined;
  return holds && holds !== 'nothing' ? [{ at: value.place, name, holds, entry }] : [];
}

/** Nothing is lost. */
const isEmptyList = (node: Node): boolean => node.kind === 'list' && node.items.length === 0;
