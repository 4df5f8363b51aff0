/** The part of `Content` that matters here. */
export interface Content {
  readonly role?: string;
  readonly parts?: readonly {
    readonly text?: string;
    readonly functionCall?: object;
    readonly functionResponse?: object;
  }[];
}

export interface FunctionDeclaration {
  readonly name?: string;
  readonly behavior?: 'UNSPECIFIED' | 'BLOCKING' | 'NON_BLOCKING';
}

export interface ToolSpec {
  readonly functionDeclarations?: readonly FunctionDeclaration[];
  readonly googleSearch?: object;
}

/** `setup` after parsing: what the twin looks at. Everything else of it has been checked, and has no effect. */
export interface Setup {
  readonly model?: string;
  readonly generationConfig?: {
    readonly responseModalities?: readonly string[];
    readonly speechConfig?: {
      readonly voiceConfig?: {
        readonly prebuiltVoiceConfig?: { readonly voiceName?: string };
        readonly voice?: string;
      };
      readonly languageCode?: string;
    };
    readonly thinkingConfig?: {
      readonly thinkingBudget?: number;
      readonly thinkingLevel?: string;
      readonly includeThoughts?: boolean;
    };
    readonly enableAffectiveDialog?: boolean;
    readonly translationConfig?: { readonly targetLanguageCode?: string };
  };
  readonly systemInstruction?: Content;
  readonly tools?: readonly ToolSpec[];
  readonly sessionResumption?: { readonly handle?: string };
  readonly inputAudioTranscription?: object;
  readonly outputAudioTranscription?: object;
  readonly realtimeInputConfig?: {
    readonly automaticActivityDetection?: ActivityDetection;
    readonly activityHandling?: string;
    readonly turnCoverage?: string;
  };
  readonly contextWindowCompression?: object;
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
