export type { JsonObject } from "./json.js";
export { mintEncryptedReasoning, type ReasoningClaim, readEncryptedReasoning } from "./mint/encrypted-reasoning.js";
export { listedModels, type ModelFacts, modelFacts } from "./models.js";
export { OpenAIRefusal } from "./openai-refusal.js";
export {
  type AgentOptions,
  agent,
  answerSide,
  callIfDeclared,
  isSideRequest,
  lastUserText,
  turnsOf,
} from "./reply/agent.js";
export {
  call,
  cut,
  delay,
  event,
  failBefore,
  failInside,
  flatError,
  headers,
  incomplete,
  interleaved,
  item,
  keepalive,
  openPage,
  parallel,
  rateLimited,
  raw,
  reasoning,
  refusal,
  stall,
  text,
  usage,
  webSearch,
} from "./reply/builders.js";
export { defaultAssistant } from "./reply/default-assistant.js";
export type { CallStep, Citation, ErrorBody, OutputStep, Phase, Reply, Respond, Step } from "./reply/steps.js";
export { type Behaviour, behaviours } from "./rogue/behaviours.js";
export { countInput } from "./server/count-input.js";
export { createMemory, type Memory } from "./server/memory.js";
export type { SimulatedOpenAIOptions } from "./server/options.js";
export type { RecordedRequest } from "./server/recorded-request.js";
export { type SimulatedOpenAI, startSimulatedOpenAI } from "./server/start.js";
export { type CheckScope, checkRequest } from "./strict/check-request.js";
export { argumentsFor } from "./strict/normalise.js";
