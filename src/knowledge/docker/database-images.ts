/**
 * Docker's own images of databases, queues and stores of objects, common ones of others, and those that stand for services of
 * AWS. Their passwords are set in the files that start
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
  ...['mongodb', 'pgvector', 'postgis', 'postgresql', 'redis-stack', 'timescaledb', 'timescaledb-ha'],
  ...[
    'arangodb',
    'cockroach',
    'couchbase',
    'dragonfly',
    'keydb',
    'meilisearch',
    'opensearch',
    'rethinkdb',
    'scylla',
  ],
  ...['azure-sql-edge', 'dynamodb-local', 'localstack', 'minio', 'mssql-server', 'oracle-free', 'oracle-xe'],
  ...['redis-stack-server', 'typesense'],
]);

/** Whether an image, such as `postgis/postgis:16-3.4`, is that of a database or a queue. */
export const isDatabaseImage = (image: string): boolean =>
  /\bmssql\/server\b/.test(image) || DATABASES.has(/^(?:.*\/)?([^:@]*)/.exec(image)?.[1] ?? '');
