interface ScriptUrlPolicy {
  createScriptURL(url: string): string;
}
interface TrustedTypesHost {
  readonly trustedTypes?: { createPolicy(name: string, rules: ScriptUrlPolicy): ScriptUrlPolicy };
}

/** Made on first need, once: a page may forbid a second policy of the same name. */
let policy: ScriptUrlPolicy | undefined;

/**
 * The address of one of our own files in the form that a page with Trusted Types asks for, under the policy `gemini-live`.
 * The plain address where the page does not ask, or does not allow that name: what takes it will then throw a TypeError.
 */
export const trustedScriptUrl = (url: string): string => {
  try {
    policy ??= (globalThis as TrustedTypesHost).trustedTypes?.createPolicy('gemini-live', {
      createScriptURL: (trusted) => trusted,
    });
  } catch {
    // Not allowed here.
  }
  return policy?.createScriptURL(url) ?? url;
};
