const WEB_SOCKET_PATH = /^\/?(?:.*\/)?(?:ws|wss|websockets?)(?:[/*].*)?$/i;

/** Whether a path says by itself what it is for. Socket.IO and its like are left out: they work without WebSockets as well. */
export const isWebSocketPath = (path: string): boolean => WEB_SOCKET_PATH.test(path);
