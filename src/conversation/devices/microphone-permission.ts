/** As the browser tells it; older Firefox knows no such permission. */
export const microphonePermission = (): Promise<PermissionStatus | undefined> =>
  Promise.resolve(navigator.permissions?.query({ name: 'microphone' })).catch(() => undefined);

const isPrompt = async (): Promise<boolean> => (await microphonePermission())?.state === 'prompt';

/** Whether the visitor would be asked for the microphone: that is theirs to bring about. Unknown counts as no. */
export class Prompts {
  /** Some browsers say "prompt" of a microphone that is open, and would not ask: they are not believed. */
  #tells = true;

  /** It is open. */
  opened(): void {
    void isPrompt().then((is) => (this.#tells = !is));
  }

  async expected(): Promise<boolean> {
    return this.#tells && (await isPrompt());
  }
}
