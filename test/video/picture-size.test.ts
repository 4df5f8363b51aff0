import { expect } from '@open-wc/testing';
import { fit, frameSide, pictureSide } from '../../src/video/picture-size.ts';

describe('the size of what is shown', () => {
  for (const [resolution, frame, picture] of [
    [undefined, 768, 1536],
    ['MEDIA_RESOLUTION_UNSPECIFIED', 768, 1536],
    ['MEDIA_RESOLUTION_LOW', 384, 768],
    ['MEDIA_RESOLUTION_MEDIUM', 768, 1536],
    ['MEDIA_RESOLUTION_HIGH', 1536, 1536],
    ['constructor', 768, 1536],
  ] as const) {
    it(`${resolution ?? 'no resolution'}: frames of ${frame}, pictures of ${picture}`, () => {
      expect([frameSide(resolution), pictureSide(resolution)]).to.deep.equal([frame, picture]);
    });
  }

  for (const [width, height, side, fitted] of [
    [1920, 1080, 768, '768×432'],
    [1080, 1920, 768, '432×768'],
    [768, 768, 768, '768×768'],
    [640, 480, 768, '640×480'],
    [1, 1, 768, '1×1'],
    [100_000, 3, 768, '768×1'],
    [3, 100_000, 384, '1×384'],
  ] as const) {
    it(`${width}×${height} within ${side} is ${fitted}`, () => {
      const size = fit({ width, height }, side);
      expect(`${size.width}×${size.height}`).to.equal(fitted);
    });
  }
});
