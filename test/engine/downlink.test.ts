import { expect } from '@open-wc/testing';
import type { PlaybackReport } from '../../src/audio/messages.ts';
import { Downlink } from '../../src/engine/downlink.ts';

describe('downlink', () => {
  it('hears nothing of the speaker any more once it is closed, not even what was on its way', () => {
    const heard: PlaybackReport[] = [];
    const none = (): void => undefined;
    const downlink = new Downlink({
      message: none,
      audio: none,
      sound: none,
      playback: (report) => heard.push(report),
    });
    const { port1, port2 } = new MessageChannel();
    const report = (): boolean =>
      port1.dispatchEvent(
        new MessageEvent('message', { data: { type: 'drained', turn: 1, playedMs: 0, contextTime: 0 } }),
      );
    downlink.playTo(port1);
    report();
    expect(heard).to.have.length(1);
    downlink.close();
    report();
    expect(heard).to.have.length(1);
    port2.close();
  });
});
