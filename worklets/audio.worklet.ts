// Both processors as one module: they share the resampler, and the page loads one file.
import './capture.worklet.ts';
import './playback.worklet.ts';
