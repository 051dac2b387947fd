export type TroubleKind =
  | 'address'
  | 'not public'
  | 'unknown host'
  | 'unreachable'
  | 'too slow'
  | 'too large'
  | 'redirects'
  | 'forbidden'
  | 'missing'
  | 'busy'
  | 'server'
  | 'answer'
  | 'cancelled';

/** A feed that could not be fetched. The message is a sentence for whoever looks after the source. */
export class FetchTrouble extends Error {
  override name = 'FetchTrouble';
  readonly kind: TroubleKind;
  /** Seconds that the publisher asked to wait. */
  readonly retryAfter?: number;
  constructor(
    kind: TroubleKind,
    message: string,
    more: { retryAfter?: number | undefined; cause?: unknown } = {},
  ) {
    super(message, { cause: more.cause });
    this.kind = kind;
    if (more.retryAfter !== undefined) this.retryAfter = more.retryAfter;
  }
}

/** What went wrong below HTTP, said so that a person knows what to do. */
export function troubleOf(error: unknown, host: string): FetchTrouble {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof FetchTrouble) return cause;
    if (cause instanceof AggregateError && cause.errors.length > 0) return troubleOf(cause.errors[0], host);
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    if (code === 'ENOTFOUND' || code === 'EAI_NONAME' || code === 'ENODATA')
      return new FetchTrouble(
        'unknown host',
        `There is no server called ${host}. Check the address for typing errors.`,
        { cause: error },
      );
    if (code === 'EAI_AGAIN')
      return new FetchTrouble(
        'unknown host',
        `The name ${host} could not be looked up just now. Lookout will try again.`,
        { cause: error },
      );
    if (/CERT|TLS|SSL|UNABLE_TO_VERIFY|SELF_SIGNED/.test(code))
      return new FetchTrouble(
        'unreachable',
        `${host} has no valid certificate, so it was not trusted. Tell the publisher.`,
        { cause: error },
      );
    if (/^(ECONN|ENET|EHOST|EPIPE|ETIMEDOUT|UND_ERR_CONNECT|UND_ERR_SOCKET)/.test(code))
      return new FetchTrouble('unreachable', `${host} did not answer. Lookout will try again.`, {
        cause: error,
      });
    if (/^UND_ERR_(HEADERS|BODY)_TIMEOUT/.test(code)) return tooSlow(host, error);
    if (/^(HPE_|UND_ERR_|Z_|ERR_)/.test(code)) break;
  }
  return new FetchTrouble(
    'answer',
    `${host} gave an answer that could not be read. Lookout will try again.`,
    { cause: error },
  );
}

export function tooSlow(host: string, cause?: unknown): FetchTrouble {
  return new FetchTrouble('too slow', `${host} took longer than 15 seconds. Lookout will try again.`, {
    cause,
  });
}
