/** Native rate of the input, Hz (documented); `audio/pcm` without a rate is taken as this (recorded in Google's samples). */
export const INPUT_RATE = 16_000;
/** Rate of the answer, Hz (documented, recorded). */
export const OUTPUT_RATE = 24_000;
/** Rates that are accepted in `audio/pcm;rate=…`, Hz. documented: "any"; the bounds are assumed. */
export const INPUT_RATE_RANGE: readonly [lowest: number, highest: number] = [4_000, 192_000];

/** Sizes of the chunks of an answer, bytes: 200 ms, then 240 ms each (recorded). */
export const CHUNK_BYTES: readonly number[] = [9_600];
export const NEXT_CHUNK_BYTES: readonly number[] = [11_520];

/** From the arrival of `setup` to `setupComplete`, ms: 50…150 were measured. */
export const SETUP_DELAY_MS = 80;
/** From the end of the visitor's turn to the first message of the answer, ms. assumed: short, so that tests are. */
export const ANSWER_DELAY_MS = 60;
/** How much faster than real time the audio of an answer is sent: 2…5 were measured. */
export const PACE = 3;

/**
 * End of turn after this much silence, ms: the default (about 800, reported) and with the two sensitivities (assumed: a
 * shorter wait for HIGH, a longer one for LOW).
 */
export const SILENCE_MS = { unset: 800, high: 500, low: 1_000 } as const;
/** Speech must last this long before it counts as its start, and this much before it belongs to the turn, ms (20…100 documented). */
export const PREFIX_PADDING_MS = 20;
/**
 * From which level sound is speech: so far above the background, dB, and never below this, dBFS RMS. assumed: the service
 * publishes no levels; LOW sensitivity asks for a voice that is 10 dB louder.
 */
export const SPEECH_DB = {
  high: { aboveFloorDb: 12, leastDb: -50 },
  low: { aboveFloorDb: 22, leastDb: -40 },
} as const;

/** Tokens (documented): a second of audio, a frame of video, and about four characters of text. */
export const TOKENS = { audioSecond: 25, videoFrame: 258, textCharacters: 4 } as const;

/** Ephemeral tokens (documented): life, time to begin a session, and the longest that either may be, ms. */
export const TOKEN_LIFE_MS = { expire: 30 * 60_000, newSession: 60_000, longest: 20 * 3_600_000 } as const;
/** A resumption handle is good for two hours (documented). */
export const HANDLE_LIFE_MS = 2 * 3_600_000;

/** Largest message that a client may send, bytes (assumed); beyond it the socket closes with 1009. */
export const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;
/** Most of a visitor's turn that is kept, s (the connection's own limit is about ten minutes). */
export const MAX_TURN_SECONDS = 600;

/** Models that give resumption handles without having been asked (recorded). */
export const UNSOLICITED_HANDLES: readonly string[] = ['gemini-3.1-flash-live-preview'];
