import { SdkFields } from '../../test/emulator/wire/sdk-fields.ts';

/** Messages of the SDK, and what the table calls them. */
const MESSAGES = {
  LiveConnectConfig: 'config.',
  LiveSendRealtimeInputParameters: 'realtimeInput.',
  LiveSendClientContentParameters: 'clientContent.',
  LiveSendToolResponseParameters: 'toolResponse.',
  LiveClientContextUpdate: 'contextUpdate.',
  LiveServerMessage: '',
};

/**
 * Every field that the SDK declares for a session, by full path.
 * @param declarations the text of its `.d.ts`; that of the installed one by default
 */
export const sdkFields = (declarations?: string): readonly string[] => {
  const sdk = new SdkFields(new Set(), declarations);
  return Object.entries(MESSAGES).flatMap(([message, name]) => sdk.of(message).map((path) => name + path));
};
