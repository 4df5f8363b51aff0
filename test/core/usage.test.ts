import { expect } from '@open-wc/testing';
import { addUsage, usageOf, type Usage } from '../../src/core/usage.ts';

const DEVELOPER = {
  promptTokenCount: 1267,
  responseTokenCount: 103,
  totalTokenCount: 1370,
  promptTokensDetails: [{ modality: 'TEXT', tokenCount: 1267 }],
  responseTokensDetails: [
    { modality: 'TEXT', tokenCount: 22 },
    { modality: 'AUDIO', tokenCount: 81 },
  ],
};

const COUNTS = {
  totalTokens: 1370,
  promptTokens: 1267,
  responseTokens: 103,
  thoughtsTokens: 0,
  toolUseTokens: 0,
  cachedTokens: 0,
  byModality: { text: { prompt: 1267, response: 22 }, audio: { prompt: 0, response: 81 } },
};

describe('core/usage', () => {
  it('reads the spelling of the Developer API', () => {
    expect(usageOf(DEVELOPER)).to.deep.equal(COUNTS);
  });

  it('reads the spelling of Vertex', () => {
    const { responseTokenCount, responseTokensDetails, ...rest } = DEVELOPER;
    const vertex = {
      ...rest,
      candidatesTokenCount: responseTokenCount,
      candidatesTokensDetails: responseTokensDetails,
      trafficType: 'ON_DEMAND',
    };
    expect(usageOf(vertex)).to.deep.equal(COUNTS);
  });

  it('reads decimal strings and the rarer counts, and sums where there is no total', () => {
    expect(
      usageOf({
        promptTokenCount: '100',
        thoughtsTokenCount: '7',
        toolUsePromptTokenCount: 3,
        cachedContentTokenCount: 50,
      }),
    ).to.deep.equal({
      totalTokens: 110,
      promptTokens: 100,
      responseTokens: 0,
      thoughtsTokens: 7,
      toolUseTokens: 3,
      cachedTokens: 50,
      byModality: {},
    });
  });

  it('counts nothing that is no count', () => {
    for (const metadata of [
      undefined,
      null,
      5,
      'x',
      [],
      {},
      { totalTokenCount: -5 },
      { totalTokenCount: NaN },
      { totalTokenCount: '1e9' },
      { promptTokenCount: 1.5 },
      { totalTokenCount: {} },
      { promptTokensDetails: [{ modality: 'TEXT', tokenCount: 5 }] },
    ]) {
      expect(usageOf(metadata), JSON.stringify(metadata)).to.equal(undefined);
    }
    const hostile = usageOf({
      totalTokenCount: 5,
      promptTokensDetails: [
        null,
        5,
        { modality: '__proto__', tokenCount: 5 },
        { modality: 'SMELL', tokenCount: 5 },
        { modality: 'AUDIO', tokenCount: -5 },
      ],
      responseTokensDetails: 'AUDIO',
    });
    expect(hostile?.byModality).to.deep.equal({});
    const endless = usageOf({
      totalTokenCount: 5,
      promptTokensDetails: Array.from({ length: 1000 }, () => ({ modality: 'AUDIO', tokenCount: 1 })),
    });
    expect(endless?.byModality.audio?.prompt).to.equal(16);
  });

  it('adds up over turns and connections, and keeps the last report', () => {
    let usage: Usage | undefined;
    usage = addUsage(usage, DEVELOPER);
    expect(usage).to.deep.equal({ ...COUNTS, last: COUNTS });
    usage = addUsage(usage, {
      promptTokenCount: 10,
      candidatesTokenCount: 5,
      promptTokensDetails: [{ modality: 'AUDIO', tokenCount: 10 }],
    });
    expect(usage).to.deep.include({ totalTokens: 1385, promptTokens: 1277, responseTokens: 108 });
    expect(usage?.byModality).to.deep.equal({
      text: { prompt: 1267, response: 22 },
      audio: { prompt: 10, response: 81 },
    });
    expect(usage?.last.totalTokens).to.equal(15);
  });

  it('is the same object after a report without counts', () => {
    const usage = addUsage(undefined, DEVELOPER);
    expect(addUsage(usage, {})).to.equal(usage);
    expect(addUsage(usage, 'x')).to.equal(usage);
    expect(addUsage(undefined, {})).to.equal(undefined);
  });

  it('stays a safe integer', () => {
    const most = { totalTokenCount: Number.MAX_SAFE_INTEGER };
    expect(addUsage(addUsage(undefined, most), most)?.totalTokens).to.equal(Number.MAX_SAFE_INTEGER);
  });
});
