/** What the engine takes of the SDK, for a bundle of its own. */
export { Live } from '@google/genai/web';
