/**
 * Docker's own images of databases, queues and stores of objects, common ones of others, and those that stand for services of
 * AWS. Their passwords are set in the files that start them, and open nothing but the container beside them.
 */
const DATABASES: ReadonlySet<string> = new Set([
  ...['arangodb', 'azure-sql-edge', 'cassandra', 'clickhouse', 'cockroach', 'couchbase', 'couchdb'],
  ...['dragonfly', 'dynamodb-local', 'elasticsearch', 'influxdb', 'keydb', 'localstack', 'mariadb'],
  ...['meilisearch', 'memcached', 'minio', 'mongo', 'mongodb', 'mssql-server', 'mysql', 'neo4j'],
  ...['opensearch', 'oracle-free', 'oracle-xe', 'percona', 'pgvector', 'postgis', 'postgres'],
  ...['postgresql', 'rabbitmq', 'redis', 'redis-stack', 'redis-stack-server', 'rethinkdb', 'scylla'],
  ...['timescaledb', 'timescaledb-ha', 'typesense', 'valkey'],
]);

/** Whether an image, such as `postgis/postgis:16-3.4`, is that of a database or a queue. */
export const isDatabaseImage = (image: string): boolean =>
  /\bmssql\/server\b/.test(image) || DATABASES.has(/^(?:.*\/)?([^:@]*)/.exec(image)?.[1] ?? '');
