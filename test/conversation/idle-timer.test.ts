import { expect } from '@open-wc/testing';
import { IdleTimer } from '../../src/conversation/idle-timer.ts';

describe('IdleTimer', () => {
  it('calls back once when nothing was said', async () => {
    let called = 0;
    await new Promise<void>((resolve) => {
      new IdleTimer(
        20,
        () => 0,
        () => {
          called += 1;
          resolve();
        },
      ).restart();
    });
    expect(called).to.equal(1);
  });

  it('does not while the visitor is heard, though nobody says so', async () => {
    let looks = 0;
    await new Promise<void>((resolve) => {
      new IdleTimer(
        5,
        () => {
          looks += 1;
          return looks < 8 ? 0.7 : 0.1;
        },
        resolve,
      ).restart();
    });
    expect(looks).to.equal(8);
  });

  it('is held by pause(), and never calls back with 0', async () => {
    const timer = new IdleTimer(
      1,
      () => 0,
      () => expect.fail('It was held.'),
    );
    timer.restart();
    timer.pause();
    // Something arrives while the model is heard.
    timer.restart();
    new IdleTimer(
      0,
      () => 0,
      () => expect.fail('It is off.'),
    ).restart();
    // Another timer of the same length runs out first.
    await new Promise<void>((resolve) => new IdleTimer(5, () => 0, resolve).restart());
  });
});
