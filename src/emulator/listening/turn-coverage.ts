import type { Agreement } from '../models/setup-rules.ts';

/** What of the input belongs to a turn: by itself, only what came while the visitor was active. */
export interface Coverage {
  /** All sound since the last turn, silence too. */
  readonly allAudio: boolean;
  /** All video since the last turn. */
  readonly allVideo: boolean;
}

/** `turnCoverage`, with the model's default where it is unset. */
export const coverageOf = ({ setup, traits }: Agreement): Coverage => {
  const asked = setup.realtimeInputConfig?.turnCoverage ?? 'TURN_COVERAGE_UNSPECIFIED';
  const coverage = asked === 'TURN_COVERAGE_UNSPECIFIED' ? traits.turnCoverage : asked;
  return {
    allAudio: coverage === 'TURN_INCLUDES_ALL_INPUT',
    allVideo: coverage !== 'TURN_INCLUDES_ONLY_ACTIVITY',
  };
};
