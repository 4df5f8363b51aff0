import { isObject, type PlainObject } from '../../core/merge.ts';
import type { FeatureContext, FeatureInstance } from '../feature.ts';
import { AnswerSources } from '../insight/answer-sources.ts';
import { Captions } from '../insight/captions.ts';
import { Thoughts } from '../insight/thoughts.ts';
import { UsageLimit } from '../insight/usage-limit.ts';

interface Insight extends FeatureInstance {
  /** There is a new count of what the conversation has cost. */
  counted(): void;
}

/** Sources and thoughts of answers, the entries of sessions without turns, and the ceiling of what a conversation may cost. */
export const create = (context: FeatureContext): Insight => {
  const sources = new AnswerSources(context);
  const thoughts = new Thoughts(context);
  const captions = new Captions(context);
  const limit = new UsageLimit(context);

  const read = (content: PlainObject, before: string | undefined): void => {
    const { groundingMetadata: grounding, modelTurn, urlContextMetadata: pages } = content;
    if (isObject(modelTurn)) thoughts.add(modelTurn['parts'], before);
    if (isObject(grounding) && Object.keys(grounding).length > 0) {
      context.host.emit({ type: 'grounding', metadata: grounding });
    }
    sources.add(grounding, pages);
    captions.receive(content);
    if (content['turnComplete'] !== true && content['interrupted'] !== true) return;
    sources.turnEnded();
    thoughts.turnEnded();
  };

  return {
    receive: (told, before) => {
      const content: unknown = told.type === 'message' ? told.message.serverContent : undefined;
      if (isObject(content)) read(content, before);
      limit.receive(told);
    },
    counted: () => limit.check(),
    settingsChanged: () => limit.check(),
  };
};
