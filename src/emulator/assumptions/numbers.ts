/** documented: native rate of the input, Hz; `audio/pcm` without a rate is taken as this, as Google's samples send it. */
export const INPUT_RATE = 16_000;
/** recorded: rate of the answer, Hz. */
export const OUTPUT_RATE = 24_000;
/** assumed: rates that are accepted in `audio/pcm;rate=…`, Hz; the documentation says "any". */
export const INPUT_RATE_RANGE: readonly [lowest: number, highest: number] = [4_000, 192_000];

/** recorded: size of the first chunk of an answer, bytes; 200 ms. */
export const CHUNK_BYTES: readonly number[] = [9_600];
/** recorded: sizes of the chunks after it, bytes; 240 ms. */
export const NEXT_CHUNK_BYTES: readonly number[] = [11_520];

/** measured: from the arrival of `setup` to `setupComplete`, ms; 50 to 150 were seen. */
export const SETUP_DELAY_MS = 80;
/** assumed: from the end of the visitor's turn to the first message of the answer, ms; short, so that tests are. */
export const ANSWER_DELAY_MS = 60;
/** measured: how much faster than real time the audio of an answer is sent; 2 to 5 were seen. */
export const PACE = 3;

/**
 * assumed: end of turn after this much silence, ms, where `silenceDurationMs` is unset; about 800 is reported as the
 * default; a shorter wait for HIGH sensitivity and a longer one for LOW are guesses.
 */
export const SILENCE_MS = { unset: 800, high: 500, low: 1_000 } as const;
/**
 * documented: speech must last this long before it counts as its start, and this much before it belongs to the turn, ms;
 * 20 to 100 are named.
 */
export const PREFIX_PADDING_MS = 20;
/**
 * assumed: from which level sound is speech: so far above the background, dB, and never below this, dBFS RMS; LOW sensitivity asks for a voice that is 10 dB louder.
 */
export const SPEECH_DB = {
  high: { aboveFloorDb: 12, leastDb: -50 },
  low: { aboveFloorDb: 22, leastDb: -40 },
} as const;

/** documented: tokens of a second of audio and of a frame of video; characters of text to a token, about. */
export const TOKENS = { audioSecond: 25, videoFrame: 258, textCharacters: 4 } as const;

/** assumed: what a page that was found or read adds to the prompt, tokens. */
export const SEARCH_CHUNK_TOKENS = 100;
/** assumed: frames of video whose bytes are kept for a script in one turn; two minutes at one a second. All are counted. */
export const MAX_TURN_FRAMES = 120;
/** assumed: most bytes of them that are kept. */
export const MAX_TURN_FRAME_BYTES = 16 * 1024 * 1024;
/** assumed: simultaneous translation answers in windows of this much received sound, ms; no length was published. */
export const TRANSLATION_WINDOW_MS = 500;
/** assumed: an interim transcript comes with each of so much received sound, ms. */
export const INTERIM_MS = 500;
/** assumed: size of a piece of avatar video, bytes. */
export const VIDEO_CHUNK_BYTES = 32_768;

/** documented: ephemeral tokens: life, time to begin a session, and the longest that either may be, ms. */
export const TOKEN_LIFE_MS = { expire: 30 * 60_000, newSession: 60_000, longest: 20 * 3_600_000 } as const;
/** documented: how long a resumption handle is good after the session's last connection has ended, by backend, ms. */
export const HANDLE_LIFE_MS = { gemini: 2 * 3_600_000, vertex: 24 * 3_600_000 } as const;
/**
 * assumed: while input streams in and nobody speaks, a new handle comes after this long, ms: `unasked` on the models that
 * give handles by themselves ("every few seconds" is reported), `asked` elsewhere.
 */
export const HANDLE_EVERY_MS = { unasked: 5_000, asked: 30_000 } as const;

/** measured: a connection ends so long after `setupComplete`, ms; how long a session lasts is a fact of its model. */
export const CONNECTION_MS = 590_000;
/** measured: `goAway` comes so long before the end, ms; the 60 s of Vertex AI are documented. */
export const GO_AWAY_MS = { gemini: 50_000, vertex: 60_000 } as const;

/**
 * documented: `contextWindowCompression`: the share of the context at which it sets in by default, and the ranges of the
 * two thresholds on Vertex AI, tokens. The default target is half of the trigger.
 */
export const COMPRESSION: {
  readonly triggerShare: number;
  readonly triggerRange: readonly [least: number, most: number];
  readonly targetRange: readonly [least: number, most: number];
} = { triggerShare: 0.8, triggerRange: [5_000, 128_000], targetRange: [0, 128_000] };
/** documented: tokens of a frame of video by `mediaResolution`; without one, as `TOKENS` has it. */
export const FRAME_TOKENS: Readonly<Record<string, number>> = {
  MEDIA_RESOLUTION_LOW: 64,
  MEDIA_RESOLUTION_MEDIUM: 256,
  MEDIA_RESOLUTION_HIGH: 256,
};

/** assumed: how deeply JSON may be nested; 100 is the default of protobuf's own parsers. */
export const MAX_JSON_DEPTH = 100;
/** assumed: largest message that a client may send, bytes; beyond it the socket closes with 1009. */
export const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;
/** assumed: most of a visitor's turn that is kept, s; the connection itself lasts about ten minutes. */
export const MAX_TURN_SECONDS = 600;

/** documented: how usage on Vertex AI names traffic that is paid for as it comes. */
export const VERTEX_TRAFFIC_TYPE = 'ON_DEMAND';

/** assumed: what the twin says while a function runs, and before it thinks, where the script has no words for it. */
export const FILLERS = { calling: 'One moment, please.', thinking: 'Let me think about that.' } as const;
/** recorded: the form of a thought summary, a title and a paragraph; its words are this twin's. */
export const THOUGHT = '**Answering**\n\nI have heard the question and say what I know.\n\n\n';
