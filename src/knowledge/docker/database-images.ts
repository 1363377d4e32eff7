/**
 * Docker's own images of databases and queues, and common ones of others. Their passwords are set in the files that start
 * them, and open nothing but the container beside them.
 */
const DATABASES: ReadonlySet<string> = new Set([
  ...[
    'cassandra',
    'clickhouse',
    'couchdb',
    'elasticsearch',
    'influxdb',
    'mariadb',
    'memcached',
    'mongo',
    'mysql',
  ],
  ...['neo4j', 'percona', 'postgres', 'rabbitmq', 'redis', 'valkey'],
  ...['mongodb', 'pgvector', 'postgis', 'postgresql', 'redis-stack', 'timescaledb'],
]);

/** Whether an image, such as `postgis/postgis:16-3.4`, is that of a database or a queue. */
export const isDatabaseImage = (image: string): boolean =>
  DATABASES.has(/^(?:.*\/)?([^:@]*)/.exec(image)?.[1] ?? '');
