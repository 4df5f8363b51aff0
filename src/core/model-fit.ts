import type { SessionAttribute } from './attribute-table.ts';
import { isObject, valueAt, without, type PlainObject } from './merge.ts';
import type { ModelProfile } from './model-profile.ts';
import { say } from './say.ts';
import { show } from './setting-values.ts';

const fitTools = (
  tools: readonly unknown[],
  { toolBehaviors, googleSearch }: ModelProfile,
  refuse: (path: string, why: string) => void,
): unknown[] =>
  tools
    .filter((tool) => {
      const refused = !googleSearch && isObject(tool) && 'googleSearch' in tool;
      if (refused) refuse('config.tools googleSearch', say('no-search'));
      return !refused;
    })
    .map((tool) => {
      if (!isObject(tool) || !Array.isArray(tool['functionDeclarations'])) return tool;
      const functionDeclarations = (tool['functionDeclarations'] as unknown[]).map((declaration) => {
        if (!isObject(declaration) || declaration['behavior'] === undefined) return declaration;
        if (toolBehaviors.some((legal) => legal === declaration['behavior'])) return declaration;
        refuse(say('tool-behavior', show(declaration['name'])), say('takes', toolBehaviors.join(', ')));
        return without(declaration, 'behavior');
      });
      return { ...tool, functionDeclarations };
    });

/**
 * `config` without what the model does not take; `refuse` is told each field left out and why. The rules of the
 * attributes hold for the fields they stand for, whoever set them; the rest are about whole groups and tools.
 */
export const fitToModel = (
  config: PlainObject,
  profile: ModelProfile,
  attributes: readonly SessionAttribute[],
  refuse: (path: string, why: string) => void,
): PlainObject => {
  let kept = config;
  const leaveOut = (path: string, why: string): void => {
    refuse(`config.${path}`, why);
    kept = without(kept, path);
  };
  for (const { paths, refusal, appends } of attributes) {
    const [path = ''] = paths;
    const value = valueAt(kept, path);
    const why = appends || value === undefined ? undefined : refusal?.(profile, value);
    if (why) leaveOut(path, why);
  }
  if (kept['thinkingConfig'] && !profile.thinkingBudget && profile.thinkingLevels.length === 0) {
    leaveOut('thinkingConfig', say('no-thinking'));
  }
  if (kept['translationConfig'] && !profile.translation) leaveOut('translationConfig', say('no-translation'));
  if (kept['tools'] && profile.toolBehaviors.length === 0) leaveOut('tools', say('no-tools'));
  if (Array.isArray(kept['tools'])) kept = { ...kept, tools: fitTools(kept['tools'], profile, refuse) };
  return kept;
};
