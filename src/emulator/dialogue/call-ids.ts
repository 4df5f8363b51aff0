import { randomInt, randomUUID } from 'node:crypto';
import type { ModelTraits } from '../models/model-traits.ts';

const digits = (count: number): string =>
  Array.from({ length: count }, () => String(randomInt(0, 10))).join('');

/** A new id for a function call, in the form that the model gives them (`ModelTraits.callIds`). */
export const newCallId = (form: ModelTraits['callIds']): string => {
  switch (form) {
    case 'fc':
      return `fc_${digits(19)}`;
    case 'function-call':
      return `function-call-${digits(19)}`;
    case 'uuid':
      return randomUUID();
  }
};
