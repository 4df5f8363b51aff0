import { LiveFailure } from '../../core/live-failure.ts';
import { bareModelName } from '../../core/model-name.ts';
import { say } from '../../core/say.ts';
import type { BackendLine, BackendRequest } from './backend-line.ts';
import { socketBase } from './gemini.ts';
import { onVertex } from './vertex-setup.ts';

/** Vertex AI itself wants a header, which no browser sends with a WebSocket: its address is no relay's. */
const VERTEX_HOST = /(^|[-.])aiplatform\.([\w-]+\.)*googleapis\.com$/;

/**
 * Vertex AI behind a relay (`createRelay`), whose address is taken whole; the ticket goes in its query. Project and location
 * are the relay's to add. Throws a `LiveFailure` of code `config` when no relay is named.
 */
export const vertexLine = ({
  baseUrl,
  config,
  model,
  ticket,
}: BackendRequest & {
  /** The single-use ticket that the token endpoint answered. */
  readonly ticket: string;
}): BackendLine => {
  if (baseUrl === undefined || VERTEX_HOST.test(new URL(baseUrl).hostname)) {
    throw new LiveFailure('config', say('no-relay'));
  }
  const separator = baseUrl.includes('?') ? '&' : '?';
  return {
    url: `${socketBase(baseUrl)}${separator}ticket=${encodeURIComponent(ticket)}`,
    ...onVertex(config, `publishers/google/models/${bareModelName(model)}`),
  };
};
