/** Why an upgrade was refused. */
export type RelayRefusal =
  'path' | 'origin' | 'ticket' | 'connections' | 'connections-per-key' | 'closing' | 'unavailable';

/** What a relay tells its host. Texts from outside are cut and free of control characters. */
export type RelayEvent =
  | {
      readonly type: 'refused';
      readonly reason: RelayRefusal;
      readonly status: number;
      /** For the records alone: `ticket expired`, `ticket forged`, `ticket used` … */
      readonly detail: string;
      readonly address: string | undefined;
    }
  | {
      readonly type: 'opened';
      readonly connection: number;
      readonly model: string;
      readonly origin: string | undefined;
      readonly key: string;
    }
  /** Fields that a page may not choose were left out. Told once for a connection and set of names. */
  | { readonly type: 'dropped'; readonly connection: number; readonly fields: readonly string[] }
  | {
      readonly type: 'closed';
      readonly connection: number;
      readonly by: 'page' | 'service' | 'relay';
      readonly code: number;
      readonly reason: string;
      readonly seconds: number;
      readonly up: Traffic;
      readonly down: Traffic;
    }
  /** The service could not be reached, or no access token be had. */
  | { readonly type: 'upstream-failed'; readonly connection: number; readonly error: Error }
  /** Something that the host should know; told when the relay is made. */
  | { readonly type: 'warning'; readonly message: string };

/** What went one way. */
export interface Traffic {
  readonly messages: number;
  readonly bytes: number;
}
