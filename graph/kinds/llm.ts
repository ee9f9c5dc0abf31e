import type { FileRef } from '../params';
import type { Kind } from './kind';
import type { Model } from './model';

interface Asked {
  /** As people read it: `llama3.2 at Ollama`. */
  readonly title: string;
  readonly temperature?: number;
  /** Tokens that an answer may have at most. */
  readonly maxTokens: number;
}

/** A service that the server asks. Its key stays there; only the connection’s name is here. */
export interface LlmEndpoint extends Asked {
  readonly from: 'endpoint';
  readonly connection: string;
  readonly model: string;
  /** It is shown pictures too; not every model can see. */
  readonly sees?: boolean;
  /** What one run may use at most. */
  readonly budget: { readonly tokens?: number; readonly dollars?: number };
}

/** A model of the graph. */
export interface LlmModel extends Asked {
  readonly from: 'model';
  readonly model: Model;
  /** A Jinja template, as `tokenizer_config.json` has it. */
  readonly chatTemplate: string;
}

/** A model that others published in the ONNX format; transformers.js runs it on this device. */
export interface LlmOnnx extends Asked {
  readonly from: 'onnx';
  /** One .zip of its files, or each under its name; their bytes stay in the store. */
  readonly files: readonly FileRef[];
  /** What its weights are written in. */
  readonly form: 'q4' | 'q8' | 'int8' | 'uint8' | 'fp32' | 'q4f16' | 'fp16' | 'bnb4';
  readonly device: 'auto' | 'webgpu' | 'wasm';
  readonly topP?: number;
  /** Tokens that it looks back on. */
  readonly context: number;
  /** A Jinja template; left out, the model’s own. */
  readonly chatTemplate?: string;
}

/** Answers written beforehand: for lessons, tests and places without a network. It says of itself that it is no model. */
export interface LlmScript extends Asked {
  readonly from: 'script';
  readonly rules: readonly ScriptedAnswer[];
  /** The body of a JavaScript function of what was `said` last and of which `turn` this is, in place of rules; it runs in the sandbox. */
  readonly program?: string;
}

/** One answer, and when it is given. */
export interface ScriptedAnswer {
  /** A regular expression (RE2) over the last thing said; the first rule that fits answers. Left out, it always fits. */
  readonly when?: string;
  /** How often it answers in one conversation; left out, always. */
  readonly times?: number;
  readonly say?: string;
  readonly calls?: readonly { readonly name: string; readonly arguments: string }[];
}

/** A language model that can be talked to, wherever it comes from. */
export type Llm = LlmEndpoint | LlmModel | LlmOnnx | LlmScript;

export const llm: Kind<Llm> = {
  name: 'llm',
  of: [],
  title: 'Language model',
  phrase: 'a language model to talk to',
  family: 'value',
};
