import { createHash } from 'node:crypto';
import type { Setup } from '../protocol/setup.ts';

/** The answer to a `setup` that was agreed on; who lends their voice gets a signature for the next time (`BEHAVIOURS.voiceConsent`). */
export const setupComplete = ({ generationConfig }: Setup): object => {
  const consent = generationConfig?.speechConfig?.voiceConfig?.replicatedVoiceConfig?.consentAudio;
  if (!consent) return { setupComplete: {} };
  const signature = createHash('sha256').update(consent).digest('base64');
  return { setupComplete: { voiceConsentSignature: { signature } } };
};
