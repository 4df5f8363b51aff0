/** Where a location's models are reached; the multi-regions and `global` have hosts of other forms (documented). */
export const vertexHost = (location: string): string => {
  if (location === 'global') return 'aiplatform.googleapis.com';
  return location === 'us' || location === 'eu'
    ? `aiplatform.${location}.rep.googleapis.com`
    : `${location}-aiplatform.googleapis.com`;
};

/** The address of the Live API's socket on Vertex AI, at Google or at `baseUrl` (http(s) or ws(s)). */
export const vertexAddress = (
  location: string,
  apiVersion: string,
  baseUrl = `wss://${vertexHost(location)}`,
): string => {
  if (!URL.canParse(baseUrl) || !/^(https?|wss?):$/.test(new URL(baseUrl).protocol)) {
    throw new TypeError('baseUrl must be an address that begins with http(s):// or ws(s)://.');
  }
  const base = baseUrl.replace(/^http/, 'ws').replace(/\/+$/, '');
  return `${base}/ws/google.cloud.aiplatform.${apiVersion}.LlmBidiService/BidiGenerateContent`;
};
