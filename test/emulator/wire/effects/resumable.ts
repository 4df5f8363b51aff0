import type { ServerMessage } from '../../client.ts';

/** Whether a message carries a handle. */
export const isResumable = ({ sessionResumptionUpdate }: ServerMessage): boolean =>
  sessionResumptionUpdate?.resumable === true;
