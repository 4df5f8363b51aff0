/** Longer style sheets are nobody's search suggestions (Google's has about 2,000 characters). */
const MAX_LENGTH = 20_000;
const MAX_RULES = 200;

/** Functions in values that load nothing and look nothing up. */
const FUNCTIONS: ReadonlySet<string> = new Set(
  'rgb rgba hsl hsla calc min max clamp linear-gradient radial-gradient translate translatex translatey scale rotate'.split(
    ' ',
  ),
);

/** A value as the browser wrote it, so without escapes of names; anything that might name an address has a function. */
const isSafeValue = (value: string): boolean =>
  !/[\\@]/.test(value) &&
  [...value.matchAll(/([\w-]*)\(/g)].every(
    ([, name]) => name === '' || FUNCTIONS.has(name?.toLowerCase() ?? ''),
  );

/** One of our own boxes must not be styled from in there, and no letter be told from the next by its looks. */
const isSafeSelector = (selector: string): boolean =>
  selector.length < 500 && !/:host|::slotted|::part|[\\@{}]/i.test(selector);

const declarations = (style: CSSStyleDeclaration): string =>
  [...style]
    // A custom property keeps its text as it was written: what it says would be found out only where it is used.
    .filter((name) => !name.startsWith('--'))
    // Without `!important`, which would win against ours.
    .map((name) => [name, style.getPropertyValue(name)] as const)
    .filter(([, value]) => value !== '' && isSafeValue(value))
    .map(([name, value]) => `${name}:${value}`)
    .join(';');

const safeRules = (rules: CSSRuleList): string[] =>
  [...rules].slice(0, MAX_RULES).map((rule) => {
    if (rule instanceof CSSStyleRule)
      return isSafeSelector(rule.selectorText) ? `${rule.selectorText}{${declarations(rule.style)}}` : '';
    if (!(rule instanceof CSSMediaRule)) return '';
    const { mediaText } = rule.media;
    return /[\\@{};"']/.test(mediaText) ? '' : `@media ${mediaText}{${safeRules(rule.cssRules).join('')}}`;
  });

/**
 * CSS from outside, rebuilt from what the browser has read of it: plain rules, and such that ask for a medium. Nothing in it
 * can load anything, reach out of its shadow root or win against the styles of what surrounds it.
 */
export const safeSheet = (css: string): CSSStyleSheet => {
  const sheet = new CSSStyleSheet();
  // A sheet that is not in use loads nothing; `@import` it does not take at all.
  sheet.replaceSync(css.slice(0, MAX_LENGTH));
  const rules = safeRules(sheet.cssRules).join('\n');
  sheet.replaceSync(rules);
  return sheet;
};
