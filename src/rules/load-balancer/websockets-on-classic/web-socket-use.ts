import type { Place } from '../../../source/index.js';
import type { Project } from '../../../model/project.js';
import type { Server } from '../../../model/servers/server.js';
import { findWebSocketUpgrade } from './web-socket-upgrade.js';
import { servers } from '../../../model/servers/servers.js';
import { deployedFiles } from '../../../model/bundle/deployed-files.js';

/** What in a project shows that it serves WebSockets. */
export interface WebSocketUse {
  readonly at: Place;
  /** What serves the WebSockets: `daphne`. */
  readonly name: string;
  /** What is at that place. */
  readonly note: string;
  /** False where a server can serve WebSockets, but may serve only pages. */
  readonly isCertain: boolean;
}

/** The surest sign first: daphne, then a proxy that forwards upgrades, then any other server that can serve WebSockets. */
export function findWebSocketUse(project: Project): WebSocketUse | undefined {
  const able = servers(project).filter(({ webSockets }) => webSockets);
  const daphne = able.find(({ program }) => program.id === 'daphne');
  if (daphne) return useOf(daphne, true);
  const upgrade = findWebSocketUpgrade(deployedFiles(project).files);
  const note = 'the proxy forwards WebSockets';
  if (upgrade) return { at: upgrade.at, name: 'the instances', note, isCertain: upgrade.isDeliberate };
  return able[0] && useOf(able[0], false);
}

const useOf = ({ programWord, program }: Server, isCertain: boolean): WebSocketUse => ({
  at: programWord.place,
  name: program.name,
  note: `${program.name} ${isCertain ? 'serves' : 'can serve'} WebSockets`,
  isCertain,
});
