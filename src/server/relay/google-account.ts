/** As much of `google-auth-library` as is asked for. */
interface GoogleAuthModule {
  readonly GoogleAuth: new (options: { readonly scopes: string }) => {
    getAccessToken(): Promise<string | null | undefined>;
  };
}

const SCOPE = 'https://www.googleapis.com/auth/cloud-platform';
/** Not written where it is imported: else a bundler would put Node's modules into the token endpoint of an edge worker. */
const LIBRARY = 'google-auth-library';

/**
 * Access tokens of the application's default credentials: a service account's where this runs on Google Cloud, else what
 * `GOOGLE_APPLICATION_CREDENTIALS` or `gcloud auth application-default login` says. The library keeps and renews them.
 */
export const googleAccessToken = (): (() => Promise<string>) => {
  let account: Promise<InstanceType<GoogleAuthModule['GoogleAuth']>> | undefined;
  return async () => {
    account ??= import(LIBRARY).then(({ GoogleAuth }: GoogleAuthModule) => new GoogleAuth({ scopes: SCOPE }));
    const token = await (await account).getAccessToken();
    if (!token) throw new Error('The default credentials gave no access token.');
    return token;
  };
};
