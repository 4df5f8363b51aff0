/** The parts of a conversation that only some need: each a chunk of its own, loaded when it is wanted. */
export interface Features {
  /** Reading `config`, tools' declarations, and changes in mid-session. */
  readonly config: typeof import('./config.ts');
  /** What the end of a connection means. */
  readonly closes: typeof import('./closes.ts');
  /** Function calls: handlers, the visitor's consent, answers. */
  readonly tools: typeof import('./tools.ts');
  /** Camera, screen and pictures. */
  readonly sight: typeof import('./sight.ts');
  /** Recorded or foreign audio in, the model's voice as a file out. */
  readonly sound: typeof import('./sound.ts');
  /** Hears locally when the visitor begins and ceases to speak. */
  readonly speech: typeof import('./speech.ts');
  /** Goes on with what is left when microphone, speaker or sound go. */
  readonly devices: typeof import('./devices.ts');
  /** Sources and thoughts of answers, and the ceiling of what a conversation may cost. */
  readonly insight: typeof import('./insight.ts');
  /** Alone on the page, and the screen kept on. */
  readonly page: typeof import('./page.ts');
  /** Carries a conversation across a reload. */
  readonly persist: typeof import('./persist.ts');
}

export type LoadFeature = <Name extends keyof Features>(name: Name) => Promise<Features[Name]>;

/** Features with a life of their own in a run. */
export type FeatureName = Exclude<keyof Features, 'closes' | 'config' | 'persist'>;
export type Feature<Name extends FeatureName> = Awaited<ReturnType<Features[Name]['create']>>;
