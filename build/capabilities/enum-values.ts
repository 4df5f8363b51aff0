import { SESSION_ATTRIBUTES } from '../../src/core/attribute-table.ts';
import { configFieldKinds } from './sdk-types.ts';

/** Values of the SDK's enums that no attribute has a word for, with the reason. */
const WITHOUT_WORD: Readonly<Record<string, string>> = {
  'responseModalities: IMAGE': 'no model of the Live API answers in pictures',
  'responseModalities: VIDEO': 'goes with `config.avatarConfig`, and stands in `config` beside it',
};

/**
 * Values that the SDK declares for a field with an attribute and that the attribute cannot say, a sentence each. Apart from the rest of
 * the table's problems, since the SDK's types have to be read for it, which takes seconds.
 */
export const valueProblems = (
  kindOf: (field: string) => { readonly values?: readonly string[] } = configFieldKinds(),
): readonly string[] =>
  SESSION_ATTRIBUTES.flatMap(({ attribute, kind, paths }) => {
    if (kind.type !== 'words') return [];
    const said = Object.values(kind.words).flat();
    return paths.flatMap((field) =>
      (kindOf(field).values ?? [])
        .filter((value) => !said.includes(value) && !(`${field}: ${value}` in WITHOUT_WORD))
        .map((value) => `The SDK declares ${value} for config.${field}, for which ${attribute} has no word.`),
    );
  });
