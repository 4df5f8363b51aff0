import type { LiveConnectConfig } from '@google/genai/web';
import type { ConnectionOptions } from '../messages.ts';

/** How a connection to one of the other backends differs from one to the Developer API. */
export type BackendLine = Pick<ConnectionOptions, 'url' | 'config' | 'setup'>;

/** What one of them is asked with. */
export interface BackendRequest {
  /** What the page or the token's answer names, checked for trust; `undefined` is the service itself. */
  readonly baseUrl: string | undefined;
  readonly model: string;
  readonly config: LiveConnectConfig;
}
