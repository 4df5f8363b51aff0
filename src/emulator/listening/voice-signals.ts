import type { Agreement } from '../models/setup-rules.ts';
import { duration } from '../dialogue/transcription.ts';

const signals = ({ setup }: Agreement, activity: 'START' | 'END', seconds: number): readonly object[] =>
  setup.explicitVadSignal === true
    ? [
        {
          voiceActivityDetectionSignal: {
            vadSignalType: `VAD_SIGNAL_TYPE_${activity === 'START' ? 'SOS' : 'EOS'}`,
          },
        },
        { voiceActivity: { voiceActivityType: `ACTIVITY_${activity}`, audioOffset: duration(seconds) } },
      ]
    : [];

/** What tells a client that asked for it that the visitor has begun to speak, `seconds` into its audio (`BEHAVIOURS.vadSignals`). */
export const activityStarted = (agreement: Agreement, seconds: number): readonly object[] =>
  signals(agreement, 'START', seconds);

/** The same for the end of speech. */
export const activityEnded = (agreement: Agreement, seconds: number): readonly object[] =>
  signals(agreement, 'END', seconds);
