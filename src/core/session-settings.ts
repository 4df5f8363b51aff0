/**
 * What a page's author may say about a session in attributes, by property name. Absent, `undefined` or `null` means not
 * set; so does `false` for a boolean, since a boolean attribute can only be present or absent. The types are the legal
 * values; what really arrives comes from markup and is checked as `unknown`.
 */
export interface SessionSettings {
  /** Bare, or with `models/` or a resource path. Default `gemini-3.8-live`. */
  readonly model?: string | undefined;
  /** A prebuilt voice, in any case. */
  readonly voice?: string | undefined;
  /** BCP-47. */
  readonly speechLanguage?: string | undefined;
  /** Default `audio`, or what the model can. */
  readonly responseModality?: 'audio' | 'text' | undefined;
  /** Text; `{{name}}` is filled from the variables. The empty text removes the instruction of `config`. */
  readonly systemInstruction?: string | undefined;
  /** Who finds the turns: the service, or push to talk. */
  readonly vad?: 'auto' | 'manual' | undefined;
  readonly startSensitivity?: 'high' | 'low' | undefined;
  readonly endSensitivity?: 'high' | 'low' | undefined;
  /** Speech needed before a turn begins, ms, integer ≥ 0. */
  readonly prefixPaddingMs?: number | undefined;
  /** Silence that ends a turn, ms, integer ≥ 0. */
  readonly silenceDurationMs?: number | undefined;
  readonly activityHandling?: 'interrupts' | 'no-interruption' | undefined;
  readonly turnCoverage?: 'only-activity' | 'all-input' | 'audio-activity-and-all-video' | undefined;
  readonly mediaResolution?: 'low' | 'medium' | 'high' | undefined;
  /** Which side is transcribed. Default `both`. */
  readonly transcription?: 'both' | 'input' | 'output' | 'none' | undefined;
  readonly affectiveDialog?: boolean | undefined;
  readonly proactiveAudio?: boolean | undefined;
  /** Tokens, integer; 0 switches thinking off, −1 leaves the amount to the model. */
  readonly thinkingBudget?: number | undefined;
  readonly thinkingLevel?: 'minimal' | 'low' | 'medium' | 'high' | undefined;
  readonly includeThoughts?: boolean | undefined;
  readonly googleSearch?: boolean | undefined;
  /** BCP-47. */
  readonly translateTo?: string | undefined;
}
