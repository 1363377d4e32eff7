import { lookUp } from '../../util/collections.js';
import { compareVersions } from '../../util/compare.js';
import { lazily } from '../../util/memo.js';

/** What the versions of one package from one on (and before another one) need of another package. */
interface NeededVersions {
  readonly from: string;
  readonly before: string | undefined;
  readonly of: string;
  readonly lowest: string;
  readonly below: string | undefined;
}

/**
 * The package, its versions, what these need, and its versions, each as the first one and the one that is too new; `-` where there is
 * none. As known on 2026-12-02 from what pip prints in public issues and pages ("celery 5.2.3 depends on kombu<6.0 and >=5.2.3"), from
 * `setup.py` and release notes of the packages; not read from https://pypi.org.
 * https://github.com/grahamgilbert/Crypt-Server/pull/145
 * https://github.com/HackSoftware/Django-Styleguide-Example/issues/394
 * https://github.com/microsoft/cookiecutter-python-flask-clean-architecture/issues/6
 * https://github.com/fastapi-practices/fastapi-best-architecture/issues/52
 * https://github.com/psf/requests/pull/6436
 * https://github.com/django/channels/issues/1696
 * https://github.com/docker/compose/blob/1.29.2/setup.py
 * https://github.com/aws/aws-cli/blob/1.22.25/setup.py
 */
const TABLE = `
awscli 0 1.26 pyyaml 3.10 5.5
awsebcli 0 3.20 pyyaml 3.10 6
botocore 1.25 1.31 urllib3 1.25.4 1.27
celery 5.2.3 5.3 kombu 5.2.3 6
celery 5.3 - kombu 5.3 -
channels 2.4 3 daphne 2.3 3
channels 3 4 daphne 3 4
django 3.1 3.2 asgiref 3.2.10 4
django 3.2 4 asgiref 3.3.2 4
django 4 4.1 asgiref 3.4.1 4
django 4.1 4.2 asgiref 3.5.2 4
django 4.2 5 asgiref 3.6 4
django 5 5.1 asgiref 3.7 4
django 5.1 6 asgiref 3.8.1 4
django 6 - asgiref 3.9.1 4
django-celery-beat 2.3 2.6 django 2.2 5
django-celery-beat 2.6 2.7 django 2.2 5.1
django-celery-beat 2.7 2.8 django 2.2 5.2
django-celery-beat 2.8 2.9 django 2.2 6
docker-compose 0 2 pyyaml 3.10 6
fastapi 0.66 0.100 pydantic 1.6.2 2
fastapi 0.100 - pydantic 1.7.4 3
fastapi 0.95 0.95.2 starlette 0.26.1 0.27
fastapi 0.95.2 0.107 starlette 0.27 0.28
fastapi 0.107 0.108 starlette 0.28 0.29
fastapi 0.108 0.109 starlette 0.29 0.33
fastapi 0.109 0.109.2 starlette 0.35 0.36
fastapi 0.109.2 0.110.1 starlette 0.36.3 0.37
fastapi 0.110.2 0.112 starlette 0.37.2 0.38
fastapi 0.115.3 0.115.7 starlette 0.40 0.42
fastapi 0.104.1 - typing-extensions 4.8 -
flask 2 2.2 werkzeug 2 -
flask 2.2 2.3.2 werkzeug 2.2 -
flask 2.3.2 3 werkzeug 2.3.3 -
flask 3 3.1 werkzeug 3 -
flask 3.1 - werkzeug 3.1 -
flask 2 - jinja2 3 -
flask 2 - itsdangerous 2 -
flask-sqlalchemy 3.1 - sqlalchemy 2.0.16 -
httpcore 1 1.0.8 h11 0.13 0.15
httpcore 1.0.9 - h11 0.16 -
jinja2 3 - markupsafe 2 -
pandas 2.1.2 2.2.2 numpy 1.22.4 2
pydantic 2.5 2.6 pydantic-core 2.14 2.15
pydantic 2.6 2.7 pydantic-core 2.16 2.17
pydantic 2.7 2.8 pydantic-core 2.18 2.19
pydantic 2.8 2.9 pydantic-core 2.20 2.21
pydantic 2.9 2.10 pydantic-core 2.23 2.24
pydantic 2.10 2.11 pydantic-core 2.27 2.28
pydantic 2.11 2.12 pydantic-core 2.33 2.34
pydantic 2.12 2.13 pydantic-core 2.41 2.42
pydantic 2.5 2.10 typing-extensions 4.6.1 -
pydantic 2.10.5 2.12 typing-extensions 4.12.2 -
pydantic 2.12 - typing-extensions 4.14.1 -
requests 2.23 2.26 idna 2.5 3
requests 2.25 2.30 urllib3 1.21.1 1.27
requests 2.30 - urllib3 1.21.1 3
scipy 1.12 1.13 numpy 1.22.4 1.29
werkzeug 2.2 - markupsafe 2.1.1 -
`;

const rows = lazily(() => {
  const found: Record<string, NeededVersions[]> = {};
  for (const line of TABLE.trim().split('\n')) {
    const [name = '', from = '', before, of = '', lowest = '', below] = line
      .split(' ')
      .map((word) => (word === '-' ? undefined : word));
    (found[name] ??= []).push({ from, before, of, lowest, below });
  }
  return found;
});

/**
 * What a version of boto3 needs of botocore: the same one, three minor versions further on before they were made equal.
 * https://github.com/boto/boto3/blob/1.17.49/setup.py
 */
function ofBoto3(version: string): NeededVersions[] {
  const [, minor = NaN, patch = 0] = version.split('.').map(Number);
  if (!(minor >= 10)) return [];
  const needed = minor < 30 ? minor + 3 : minor;
  return [
    {
      from: version,
      before: undefined,
      of: 'botocore',
      lowest: `1.${needed}.${patch}`,
      below: `1.${needed + 1}`,
    },
  ];
}

export const neededVersions = (name: string, version: string): readonly NeededVersions[] =>
  name === 'boto3'
    ? ofBoto3(version)
    : (lookUp(rows(), name) ?? []).filter(
        ({ from, before }) =>
          compareVersions(version, from) >= 0 &&
          (before === undefined || compareVersions(version, before) < 0),
      );

export const isTaken = (version: string, { lowest, below }: NeededVersions): boolean =>
  compareVersions(version, lowest) >= 0 && (below === undefined || compareVersions(version, below) < 0);

/** The first versions of a package, newer than one, that take a version of the other package; undefined where none is known. */
export const laterTaking = (name: string, version: string, of: string, taken: string): string | undefined =>
  lookUp(rows(), name)?.find(
    (row) => row.of === of && compareVersions(row.from, version) > 0 && isTaken(taken, row),
  )?.from;
