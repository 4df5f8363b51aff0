import { trustedScriptUrl } from './trusted-script-url.ts';

/** Modules under way or here, and how often each address has failed. */
const imports = new Map<string, Promise<unknown>>();
const failures = new Map<string, number>();

/**
 * Imports a module only if its bytes have this hash (`sha256-…`), in one request. `import()` itself takes no hash, but a
 * script element does; it puts the module into the page's module map, and `import()` then gets that very module.
 * (`modulepreload` would do as much, were its hash not ignored by WebKit: 2.50 lets any file in.)
 *
 * Rejects with an Error when the file cannot be had or is another one. A later call tries again, at an address with a query
 * of its own: engines remember the failure of the first.
 */
export const importChecked = <Module>(url: string, integrity: string): Promise<Module> => {
  const known = imports.get(url);
  // What the module holds is the caller's word, as with import() itself.
  if (known) return known as Promise<Module>;
  const tries = failures.get(url) ?? 0;
  const loading = importOnce<Module>(tries > 0 ? `${url}?retry=${tries}` : url, integrity);
  imports.set(url, loading);
  loading.catch(() => {
    imports.delete(url);
    failures.set(url, tries + 1);
  });
  return loading;
};

const importOnce = async <Module>(url: string, integrity: string): Promise<Module> => {
  const checked = (await runScript(url, integrity)) ?? (await isIntact(url, integrity));
  if (!checked) {
    throw new Error(
      `${url} cannot be had, or is of another version: serve all files of one version from one folder, with CORS.`,
    );
  }
  return (await import(url)) as Module;
};

/**
 * Whether the module at `url` has this hash, and has run. `undefined` when the page wants Trusted Types and does not let us
 * have a policy: it asks for a script element's address, but not for that of `import()`.
 */
const runScript = (url: string, integrity: string): Promise<boolean | undefined> =>
  new Promise((resolve) => {
    const script = document.createElement('script');
    script.type = 'module';
    script.crossOrigin = 'anonymous';
    script.integrity = integrity;
    // Where the page goes by nonces, a module's imports get by with its own; a new element has to bring one.
    script.nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '';
    const settle = (loaded: boolean | undefined): void => {
      script.remove();
      resolve(loaded);
    };
    script.onload = () => settle(true);
    script.onerror = () => settle(false);
    try {
      script.src = trustedScriptUrl(url);
    } catch {
      settle(undefined);
      return;
    }
    document.head.append(script);
  });

/** Whether the file at `url` can be had and has this hash. A later request of the same file comes from the HTTP cache. */
export const isIntact = async (url: string, integrity: string): Promise<boolean> => {
  try {
    const response = await fetch(url, { integrity, mode: 'cors', credentials: 'same-origin' });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
};
