/** What the generated projects are about. */
export const SERVICES = [
  ...['billing', 'booking', 'catalog', 'chat', 'feeds', 'fleet', 'forms', 'ledger', 'maps', 'media'],
  ...['orders', 'payroll', 'quotes', 'reports', 'search', 'shifts', 'stock', 'survey', 'tickets', 'wiki'],
];

export const REGIONS = ['ap-southeast-2', 'eu-central-1', 'eu-west-1', 'sa-east-1', 'us-east-1', 'us-west-2'];

/** Platforms with what starts a web server and a worker on them; `{module}` is replaced with the project's name. */
export const STACKS = [
  {
    platform: 'Python 3.14 running on 64bit Amazon Linux 2023',
    web: 'daphne -b 0.0.0.0 -p 8000 {module}.asgi:application',
    worker: 'python manage.py process_tasks',
    packages: ['libpq-devel', 'gcc', 'gettext', 'libjpeg-turbo-devel', 'libxml2-devel'],
    prepare: ['python manage.py migrate --noinput', 'python manage.py collectstatic --noinput'],
  },
  {
    platform: 'Python 3.13 running on 64bit Amazon Linux 2023',
    web: 'gunicorn --bind 0.0.0.0:8000 --workers 3 --threads 2 {module}.wsgi:application',
    worker: 'celery -A {module} worker --loglevel=INFO',
    packages: ['libpq-devel', 'gcc', 'libffi-devel', 'openssl-devel'],
    prepare: ['python manage.py migrate --noinput', 'python manage.py compilemessages'],
  },
  {
    platform: 'Python 3.14 running on 64bit Amazon Linux 2023',
    web: 'uvicorn --host 0.0.0.0 --port 8000 --workers 2 {module}.main:app',
    worker: 'arq {module}.jobs.WorkerSettings',
    packages: ['gcc', 'git', 'libsodium-devel'],
    prepare: ['alembic upgrade head', 'python -m {module}.warm'],
  },
  {
    platform: 'Node.js 24 running on 64bit Amazon Linux 2023',
    web: 'node build/server.js',
    worker: 'node build/worker.js',
    packages: ['git', 'jq', 'ImageMagick'],
    prepare: ['npm run migrate', 'npm run warm-cache'],
  },
  {
    platform: 'Ruby 4.0 running on 64bit Amazon Linux 2023',
    web: 'bundle exec puma -b tcp://0.0.0.0:8000',
    worker: 'bundle exec sidekiq -C config/sidekiq.yml',
    packages: ['git', 'libyaml-devel', 'shared-mime-info'],
    prepare: ['bundle exec rake db:migrate', 'bundle exec rake assets:precompile'],
  },
];

/** Environment properties and their values. */
export const PROPERTIES = [
  ['ADMIN_PATH', '/backoffice'],
  ['ALLOWED_ORIGINS', 'https://app.internal.net,https://admin.internal.net'],
  ['APP_ENV', 'production'],
  ['ASSET_VERSION', '2024-11'],
  ['AUDIT_STREAM', 'audit-main'],
  ['BATCH_SIZE', '500'],
  ['CACHE_TIMEOUT', '300'],
  ['CDN_PREFIX', '/static/v3'],
  ['CSRF_COOKIE_NAME', 'csrf_v2'],
  ['DB_CONN_MAX_AGE', '60'],
  ['DEFAULT_LOCALE', 'de_CH'],
  ['DOCUMENT_BUCKET', 'internal-documents'],
  ['EMAIL_FROM', 'no-reply@internal.net'],
  ['ERROR_SAMPLE_RATE', '1.0'],
  ['EXPORT_FOLDER', '/var/app/exports'],
  ['FEATURE_FLAGS', 'new-checkout,dark-mode'],
  ['FEED_PAGE_SIZE', '50'],
  ['GEOIP_FILE', '/var/app/current/data/geo.mmdb'],
  ['HEALTH_TOKEN_HEADER', 'X-Health'],
  ['HTTP_RETRIES', '3'],
  ['IMAGE_QUALITY', '82'],
  ['INVOICE_CURRENCY', 'CHF'],
  ['JOB_RETRIES', '5'],
  ['LOCK_TIMEOUT', '15'],
  ['LOG_FORMAT', 'json'],
  ['LOG_LEVEL', 'info'],
  ['MAINTENANCE_NOTICE', 'The service is read-only on Sundays from 2 to 3.'],
  ['MAX_UPLOAD_MB', '25'],
  ['METRICS_NAMESPACE', 'Internal/Web'],
  ['NOTIFY_TOPIC', 'ops-notices'],
  ['PDF_ENGINE', 'weasyprint'],
  ['POOL_SIZE', '12'],
  ['QUEUE_PREFIX', 'web-'],
  ['RATE_LIMIT', '120/minute'],
  ['REDIRECT_HTTPS', 'true'],
  ['REPORT_RECIPIENTS', 'ops@internal.net, audit@internal.net'],
  ['REQUEST_TIMEOUT', '20'],
  ['SEARCH_INDEX', 'documents-v2'],
  ['SESSION_COOKIE_AGE', '1209600'],
  ['SLOW_QUERY_MS', '400'],
  ['SMS_SENDER', 'Internal'],
  ['THUMBNAIL_SIZES', '96x96,320x240,1280x720'],
  ['TOKEN_LIFETIME', '900'],
  ['TRACE_SAMPLE_RATE', '0.05'],
  ['TZ', 'Europe/Zurich'],
  ['UPLOAD_FOLDER', '/var/app/uploads'],
  ['WEBHOOK_PATH', '/hooks/in'],
  ['WORKER_CONCURRENCY', '8'],
  ['WS_HEARTBEAT', '25'],
  ['WS_MAX_CONNECTIONS', '4000'],
];

/** Words that comments and log lines are made of. */
export const REMARKS = [
  'Agreed with operations; ask before you change it.',
  'The defaults were too small for the night jobs.',
  'Same in every stage but for the sizes.',
  'Kept apart so that a stage can leave it out.',
  'See the runbook of this service.',
  'Checked after the last move of regions.',
];
