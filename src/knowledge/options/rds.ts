/** The notation is that of parse-table.ts. */
export const RDS = `
aws:rds:dbinstance | dg/command-options-general.html#command-options-general-rdsdbinstance
  # The guide's upper limits are those of an old MySQL.
  DBAllocatedStorage | integer | min: 5 | default: 5 | unit: GB | where DBEngine=oracle-se1: default=10; min=10 | where DBEngine=sqlserver-se: default=200 | where DBEngine=sqlserver-ex/sqlserver-web: default=30 | note: the upper limit depends on the engine
  DBDeletionPolicy | enum | values: Delete, Retain, Snapshot | default: Delete | cliDefault: Snapshot | requires: HasCoupledDatabase
  DBEngine | enum | values: mysql, oracle-se1, sqlserver-ex, sqlserver-web, sqlserver-se, postgres | default: mysql | open | alsoAccepted: mariadb, oracle-se, oracle-se2, oracle-se2-cdb, oracle-ee, oracle-ee-cdb, sqlserver-ee, aurora, aurora-mysql, aurora-postgresql
  DBEngineVersion | string | form: VERSION | default: 5.5 | open
  DBInstanceClass | string | form: DB_CLASS | default: db.t2.micro | open
  DBPassword | string | form: DB_PASSWORD | maxLength: 128 | sensitive
  DBSnapshotIdentifier | string | maxLength: 256
  DBUser | string | form: DB_USER | maxLength: 128 | default: ebroot
  HasCoupledDatabase | boolean | default: false
  MultiAZDatabase | boolean | default: false
  DBStorageType | enum | values: gp2, io1, standard | default: standard | open | alsoAccepted: gp3, io2 | undocumented
  DBBackupRetentionPeriod | integer | min: 0 | max: 35 | default: 1 | unit: days | undocumented
  ReadReplicaIdentifiers | list | form: REPLICA_NAME | undocumented
`;
