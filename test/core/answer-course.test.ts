import { expect } from '@open-wc/testing';
import { AnswerCourse } from '../../src/core/answer-course.ts';

const AUDIO = { serverContent: { modelTurn: { parts: [{ inlineData: { data: 'AAA=' } }] } } };
const content = (fields: object): object => ({ serverContent: fields });

const CASES: readonly [name: string, messages: readonly object[], steps: readonly string[]][] = [
  ['an answer', [AUDIO, AUDIO, content({ turnComplete: true })], ['began', 'ended']],
  [
    'all generated, then complete: over once',
    [AUDIO, content({ generationComplete: true }), content({ turnComplete: true })],
    ['began', 'ended'],
  ],
  [
    'interrupted, then complete: over once',
    [AUDIO, content({ interrupted: true }), content({ turnComplete: true })],
    ['began', 'interrupted'],
  ],
  [
    'interrupted when all of it had come: that is told, once',
    [
      AUDIO,
      content({ generationComplete: true }),
      content({ interrupted: true }),
      content({ interrupted: true }),
      content({ turnComplete: true }),
      content({ interrupted: true }),
    ],
    ['began', 'ended', 'cut'],
  ],
  [
    'interrupted when its turn was over: nothing is cut',
    [AUDIO, content({ generationComplete: true, turnComplete: true }), content({ interrupted: true })],
    ['began', 'ended'],
  ],
  [
    'all in one message',
    [content({ modelTurn: { parts: [{ text: 'Yes.' }] }, turnComplete: true })],
    ['began', 'ended'],
  ],
  [
    'what comes with an interruption begins nothing',
    [content({ ...AUDIO, modelTurn: { parts: [{}] }, interrupted: true })],
    [],
  ],
  ['captions begin nothing', [content({ outputTranscription: { text: 'late' } })], []],
  [
    'a turn that is over without an answer: the model chose silence',
    [
      content({ turnComplete: true }),
      content({ waitingForInput: true }),
      AUDIO,
      content({ generationComplete: true }),
      content({ turnComplete: true }),
      content({ turnComplete: true }),
    ],
    ['silent', 'silent', 'began', 'ended', 'silent'],
  ],
  [
    'what follows an interruption is its end, and no silence',
    [
      content({ interrupted: true }),
      content({ turnComplete: true }),
      content({ interrupted: true, turnComplete: true }),
      content({ turnComplete: true }),
    ],
    ['silent'],
  ],
  ['a call is an answer', [{ toolCall: {} }, content({ turnComplete: true })], ['began', 'ended']],
  ['waiting for input ends it', [AUDIO, content({ waitingForInput: true })], ['began', 'ended']],
  [
    'one that thinks on is not over, whether it was all generated or not',
    [
      AUDIO,
      content({ generationComplete: true }),
      content({ turnComplete: true, interactionStatus: 'IN_PROGRESS' }),
      { toolCall: {}, interactionStatus: 'IN_PROGRESS' },
      AUDIO,
      content({ turnComplete: true, interactionStatus: 'IN_PROGRESS' }),
      AUDIO,
      content({ turnComplete: true, interactionStatus: 'IDLE' }),
    ],
    ['began', 'ended', 'goes-on', 'ended'],
  ],
  [
    'what says that it thinks no more ends it, and so does an interruption',
    [
      { toolCall: {}, interactionStatus: 'IN_PROGRESS' },
      { interactionStatus: 'IDLE' },
      { toolCall: {}, interactionStatus: 'IN_PROGRESS' },
      content({ interrupted: true }),
      content({ turnComplete: true }),
    ],
    ['began', 'ended', 'began', 'interrupted'],
  ],
  ['nonsense', [{ serverContent: 7 }, { serverContent: { modelTurn: { parts: 'x' } } }, {}], []],
];

describe('core/answer-course', () => {
  for (const [name, messages, steps] of CASES) {
    it(name, () => {
      const course = new AnswerCourse();
      expect(messages.flatMap((message) => course.read(message))).to.deep.equal(steps);
      expect(course.running).to.equal(steps.at(-1) === 'began');
    });
  }

  it('what was under way on a line that is gone does not end: the next turn may be over in silence', () => {
    const course = new AnswerCourse();
    course.read(AUDIO);
    course.cut();
    expect(course.read(content({ turnComplete: true }))).to.deep.equal(['silent']);
  });
});
