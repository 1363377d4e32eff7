/** A configuration file without any of these words does not declare the load balancer or what it leads to. */
export const OF_LOAD_BALANCERS =
  /elb|load-?balanc|listener|environment:process|environmenttype|protocol|resources|rules|\.sh\b/i;

/** Words without which it neither says where the proxy passes requests to, nor where else they arrive. */
export const OF_PROXIES = new RegExp(
  String.raw`${OF_LOAD_BALANCERS.source}|apache|docker|http|nginx|port|procfile|proxy|sqsd|tier`,
  'i',
);

/** Words without which it changes neither what npm installs nor what it runs. */
export const OF_NODE = /bun\b|node|npm|package\.json|pnpm|procfile|yarn|\.sh\b/i;
