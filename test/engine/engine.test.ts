import { expect } from '@open-wc/testing';
import { RETURN_BATCH } from '../../src/engine/uplink.ts';
import { encodeBase64 } from '../../src/wire/base64.ts';
import { ENGINE_MODES, EngineHarness } from '../support/engine-harness.ts';
import { seeded } from '../../src/core/random.ts';
import { Twin } from '../support/twin.ts';

const samplesOf = (pcm = ''): number[] =>
  Array.from(new Int16Array(Uint8Array.from(atob(pcm), (char) => char.charCodeAt(0)).buffer));

const audio = (bytes: Uint8Array, rest: object = {}): object => ({
  serverContent: {
    modelTurn: { parts: [{ inlineData: { mimeType: 'audio/pcm;rate=24000', data: encodeBase64(bytes) } }] },
    ...rest,
  },
});

for (const mode of ENGINE_MODES) {
  describe(`engine (${mode})`, () => {
    let twin: Twin;
    let engine: EngineHarness;

    beforeEach(async () => {
      [twin, engine] = await Promise.all([Twin.start({ setupDelayMs: 20 }), EngineHarness.start(mode)]);
    });
    afterEach(async () => {
      engine.close();
      await twin.stop();
    });

    const chunks = () => engine.commands.filter((command) => command.type === 'chunk');

    it('sends frames in order, those included that came before the line was up', async () => {
      for (let value = 1; value <= 10; value += 1) engine.frame(value);
      await engine.open(twin);
      for (let value = 11; value <= 20; value += 1) engine.frame(value);
      await twin.wait({ for: 'audio', count: 20 });
      const { audio: heard } = await twin.received({ pcm: true });
      const samples = samplesOf(heard.pcm);
      expect(heard.rate).to.equal(16_000);
      expect(samples).to.have.length(20 * 320);
      expect(samples.filter((_, at) => at % 320 === 0)).to.deep.equal(
        Array.from({ length: 20 }, (_, at) => at + 1),
      );
      await engine.until(() => engine.returned >= 16);
    });

    it('keeps the last ten seconds while there is no line', async () => {
      for (let value = 1; value <= 510; value += 1) engine.frame(value);
      await engine.open(twin);
      await twin.wait({ for: 'audio', count: 500 });
      const { audio: heard } = await twin.received({ pcm: true });
      expect(samplesOf(heard.pcm)[0]).to.equal(11);
    });

    it('tells how much of what was said before the line was up found no room; silence goes first', async () => {
      for (let value = 1; value <= 100; value += 1) engine.frame(value);
      // Louder and louder, so that it never counts as the noise of the room.
      for (let value = 1; value <= 510; value += 1) engine.frame(1000 + 60 * value);
      await engine.open(twin);
      expect(engine.of('slow')).to.deep.equal([]);
      await twin.wait({ for: 'audio', count: 500 });
      const { audio: heard } = await twin.received({ pcm: true });
      expect(samplesOf(heard.pcm)[0]).to.equal(1000 + 60 * 11);
      expect(engine.of('opened')[0]).to.deep.include({ lost: 200, again: 0 });
    });

    it('keeps messages in their place between the frames', async () => {
      await engine.open(twin);
      engine.frame(1);
      await twin.wait({ for: 'audio' });
      engine.post({ type: 'send', message: { realtimeInput: { text: 'hello' } } });
      await twin.wait({ for: 'text' });
      engine.frame(2);
      await twin.wait({ for: 'audio', count: 2 });
      const { messages } = await twin.received();
      expect(messages.map(({ kind }) => kind)).to.deep.equal(['setup', 'audio', 'text', 'audio']);
    });

    it('keeps what is typed before the line is up', async () => {
      engine.post({ type: 'send', message: { realtimeInput: { text: 'one' } } });
      engine.post({ type: 'send', message: { realtimeInput: { text: 'two' } } });
      await engine.open(twin);
      await twin.wait({ for: 'text', count: 2 });
      const { messages } = await twin.received();
      const texts = messages.slice(1).map(({ message }) => message);
      expect(texts).to.deep.equal([{ realtimeInput: { text: 'one' } }, { realtimeInput: { text: 'two' } }]);
    });

    it('plays what the service sends, and passes on the rest without the audio', async () => {
      await engine.open(twin);
      const bytes = Uint8Array.from({ length: 9600 }, (_, at) => at % 251);
      await twin.send(audio(bytes, { outputTranscription: { text: ' Hi' } }));
      await twin.send({ serverContent: { generationComplete: true } });
      await engine.until(() => engine.commands.length >= 2);
      const [chunk, end] = engine.commands;
      expect(chunk?.type === 'chunk' && new Uint8Array(chunk.data)).to.deep.equal(bytes);
      expect(end).to.deep.equal({ type: 'end', turn: 1 });
      expect(engine.of('audio')).to.have.length(1);
      await engine.until(() =>
        engine.of('message').some(({ message }) => message.serverContent?.generationComplete),
      );
      const content = engine.of('message').find(({ message }) => message.serverContent?.outputTranscription)
        ?.message.serverContent;
      expect(content).to.deep.include({ outputTranscription: { text: ' Hi' }, modelTurn: { parts: [] } });
    });

    it('plays every audio part of a message, and none that is no audio', async () => {
      await engine.open(twin);
      const part = (value: number, mimeType = 'audio/pcm') => ({
        inlineData: { mimeType, data: encodeBase64(new Uint8Array(4).fill(value)) },
      });
      const parts = [part(1), { text: 'words' }, part(9, 'image/png'), part(2), null, 7];
      await twin.send({ serverContent: { modelTurn: { parts }, turnComplete: true } });
      await engine.until(() => engine.commands.some(({ type }) => type === 'end'));
      const values = chunks().map((command) => command.type === 'chunk' && new Uint8Array(command.data)[0]);
      expect(values).to.deep.equal([1, 2]);
    });

    it('drops audio that is bundled with interrupted, and plays what comes after it', async () => {
      await engine.open(twin);
      await twin.send(audio(new Uint8Array(2).fill(1)));
      await twin.send(audio(new Uint8Array(2).fill(2), { interrupted: true }));
      await twin.send({ serverContent: { turnComplete: true } });
      await twin.send(audio(new Uint8Array(2).fill(3)));
      await engine.until(() => chunks().length === 2);
      expect(engine.commands.map(({ type }) => type)).to.deep.equal(['chunk', 'flush', 'chunk']);
      expect(engine.commands.at(-1)).to.include({ turn: 2 });
    });

    it('drops the rest of an answer that the visitor silenced, and plays the next', async () => {
      await engine.open(twin);
      await twin.send(audio(new Uint8Array(2).fill(1)));
      await engine.until(() => chunks().length === 1);
      engine.post({ type: 'interrupt' });
      await engine.until(() => engine.commands.some(({ type }) => type === 'flush'));
      await twin.send(audio(new Uint8Array(2).fill(2)));
      await twin.send({ serverContent: { turnComplete: true } });
      await twin.send(audio(new Uint8Array(2).fill(3)));
      await engine.until(() => chunks().length === 2);
      const last = engine.commands.at(-1);
      expect(last?.type === 'chunk' && new Uint8Array(last.data)[0]).to.equal(3);
    });

    it('plays the next answer when the one that was silenced had been sent in full', async () => {
      await engine.open(twin);
      await twin.send(audio(new Uint8Array(2).fill(1), { generationComplete: true }));
      await engine.until(() => engine.commands.some(({ type }) => type === 'end'));
      engine.post({ type: 'interrupt' });
      await engine.until(() => engine.commands.some(({ type }) => type === 'flush'));
      await twin.send(audio(new Uint8Array(2).fill(2)));
      await engine.until(() => chunks().length === 2);
    });

    it('stops the frames at once when muted, and says so', async () => {
      await engine.open(twin);
      engine.frame(1);
      await twin.wait({ for: 'audio' });
      engine.post({ type: 'mute', muted: true });
      await twin.wait({ for: 'audioStreamEnd' });
      // So many that the engine gives buffers back when it has taken the last of them.
      for (let frames = 1; frames < RETURN_BATCH; frames += 1) engine.frame(2);
      await engine.until(() => engine.returned === RETURN_BATCH);
      engine.post({ type: 'mute', muted: false });
      engine.post({ type: 'send', message: { realtimeInput: { text: 'mark' } } });
      await twin.wait({ for: 'text' });
      engine.frame(3);
      await twin.wait({ for: 'audio', count: 2 });
      const { audio: heard } = await twin.received({ pcm: true });
      expect(samplesOf(heard.pcm).filter((_, at) => at % 320 === 0)).to.deep.equal([1, 3]);
    });

    it('pushes to talk: activity marks, a pre-roll, and nothing in between', async () => {
      const config = { realtimeInputConfig: { automaticActivityDetection: { disabled: true } } };
      await engine.open(twin, { manual: true, config });
      // The pre-roll keeps the last fifteen; the others are given back when there are enough of them.
      const frames = 15 + RETURN_BATCH;
      for (let value = 1; value <= frames; value += 1) engine.frame(value);
      await engine.until(() => engine.returned === RETURN_BATCH);
      engine.post({ type: 'activity', active: true });
      await twin.wait({ for: 'activityStart' });
      engine.frame(frames + 1);
      await twin.wait({ for: 'audio', count: 16 });
      engine.post({ type: 'activity', active: false });
      await twin.wait({ for: 'activityEnd' });
      engine.frame(frames + 2);
      const { audio: heard, messages } = await twin.received({ pcm: true });
      const values = samplesOf(heard.pcm).filter((_, at) => at % 320 === 0);
      expect(values).to.deep.equal(Array.from({ length: 16 }, (_, at) => at + RETURN_BATCH + 1));
      const kinds = messages.map(({ kind }) => kind).filter((kind) => kind !== 'audio');
      expect(kinds).to.deep.equal(['setup', 'activityStart', 'activityEnd']);
    });

    it('keeps the pre-roll from before the line was up, and a press of the button', async () => {
      engine.post({ type: 'manual', manual: true });
      engine.post({ type: 'activity', active: true });
      const config = { realtimeInputConfig: { automaticActivityDetection: { disabled: true } } };
      await engine.open(twin, { manual: true, config });
      engine.frame(1);
      await twin.wait({ for: 'audio' });
      const { messages } = await twin.received();
      expect(messages.map(({ kind }) => kind)).to.deep.equal(['setup', 'activityStart', 'audio']);
    });

    it('keeps 300 rounds of audio and interrupted in order, sent in one burst', async () => {
      await engine.open(twin);
      const random = seeded(300);
      const rounds = 300;
      const frames: object[] = [];
      for (let round = 1; round <= rounds; round += 1) {
        // 30 bytes to 150 kB of audio make frames of 40 B to 200 kB.
        const bytes = new Uint8Array(Math.round(2 ** (5 + random() * 12.2)) & ~1);
        new DataView(bytes.buffer).setUint16(0, round);
        frames.push(audio(bytes), { serverContent: { interrupted: true } });
      }
      await Promise.all(frames.map((frame) => twin.send(frame)));
      await engine.until(() => engine.commands.filter(({ type }) => type === 'flush').length === rounds);
      const order = engine.commands
        .filter(({ type }) => type !== 'end')
        .map((command) => (command.type === 'chunk' ? new DataView(command.data).getUint16(0) : 'flush'));
      expect(order).to.deep.equal(Array.from({ length: rounds }, (_, at) => [at + 1, 'flush']).flat());
    }).timeout(60_000);

    it('ignores frames that are no JSON object', async () => {
      await engine.open(twin);
      for (const text of ['', 'nonsense', '[1]', 'null', '"text"', '{"serverContent":'])
        await twin.raw({ text });
      await twin.raw({ base64: btoa('\u00ff\u00fe\u0000') });
      for (const serverContent of [
        5,
        'x',
        [],
        { modelTurn: 3 },
        { modelTurn: { parts: 'no' } },
        { modelTurn: { parts: [{ inlineData: 1 }] } },
      ]) {
        await twin.send({ serverContent });
      }
      await twin.send({ serverContent: { turnComplete: true } });
      await engine.until(() =>
        engine.of('message').some(({ message }) => message.serverContent?.turnComplete),
      );
      expect(engine.of('garbage')).to.have.length(7);
      expect(engine.of('ended')).to.have.length(0);
    });

    it('tells how the service closed', async () => {
      await engine.open(twin);
      await twin.close(1011, 'Internal error encountered.');
      await engine.until(() => engine.of('ended').length > 0);
      const [ended] = engine.of('ended');
      expect(ended?.end).to.deep.equal({ kind: 'closed', code: 1011, reason: 'Internal error encountered.' });
      expect(ended?.healthyMs).to.be.greaterThan(0);
    });

    it('tells when the setup is refused', async () => {
      void engine.open(twin, { model: 'no-such-model' });
      await engine.until(() => engine.of('ended').length > 0);
      expect(engine.of('ended')[0]).to.deep.include({ healthyMs: 0 });
      expect(engine.of('ended')[0]?.end).to.include({ kind: 'closed', code: 1008 });
    });

    it('gives up on a service that does not answer', async () => {
      const slow = await Twin.start({ setupDelayMs: 60_000 });
      void engine.open(slow, { timeoutMs: 200 });
      await engine.until(() => engine.of('ended').length > 0);
      expect(engine.of('ended')[0]?.end).to.deep.equal({ kind: 'timeout' });
      await slow.wait({ for: 'closed' });
      await slow.stop();
    });

    it('tells when the setup cannot be made', async () => {
      void engine.open(twin, { url: 'ws://[' });
      await engine.until(() => engine.of('ended').length > 0);
      expect(engine.of('ended')[0]?.end).to.include({ kind: 'refused' });
    });

    it('push to talk goes on over a new line: what had been said goes out once more, then the rest', async () => {
      const config = { realtimeInputConfig: { automaticActivityDetection: { disabled: true } } };
      await engine.open(twin, { manual: true, config });
      engine.post({ type: 'activity', active: true });
      engine.frame(1);
      await twin.wait({ for: 'audio', connection: 1 });
      await twin.terminate();
      await engine.until(() => engine.of('ended').length > 0);
      engine.frame(2);
      engine.post({ type: 'activity', active: false });
      await engine.open(twin, { manual: true, config, line: 2 });
      await twin.wait({ for: 'activityEnd', connection: 2 });
      const { messages } = await twin.received({ connection: 2 });
      expect(messages.map(({ kind }) => kind)).to.deep.equal([
        'setup',
        'activityStart',
        'audio',
        'audio',
        'activityEnd',
      ]);
    });

    it('leaves the old line for the new one', async () => {
      await engine.open(twin);
      await engine.open(twin, { line: 2 });
      await twin.wait({ for: 'closed', connection: 1 });
      engine.frame(5);
      await twin.wait({ for: 'audio', connection: 2 });
      expect(engine.of('ended')).to.have.length(0);
    });

    it('hangs up with a normal close', async () => {
      await engine.open(twin);
      engine.close();
      await twin.wait({ for: 'closed' });
      expect((await twin.received()).closed?.code).to.equal(1000);
    });
  });
}
