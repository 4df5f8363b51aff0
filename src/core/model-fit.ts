import type { SessionAttribute } from './attribute-table.ts';
import { isObject, valueAt, without, type PlainObject } from './merge.ts';
import type { ModelProfile } from './model-profile.ts';
import { say } from './say.ts';
import { show } from './setting-values.ts';

/** Tools of the service's own that some models take. */
const OWN_TOOLS = ['codeExecution', 'urlContext', 'googleSearchRetrieval'];
/** Tools of `generateContent` that no known model takes in a live session. */
const NEVER_LIVE = ['googleMaps', 'fileSearch', 'computerUse'];

const refusedTools = ({ googleSearch, known, ownTools }: ModelProfile): readonly string[] => [
  ...(googleSearch ? [] : ['googleSearch']),
  ...(ownTools ? [] : OWN_TOOLS),
  ...(known ? NEVER_LIVE : []),
];

const fitTools = (
  tools: readonly unknown[],
  profile: ModelProfile,
  refuse: (path: string, why: string) => void,
): unknown[] => {
  const { toolBehaviors } = profile;
  const refused = refusedTools(profile);
  return tools.flatMap((given) => {
    if (!isObject(given)) return [given];
    const names = Object.keys(given).filter((name) => refused.includes(name));
    for (const name of names) {
      refuse(`config.tools ${name}`, say(name === 'googleSearch' ? 'no-search' : 'no-own-tool'));
    }
    const tool = names.reduce(without, given);
    // An empty tool is refused by the service.
    if (names.length > 0 && Object.keys(tool).length === 0) return [];
    if (!Array.isArray(tool['functionDeclarations'])) return [tool];
    const functionDeclarations = (tool['functionDeclarations'] as unknown[]).map((declaration) => {
      if (!isObject(declaration) || declaration['behavior'] === undefined) return declaration;
      if (toolBehaviors.some((legal) => legal === declaration['behavior'])) return declaration;
      refuse(say('tool-behavior', show(declaration['name'])), say('takes', toolBehaviors.join(', ')));
      return without(declaration, 'behavior');
    });
    return [{ ...tool, functionDeclarations }];
  });
};

/** A picture that moves is an avatar's to give: with one, the service decides whether the model has it. */
const isAvatars = ({ avatarConfig, responseModalities }: PlainObject, path: string): boolean =>
  path === 'responseModalities' && String(responseModalities) === 'VIDEO' && isObject(avatarConfig);

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
    const passes = appends || value === undefined || isAvatars(kept, path);
    const why = passes ? undefined : refusal?.(profile, value);
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
