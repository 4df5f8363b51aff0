import { expect } from '@open-wc/testing';
import type { ClientMessage } from '../../src/engine/messages.ts';
import { TurnMarks } from '../../src/engine/turn-marks.ts';

const MESSAGES: Readonly<Record<string, ClientMessage>> = {
  '(': { realtimeInput: { activityStart: {} } },
  ')': { realtimeInput: { activityEnd: {} } },
  '|': { realtimeInput: { audioStreamEnd: true } },
  a: { realtimeInput: { audio: { data: 'AAA=', mimeType: 'audio/pcm;rate=16000' } } },
  t: { realtimeInput: { text: 'typed' } },
  c: { clientContent: { turns: [], turnComplete: false } },
};
const nameOf = (message: ClientMessage): string =>
  Object.entries(MESSAGES).find(([, one]) => JSON.stringify(one) === JSON.stringify(message))?.[0] ?? '?';

/** What was said, each message by its sign, and what goes out to a service that finds the turns, or has them marked. */
const CASES: readonly [said: string, found: string, marked: string][] = [
  ['(aa)', 'aa|', '(aa)'],
  ['aa|', 'aa|', '(aa)'],
  ['taa|t', 'taa|t', 't(aat)'],
  ['aa)', 'aa|', '(aa)'],
  ['((a))', 'a||', '(a)'],
  ['t)t', 't|t', 'tt'],
  ['|', '|', ''],
  ['ct', 'ct', 'ct'],
  ['(a)(a)', 'a|a|', '(a)(a)'],
  ['atat', 'a|ta|t', '(atat)'],
  ['ac', 'a|c', '(ac)'],
  ['aataa', 'aa|taa', '(aataa)'],
  ['a(a)', 'a|a|', '(aa)'],
];

describe('engine/turn-marks', () => {
  it('what did not wait goes out as it was said', () => {
    let sent = '';
    const marks = new TurnMarks(
      { bufferedAmount: 0, send: (message) => void (sent += nameOf(message)) },
      false,
    );
    marks.late = false;
    for (const sign of 'ata|t') marks.send(MESSAGES[sign]!);
    expect(sent).to.equal('ata|t');
  });

  for (const [said, found, marked] of CASES) {
    it(`${said} goes out as ${found} where the service finds the turns, else as ${marked || 'nothing'}`, () => {
      for (const [manual, wanted] of [
        [false, found],
        [true, marked],
      ] as const) {
        let sent = '';
        const line = { bufferedAmount: 7, send: (message: ClientMessage) => void (sent += nameOf(message)) };
        const marks = new TurnMarks(line, manual);
        for (const sign of said) marks.send(MESSAGES[sign]!);
        marks.end();
        expect(sent).to.equal(wanted);
        expect(marks.bufferedAmount).to.equal(7);
      }
    });
  }
});
