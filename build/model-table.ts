import { profileOf, type ModelProfile } from '../src/core/model-profiles.ts';
import { MODEL_NAMES } from '../src/emulator/models/models.ts';
import { table } from './markdown.ts';

const yesNo = (takes: boolean): string => (takes ? 'yes' : 'no');

const midSession = ({ content, goesOn }: ModelProfile): string => {
  switch (content) {
    case 'always':
      return goesOn ? 'yes' : 'yes, but for a turn of its own that it is to answer';
    case 'first':
      return 'as typed text, with pictures';
    case 'never':
      return 'no';
  }
};

/** What a page can tell a model, and when: one row for all models of which the same is true. */
const modelTable = (): string => {
  const rows = new Map<string, readonly [names: string[], ...cells: string[]]>();
  for (const name of MODEL_NAMES) {
    const profile = profileOf(name);
    if (profile.retired) continue;
    const cells = [
      profile.contextTokens.toLocaleString('en'),
      yesNo(profile.content !== 'never'),
      midSession(profile),
      yesNo(profile.contextUpdate),
      yesNo(profile.realtimeText),
    ];
    const known = rows.get(cells.join());
    if (known) known[0].push(name);
    else rows.set(cells.join(), [[name], ...cells]);
  }
  return table(
    ['model', 'context', '`history`', '`sendContext`', '`updateContext`', 'typed text'],
    [...rows.values()].map(([names, ...cells]) => [
      names.map((name) => `\`${name}\``).join('<br>'),
      ...cells,
    ]),
  );
};

/**
 * The page `docs/context.md` with its table of models anew.
 * @throws when the page has no place for it
 */
export const contextPage = (page: string): string => {
  const place = /<!-- models -->[^]*<!-- \/models -->/;
  if (!place.test(page)) throw new Error('docs/context.md has no place for the table of models.');
  return page.replace(place, () => `<!-- models -->\n\n${modelTable()}\n\n<!-- /models -->`);
};
