/** One direction of a slow network. */
export interface LinkQuality {
  /** Bytes a second, headers included. Default: no limit. */
  readonly bytesPerSecond?: number;
  /** How long a byte is on its way, ms. Default 0. */
  readonly delayMs?: number;
  /** At most so much longer, ms, by chance; nothing overtakes, as with TCP. Default 0. */
  readonly jitterMs?: number;
}

/**
 * The network between a client and the twin. What stands at the top goes for each direction, `up` (from the client) and
 * `down` (to it) say otherwise for theirs. It works on the bytes of the TCP stream: handshake, pings and close frames take
 * part, a large message trickles in, and a client that sends more than the line carries sees its send buffer grow once the
 * buffers of the two machines are full.
 */
export interface Network extends LinkQuality {
  readonly up?: LinkQuality;
  readonly down?: LinkQuality;
  /** Of the jitter. Default 1. */
  readonly seed?: number;
}

/** What goes for one direction. */
export const linkOf = (network: Network, direction: 'up' | 'down'): Required<LinkQuality> => {
  const { bytesPerSecond = Infinity, delayMs = 0, jitterMs = 0 } = { ...network, ...network[direction] };
  return { bytesPerSecond, delayMs, jitterMs };
};
