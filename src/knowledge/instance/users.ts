/**
 * Users and groups that an instance has before any file of a project is written: those of Amazon Linux 2023, and those of the
 * platforms. A group of the same name comes with a user.
 * https://docs.aws.amazon.com/linux/al2023/ug/amzn2-al2023-ami.html
 */
const USERS: ReadonlySet<string> = new Set(
  `adm apache audio bin cdrom chrony daemon dbus dialout disk docker ec2-user floppy ftp games halt healthd input kmem kvm
  libstoragemgmt lock lp mail man mem nginx nobody operator php-fpm postfix render rngd root rpc rpcuser screen shutdown sqsd
  sshd sync sys tape tcpdump tomcat tss tty users utempter utmp video webapp wheel`.split(/\s+/),
);

/** Whether a user or a group is one of an instance: a number is never refused. */
export const isUserOfInstance = (name: string): boolean =>
  USERS.has(name) || /^(?:aws|ec2|ssh|systemd)[-_]|^\d+$/.test(name);
