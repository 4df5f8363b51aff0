import type { FunctionCall, LiveServerContent, LiveServerMessage } from '@google/genai/web';
import type { MachineEvent } from '../core/machine.ts';
import { reduceTranscript, type TranscriptEntry, type TranscriptEvent } from '../core/transcript.ts';
import { addUsage, type Usage } from '../core/usage.ts';
import {
  GeminiLiveGoAwayEvent,
  GeminiLiveGroundingEvent,
  GeminiLiveMessageEvent,
  GeminiLiveToolCallEvent,
  GeminiLiveToolCancelEvent,
  GeminiLiveTranscriptEvent,
  GeminiLiveUsageEvent,
} from '../events.ts';
