import type { Agreement } from './setup-rules.ts';

/** Whether the model may choose not to answer: always on some models, on others when `setup` asks for it. */
export const isProactive = ({ profile, setup }: Agreement): boolean =>
  profile.proactiveAudio === 'always' || setup.proactivity?.proactiveAudio === true;
