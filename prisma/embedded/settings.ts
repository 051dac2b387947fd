/** The account and the database that Lookout uses inside its own server. */
export const role = 'lookout';
export const database = 'lookout';

/**
 * The server's settings as `-c name=value` arguments. They are given at each start and not written into the
 * data, so a newer Lookout can change them. Sized for a small machine: 64 MB of shared buffers and few
 * helper processes.
 * @param durable false only for tests: a power cut may then lose or damage data (the death of a process may
 *   not).
 */
export function settings(durable: boolean): string[] {
  const chosen = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '64MB',
    // Containers have 64 MB of /dev/shm, which parallel queries fill; our queries gain nothing from them, nor
    // from JIT.
    max_parallel_workers_per_gather: 0,
    jit: 'off',
    io_method: 'sync',
    max_wal_size: '256MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** What `initdb` is told. Locale and encoding are fixed: an unset LANG would otherwise give SQL_ASCII. */
export function initArguments(data: string, passwordFile: string, durable: boolean): string[] {
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  return [
    '-D',
    data,
    '-U',
    role,
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--data-checksums',
    ...locale,
    ...(durable ? [] : ['--no-sync']),
  ];
}

/** The address of a database in the embedded server. */
export function address(port: number, password: string, name: string): string {
  return `postgresql://${role}:${encodeURIComponent(password)}@127.0.0.1:${port}/${name}`;
}
