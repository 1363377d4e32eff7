import type { Place, SourceFile } from '../source/index.js';
import { oncePer } from '../util/memo.js';
import type { DataFile } from './data-file.js';
import { child, entriesOf, itemsOf, type Node, scalar, type ScalarNode } from './yaml/node.js';

/**
 * What `cron.yaml` says of the periodic tasks of a worker.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features-managing-env-tiers.html
 */
export interface CronYaml {
  readonly file: SourceFile;
  readonly version: Node | undefined;
  /** The value of `cron`, be it a list or not. */
  readonly list: Node | undefined;
  readonly tasks: readonly CronTask[];
}

export interface CronTask {
  /** Its first key. */
  readonly place: Place;
  readonly keys: ReadonlySet<string>;
  readonly name: ScalarNode | undefined;
  readonly url: ScalarNode | undefined;
  readonly schedule: ScalarNode | undefined;
}

export const parseCronYaml = oncePer(({ file, root }: DataFile): CronYaml => {
  const list = child(root, 'cron');
  return {
    file,
    version: child(root, 'version'),
    list,
    tasks: itemsOf(list).flatMap((item) => (item.kind === 'map' ? [taskOf(item)] : [])),
  };
});

const taskOf = (task: Node): CronTask => ({
  place: entriesOf(task)[0]?.key.place ?? task.place,
  keys: new Set(entriesOf(task).map(({ key }) => key.text)),
  name: scalar(task, 'name'),
  url: scalar(task, 'url'),
  schedule: scalar(task, 'schedule'),
});
