/** The part that is used of eSpeak NG as JavaScript; the package brings no types. */
declare module '@echogarden/espeak-ng-emscripten' {
  export interface SpeechWorker {
    /** Hz. */
    readonly samplerate: number;
    /** Words a minute; 175 unless set. */
    rate: number;
    /** 0…99; 50 unless set. */
    pitch: number;
    /** By name or language; 0 when there is such a voice. */
    set_voice(name: string): number;
    /** Calls back with 16-bit samples, piece by piece, before it returns; a callback that returns true ends it. */
    synthesize(text: string, callback: (samples: Int16Array) => boolean): void;
  }
  const createEspeak: () => Promise<{ readonly eSpeakNGWorker: new () => SpeechWorker }>;
  export default createEspeak;
}
