/**
 * What the SDK declares for a client's messages, by the type that declares it, and the Live API does not have, with the
 * reason. What stands below it is left out as well.
 */
export const CLIENT_NOT_ON_WIRE: Readonly<Record<string, string>> = {
  'GenerationConfig.modelSelectionConfig': "the SDK's name for `modelConfig`, which is listed",
  'FunctionCall.partialArgs': 'arguments in pieces, which `generateContent` streams and a client never sends',
  'FunctionCall.willContinue':
    'arguments in pieces, which `generateContent` streams and a client never sends',
  'FunctionResponsePart.mediaProcessing': 'of `generateContent` only; no Live documentation names it',
};

/** What is on the wire and not in the SDK, with where it is known from. */
export const CLIENT_NOT_IN_SDK: Readonly<Record<string, string>> = {
  'setup.toolConfig': "Firebase's SDK sends it",
  'setup.generationConfig.modelConfig': 'the wire name of `modelSelectionConfig`',
  'setup.generationConfig.responseFormat': 'any JSON here, as it is refused; a list in the SDK',
  'setup.generationConfig.imageConfig': "the API's reference",
};

const NOT_A_MODELS = 'what a client may say, and no model does in Live';
const NOT_SEEN = 'of `generateContent`; neither recordings nor documentation of Live show it';

/** What the SDK declares for the service's messages and Live does not send, as `CLIENT_NOT_ON_WIRE`. */
export const SERVER_NOT_ON_WIRE: Readonly<Record<string, string>> = {
  'Part.mediaResolution': NOT_A_MODELS,
  'Part.toolCall': NOT_SEEN,
  'Part.toolResponse': NOT_SEEN,
  'Part.audioTranscription': NOT_SEEN,
  'Part.fileData': NOT_A_MODELS,
  'Part.functionCall': 'calls have a message of their own, `toolCall`',
  'Part.functionResponse': NOT_A_MODELS,
  'Part.thoughtSignature': NOT_SEEN,
  'Part.videoMetadata': NOT_A_MODELS,
  'Part.partMetadata': NOT_SEEN,
  'Part.mediaProcessing': NOT_A_MODELS,
  'Part.speechMetadata': NOT_SEEN,
  'Blob.displayName': NOT_A_MODELS,
  'ExecutableCode.id': NOT_SEEN,
  'CodeExecutionResult.id': NOT_SEEN,
  'FunctionCall.partialArgs': NOT_SEEN,
  'FunctionCall.willContinue': NOT_SEEN,
  'GroundingChunk.image': NOT_SEEN,
  'GroundingChunk.maps': NOT_SEEN,
  'GroundingChunk.retrievedContext': NOT_SEEN,
  'GroundingChunkWeb.domain': NOT_SEEN,
  'GroundingSupport.confidenceScores': NOT_SEEN,
  'GroundingSupport.renderedParts': NOT_SEEN,
  'Segment.partIndex': NOT_SEEN,
  'GroundingMetadata.retrievalMetadata': NOT_SEEN,
  'GroundingMetadata.googleMapsWidgetContextToken': NOT_SEEN,
  'GroundingMetadata.imageSearchQueries': NOT_SEEN,
  'GroundingMetadata.retrievalQueries': NOT_SEEN,
  'GroundingMetadata.sourceFlaggingUris': NOT_SEEN,
  'SearchEntryPoint.sdkBlob': NOT_SEEN,
};

/** Of the SDK's one kind of transcript, what an interim one has not: it is replaced before anything more is known of it. */
export const NOT_OF_INTERIM =
  /^serverContent\.interimInputTranscription\.(finished|languageCode|speakerLabel|words)/;

/** What the service sends and the SDK does not declare, with where it is known from. */
export const SERVER_NOT_IN_SDK: Readonly<Record<string, string>> = {
  'serverContent.speechState': "Vertex AI's documentation",
  interactionStatus: "Google's documentation shows it beside `toolCall`",
  'usageMetadata.candidatesTokenCount': 'recorded on Vertex AI; the SDK renames it to `responseTokenCount`',
  'usageMetadata.candidatesTokensDetails[]':
    'recorded on Vertex AI; the SDK renames it to `responseTokensDetails`',
  'usageMetadata.candidatesTokensDetails[].modality': 'with it',
  'usageMetadata.candidatesTokensDetails[].tokenCount': 'with it',
  'voiceActivity.type': 'the wire name on Vertex AI; the SDK renames it to `voiceActivityType`',
};
