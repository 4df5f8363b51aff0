/** The part of `Content` that matters here. */
export interface Content {
  readonly role?: string;
  readonly parts?: readonly {
    readonly text?: string;
    readonly functionCall?: object;
    readonly functionResponse?: object;
    readonly inlineData?: { readonly mimeType?: string; readonly data?: Buffer };
  }[];
}

export interface FunctionDeclaration {
  readonly name?: string;
  readonly behavior?: 'UNSPECIFIED' | 'BLOCKING' | 'NON_BLOCKING';
}

export interface ToolSpec {
  readonly functionDeclarations?: readonly FunctionDeclaration[];
  readonly googleSearch?: object;
  readonly urlContext?: object;
  readonly codeExecution?: object;
}

/** What a client wants to know of a transcript beside its text. */
export interface TranscriptionWish {
  readonly languageCodes?: readonly string[];
  readonly wordTimestamp?: boolean;
  readonly diarization?: boolean;
  readonly mode?: 'MODE_UNSPECIFIED' | 'VERBATIM' | 'SMART';
}

/** `setup` after parsing: what the twin looks at. Everything else of it has been checked, and has no effect. */
export interface Setup {
  readonly model?: string;
  readonly generationConfig?: {
    readonly responseModalities?: readonly string[];
    readonly speechConfig?: {
      readonly voiceConfig?: {
        readonly prebuiltVoiceConfig?: { readonly voiceName?: string };
        readonly replicatedVoiceConfig?: { readonly consentAudio?: Buffer };
        readonly voice?: string;
      };
      readonly languageCode?: string;
      readonly multiSpeakerVoiceConfig?: object;
    };
    readonly thinkingConfig?: {
      readonly thinkingBudget?: number;
      readonly thinkingLevel?: string;
      readonly includeThoughts?: boolean;
    };
    readonly mediaResolution?: string;
    readonly enableAffectiveDialog?: boolean;
    readonly translationConfig?: {
      readonly targetLanguageCode?: string;
      readonly echoTargetLanguage?: boolean;
    };
  };
  readonly avatarConfig?: object;
  readonly systemInstruction?: Content;
  readonly tools?: readonly ToolSpec[];
  readonly sessionResumption?: { readonly handle?: string | null; readonly transparent?: boolean };
  readonly inputAudioTranscription?: TranscriptionWish;
  readonly outputAudioTranscription?: TranscriptionWish;
  readonly realtimeInputConfig?: {
    readonly automaticActivityDetection?: ActivityDetection;
    readonly activityHandling?: string;
    readonly turnCoverage?: string;
    readonly interimTranscriptTimestampEnabled?: boolean;
  };
  readonly contextWindowCompression?: {
    readonly triggerTokens?: number;
    readonly slidingWindow?: { readonly targetTokens?: number };
  };
  readonly historyConfig?: { readonly initialHistoryInClientContent?: boolean };
  /** Known on Vertex AI only. */
  readonly explicitVadSignal?: boolean;
  readonly proactivity?: { readonly proactiveAudio?: boolean };
}

/** The four parameters of automatic activity detection, and the switch. */
export interface ActivityDetection {
  readonly disabled?: boolean;
  readonly startOfSpeechSensitivity?: string;
  readonly endOfSpeechSensitivity?: string;
  readonly prefixPaddingMs?: number;
  readonly silenceDurationMs?: number;
}
