interface Policy {
  createScriptURL(url: string): string;
  createHTML(html: string): string;
}
interface TrustedTypesHost {
  readonly trustedTypes?: { createPolicy(name: string, rules: Policy): Policy };
}

/** Made on first need, once: a page may forbid a second policy of the same name. */
let policy: Policy | undefined;

const same = (text: string): string => text;

/**
 * The text in the form that a page with Trusted Types asks for, under the policy `gemini-live`. The plain text where the page
 * does not ask, or does not allow that name: what takes it will then throw a TypeError.
 */
const trusted = (make: keyof Policy, text: string): string => {
  try {
    policy ??= (globalThis as TrustedTypesHost).trustedTypes?.createPolicy('gemini-live', {
      createScriptURL: same,
      createHTML: same,
    });
  } catch {
    // Not allowed here.
  }
  return policy?.[make](text) ?? text;
};

/** The address of one of our own files. */
export const trustedScriptUrl = (url: string): string => trusted('createScriptURL', url);

/** HTML that is parsed for being looked at alone, in a document where nothing runs. */
export const trustedHtml = (html: string): string => trusted('createHTML', html);
