const SAMPLES_PER_MS = 16;

interface Line {
  readonly from?: 'client' | 'server';
  readonly text?: string;
  readonly binary?: string;
}

interface Message {
  readonly realtimeInput?: { readonly audio?: { readonly data: string } };
  readonly serverContent?: { readonly modelTurn?: object };
}

/**
 * From a recording of a session in which each turn is answered at once: how much sound the twin was sent between the last loud
 * sample of a turn and the first sound of its answer, ms. Nobody's clock is in it but the sound itself.
 */
export const turnDelays = (recording: string, loud = 0.05): number[] => {
  const delays: number[] = [];
  let received = 0;
  let lastLoud: number | undefined;
  for (const text of recording.trim().split('\n').slice(1)) {
    const line = JSON.parse(text) as Line;
    const message = JSON.parse(line.text ?? line.binary ?? '{}') as Message;
    const { data } = message.realtimeInput?.audio ?? {};
    if (line.from === 'client' && data !== undefined) {
      const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
      new Int16Array(bytes.buffer).forEach((sample, i) => {
        if (Math.abs(sample) / 32768 > loud) lastLoud = received + i;
      });
      received += bytes.length / 2;
    }
    if (message.serverContent?.modelTurn && lastLoud !== undefined) {
      delays.push((received - lastLoud) / SAMPLES_PER_MS);
      lastLoud = undefined;
    }
  }
  return delays;
};
