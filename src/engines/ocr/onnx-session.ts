/** A float tensor, row-major. */
export interface FloatTensor {
  readonly data: Float32Array
  readonly dims: readonly number[]
}

/** One loaded network with one float input and one float output: all that the engines use of ONNX Runtime, native or wasm. */
export interface OnnxSession {
  run(input: FloatTensor): Promise<FloatTensor>
  release(): Promise<void>
}

/** Loads a network from its bytes. */
export type OnnxSessionFactory = (model: Uint8Array) => Promise<OnnxSession>
