/**
 * Packages that projects ask for and that no repository of Amazon Linux 2023 has, by the package that replaces them.
 * https://docs.aws.amazon.com/linux/al2023/release-notes/removed-AL2023.12-AL2.html
 * https://docs.aws.amazon.com/linux/al2023/release-notes/removed-AL2023.12-AL1.html
 * https://docs.aws.amazon.com/linux/al2023/release-notes/all-packages-AL2023.12.html
 */
export const RENAMED: Readonly<Record<string, string>> = {
  'bzip2-devel': 'libbz2-dev',
  'cairo-devel': 'libcairo2-dev',
  'cyrus-sasl-devel': 'libsasl2-dev',
  'freetype-devel': 'libfreetype-dev libfreetype6-dev',
  'geos-devel': 'libgeos-dev',
  'gmp-devel': 'libgmp-dev libgmp3-dev',
  'graphviz-devel': 'libgraphviz-dev',
  ImageMagick: 'imagemagick',
  'amazon-cloudwatch-agent': 'aws-cli-plugin-cloudwatch-logs awslogs logwatch',
  'amazon-ec2-net-utils': 'ec2-net-utils',
  'amazon-rpm-config': 'system-rpm-config',
  authselect: 'authconfig',
  'awscli-2': 'aws-amitools-ec2 aws-cli aws-scripts-ses awscli',
  chrony: 'ntp ntp-perl ntpdate',
  clamd: 'clamav-server-sysvinit',
  clang: 'clang6.0',
  cmake: 'cmake3',
  curl: 'curl-full',
  'dejavu-sans-fonts': 'dejavu-fonts-common',
  'dnf-automatic': 'yum-cron yum-cron-security yum-updatesd',
  'dnf-utils': 'yum-utils',
  docker: 'docker-ce docker.io',
  'ec2-hibinit-agent': 'hibagent',
  'gcc-c++': 'g++',
  gdal310: 'gdal',
  'gdal310-devel': 'gdal-devel',
  'gdal310-libs': 'gdal-libs',
  git: 'bzr',
  gnupg2: 'gnupg gnupg2-full',
  gtk3: 'gtk2',
  htop: 'htop2',
  iftop: 'iptraf',
  iperf3: 'netperf',
  'iptables-nft': 'iptables',
  'java-21-amazon-corretto-devel': 'default-jdk java-devel',
  lcms2: 'lcms',
  'lcms2-devel': 'lcms-devel',
  lftp: 'ftp',
  libcurl: 'libcurl-full',
  'libcurl-devel': 'libcurl4-openssl-dev libcurl4-dev',
  libdb: 'db4',
  'libdb-devel': 'db4-devel',
  'libdb-utils': 'db4-utils',
  'libffi-devel': 'libffi-dev',
  libgcc: 'libgcc72',
  'libgs-devel': 'ghostscript-devel',
  libicu: 'libicu60',
  'libicu-devel': 'libicu-dev',
  'libjpeg-turbo-devel': 'libjpeg-dev libjpeg-devel',
  libmaxminddb: 'GeoIP',
  'libmaxminddb-devel': 'GeoIP-devel',
  'libmemcached-awesome': 'libmemcached',
  'libmemcached-awesome-devel': 'libmemcached-devel',
  libpng: 'libpng12',
  'libpng-devel': 'libpng-dev libpng12-devel',
  libpq: 'postgresql-libs',
  'libpq-devel':
    'libpq-dev postgresql-devel postgresql15-devel postgresql16-devel postgresql17-devel postgresql18-devel',
  libreswan: 'openswan',
  'libsodium-devel': 'libsodium-dev',
  libtiff: 'libtiff4',
  'libtiff-devel': 'libtiff-dev libtiff5-dev',
  libusbx: 'libusb1',
  'libusbx-devel': 'libusb1-devel',
  'libwebp-devel': 'libwebp-dev',
  'libxml2-devel': 'libxml2-dev',
  'libxslt-devel': 'libxslt1-dev',
  'libyaml-devel': 'libyaml-dev',
  llvm: 'llvm6.0',
  'mariadb-connector-c': 'mariadb-libs mysql-libs',
  mariadb105: 'mariadb mysql mysql-community-client',
  'mariadb105-devel':
    'default-libmysqlclient-dev libmysqlclient-dev mariadb-devel mysql-community-devel mysql-devel',
  'mariadb105-server': 'mariadb-server mysql-community-server mysql-server',
  mercurial: 'mercurial-python27',
  'minizip-compat': 'minizip',
  'minizip-compat-devel': 'minizip-devel',
  'mount-s3': 's3fs-fuse',
  'ncurses-devel': 'libncurses-dev libncurses5-dev',
  'nmap-ncat': 'nc netcat',
  nodejs24: 'nodejs-legacy',
  openjpeg2: 'openjpeg openjpeg-libs',
  'openjpeg2-devel': 'openjpeg-devel',
  'openldap-devel': 'libldap2-dev',
  'openssh-clients': 'rsh',
  'openssl-devel': 'libssl-dev openssl-static',
  'pango-devel': 'libpango1.0-dev',
  perl: 'perl-core',
  'perl-libwww-perl': 'perl-Bundle-LWP',
  'php8.4': 'php',
  'php8.4-cli': 'php-cli',
  'php8.4-devel': 'php-devel',
  'php8.4-fpm': 'php-fpm',
  'php8.4-gd': 'php-gd',
  'php8.4-intl': 'php-intl',
  'php8.4-ldap': 'php-ldap',
  'php8.4-mbstring': 'php-mbstring',
  'php8.4-mysqlnd': 'php-mysql php-mysqli php-mysqlnd',
  'php8.4-opcache': 'php-opcache',
  'php8.4-pdo': 'php-pdo',
  'php8.4-pgsql': 'php-pgsql',
  'php8.4-soap': 'php-soap',
  'php8.4-xml': 'php-xml',
  'php8.4-pecl-redis6': 'php-pecl-redis',
  'php8.4-zip': 'php-pecl-zip',
  'pkgconf-pkg-config': 'pkgconfig',
  postgresql15: 'postgresql postgresql-client',
  'postgresql15-contrib': 'postgresql-contrib',
  'postgresql15-server': 'postgresql-server',
  'procps-ng': 'procps',
  python3: 'python python2 python3.9',
  'python3-certbot-apache': 'certbot-apache python2-certbot-apache',
  'python3-certbot-nginx': 'certbot-nginx python2-certbot-nginx',
  'python3-devel': 'python-dev python-devel python2-devel python3-dev',
  'python3-gdal310': 'gdal-python',
  'python3-lxml': 'libxml2-python',
  'python3-pyyaml': 'PyYAML',
  'python3.11': 'python3.10 python3.8 python310',
  'readline-devel': 'libreadline-dev',
  redis6: 'redis redis-tools',
  'rsyslog-openssl': 'rsyslog-gnutls',
  'ruby3.4': 'ruby',
  'ruby3.4-devel': 'ruby-devel',
  'ruby3.4-rubygem-irb': 'ruby-irb',
  'ruby3.4-rubygems': 'rubygems',
  'sqlite-devel': 'libsqlite3-dev',
  sysstat: 'dstat',
  'systemd-devel': 'libudev-devel',
  'systemd-libs': 'libudev',
  tomcat9: 'tomcat',
  'unixODBC-devel': 'unixodbc-dev',
  'urw-base35-fonts': 'urw-fonts',
  vsftpd: 'proftpd',
  'xmlsec1-devel': 'libxmlsec1-dev',
  'zlib-devel': 'zlib1g-dev',
};

/** https://docs.aws.amazon.com/linux/al2023/ug/spal.html */
export const IN_SPAL =
  'Run `yum install -y spal-release` before it: the package is in SPAL, a repository of AWS.';

/** The same where no single package replaces them: what to do instead, as a sentence. */
export const REMOVED: Readonly<Record<string, string>> = {
  'Delete it.':
    'amazon-linux-extras amazon-linux-extras-yum-plugin docker-storage-setup erlang-solutions finger haveged ius-release lame ncdu multitail innotop scons snapd the_silver_searcher puppet puppet3 libpuzzle libpuzzle-devel libmcrypt libmcrypt-devel libIDL libart_lgpl libc-client libc-client-devel log4j-cve-2021-44228-hotpatch redhat-lsb redhat-lsb-core rpmforge-release rssh system-lsb system-lsb-core talk yp-tools ypbind',
  'Use Docker Compose, which the Docker platform has.': 'docker-compose',
  'Delete it: many packages are in Amazon Linux 2023 itself, others in SPAL, after `yum install -y spal-release`.':
    'epel-release',
  'Use CloudWatch.': 'ganglia ganglia-gmond munin munin-node nagios nagios-plugins-all nrpe',
  'Use `gcc`, `gcc-c++` and `make`.': 'build-essential',
  'Use `npm install --global yarn`.': 'yarn',
  'Delete it, and write a line `NAME: COMMAND` to the `Procfile` for each program, which Elastic Beanstalk restarts.':
    'monit supervisor sysvinit upstart xinetd',
  'Use gunicorn, the default server of the platform.': 'mod_wsgi python3-mod_wsgi',
  'Use puma, the default server of the platform.': 'passenger',
  'Use nginx or httpd.': 'lighttpd varnish varnish-libs',
  'Delete it: systemd-networkd configures the network.': 'dhclient',
  'Use systemd-tmpfiles.': 'tmpwatch',
  'List the library in `requirements.txt`.':
    'MySQL-python MySQL-python26 MySQL-python27 opencv opencv-devel python-imaging python-lxml python-pillow python-psycopg2 python2-boto',
  'Use `python3 -m venv`.': 'python-virtualenv',
  [IN_SPAL]:
    'GConf2 ack bridge-utils chromedriver chromium chromium-browser coturn erlang exim facter genisoimage leptonica leptonica-devel libspatialite pandoc podman s3cmd tcp_wrappers tesseract tesseract-devel tesseract-ocr wqy-zenhei-fonts',
  'Delete it here, and run `yum install -y spal-release && yum install -y ffmpeg-free` in `commands`.':
    'ffmpeg',
  'Add the repository of its vendor first.':
    'docker-compose-plugin elasticsearch filebeat google-chrome-stable libreoffice libreoffice-headless logstash mongodb-org mongodb-org-shell newrelic-infra rabbitmq-server wkhtmltox',
  'Delete it here, and run `curl -o /etc/yum.repos.d/newrelic-infra.repo https://download.newrelic.com/infrastructure_agent/linux/yum/amazonlinux/2023/x86_64/newrelic-infra.repo && yum install -y newrelic-infra` in `commands`.':
    'newrelic-sysmond',
  'Use the libvips that packages such as sharp (npm) or pyvips-binary (PyPI) bring.': 'vips vips-devel',
  'Use `chromium-headless`, with `yum install -y spal-release && yum install -y chromium-headless` in `commands`.':
    'wkhtmltopdf',
};

/**
 * Names with versions, of Amazon Linux 1 and 2; the first that matches is used. `*` in the replacement is the rest of the
 * name; what is not a package name says what to do instead.
 */
export const FAMILIES: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/^postgresql(?:8|9\d|1[0-4])-(?:libs-)?devel$/, 'libpq-devel'],
  [/^postgresql(?:8|9\d|1[0-4])-libs$/, 'libpq'],
  [/^postgresql(?:8|9\d|1[0-4])((?:-.+)?)$/, 'postgresql15*'],
  [/^php(?:5[3-6]|7[0-4])-(?:imap|mcrypt|recode|xmlrpc)$/, 'Delete it: PHP 8 does not have this extension.'],
  [/^php(?:5[3-6]|7[0-4])-pecl-(?!apcu|memcached|redis)/, 'Install the extension with `pecl`.'],
  [/^php(?:5[3-6]|7[0-4])-pecl-redis$/, 'php8.4-pecl-redis6'],
  [/^php(?:5[3-6]|7[0-4])((?:-.+)?)$/, 'php8.4*'],
  [/^mod24_wsgi/, 'Use gunicorn, the default server of the platform.'],
  [/^mod24_(?:auth_kerb|md|nss)$/, 'Delete it.'],
  [/^mod24_(.+)$/, 'mod_*'],
  [/^httpd24((?:-.+)?)$/, 'httpd*'],
  [/^mysql5[1567]-libs$/, 'mariadb-connector-c'],
  [/^mysql5[1567]((?:-(?:devel|server|test|common))?)$/, 'mariadb105*'],
  [/^ruby(?:1[89]|2[0-7])((?:-devel)?)$/, 'ruby3.4*'],
  [/^rubygems?(?:1[89]|2[0-4])(?:-|$)/, 'Use `gem install`.'],
  [/^python(?:2[67]|3[4-8])-virtualenv$/, 'Use `python3 -m venv`.'],
  [/^python(?:2[67]|3[4-8])((?:-(?:devel|libs|pip|setuptools|test))?)$/, 'python3.11*'],
  [/^python(?:2[67]|3[4-6])-/, 'List the library in `requirements.txt`.'],
  [/^tomcat(?:[78]|80)((?:-.+)?)$/, 'tomcat9*'],
  [/^java-1\.[678]\.0-openjdk((?:-devel)?)(?:-headless)?$/, 'java-1.8.0-amazon-corretto*'],
  [/^java-(?:11|17)-openjdk-devel$/, 'java-17-amazon-corretto-devel'],
  [/^java-(?:11|17)-openjdk(?:-headless)?$/, 'java-17-amazon-corretto'],
  [/^gcc(?:10|44|48|64|72)((?:-.+)?)$/, 'gcc*'],
  [/^libstdc\+\+(?:44|48|64|72)((?:-.+)?)$/, 'libstdc++*'],
  [/^openssl1[01]((?:-.+)?)$/, 'openssl*'],
  [/^aws-apitools-/, 'awscli-2'],
  [/\.amzn[12](?:\.|$)/, 'Leave out the version: this one is for Amazon Linux 1 or 2.'],
  [/^(?!texlive-).+-dev$/, 'Use the package of Amazon Linux 2023, whose name ends in `-devel`.'],
  [/^compat-(?:ImageMagick|expat1|gmp4|libevent|libstdc\+\+-33|libtiff3|openssl10|readline5)$/, 'Delete it.'],
];

/**
 * Names that `yum install` in a command resolves to the package that provides them, or may: no list says which package
 * provides what. Below `packages` only exact names match.
 * https://github.com/amazonlinux/amazon-linux-2023/issues/529
 */
export const PROVIDED =
  /^(?:awscli|certbot-nginx|curl-full|dejavu-fonts-common|genisoimage|ghostscript-devel|gnupg2-full|iptables|java-devel|java-(?:11|17)-openjdk.*|libcurl-full|libjpeg-devel|libmemcached(?:-devel)?|libudev(?:-devel)?|(?:mariadb|mysql)(?:-devel|-libs|-server)?|minizip(?:-devel)?|nc|perl-core|php|php-(?!mysql$).*|pkgconfig|postgresql|postgresql-(?:contrib|devel|libs|server)|postgresql15-devel|procps|python3\.9|redis|ruby|ruby-devel|ruby-irb|rubygems|rubygem-.*|urw-fonts|yum-utils)$/;

/** Names that a third-party repository has: which one the project adds is not known from the name. */
export const ELSEWHERE =
  /^(?:docker-ce|docker-compose-plugin|elasticsearch|erlang|ffmpeg|filebeat|google-chrome-stable|libreoffice.*|logstash|mongodb-org.*|mysql-community-.*|newrelic-.*|postgresql1[0-4].*|puppet|rabbitmq-server|redis|supervisor|wkhtmlto.*|yarn|GConf2|GeoIP.*|ack|bridge-utils|chromedriver|chromium.*|coturn|exim|facter|genisoimage|leptonica.*|libspatialite|monit|pandoc|podman|s3cmd|s3fs-fuse|tcp_wrappers|tesseract.*|varnish.*|wqy-zenhei-fonts)$/;

/** Replacements that do the same in another way: whatever calls or configures the old program has to change with the name. */
export const SUBSTITUTES: ReadonlySet<string> = new Set([
  ...[
    'amazon-cloudwatch-agent',
    'chrony',
    'dnf-automatic',
    'git',
    'gtk3',
    'iftop',
    'iperf3',
    'lftp',
    'libreswan',
  ],
  ...['mount-s3', 'openssh-clients', 'sysstat', 'vsftpd'],
]);
