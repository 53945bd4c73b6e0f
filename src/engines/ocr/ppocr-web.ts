import { TabulariumError } from '../../model/tabularium-error.ts'
import type { OcrEngine } from './ocr-engine.ts'
import type { OnnxSessionFactory } from './onnx-session.ts'
import { createPpocr } from './ppocr.ts'

/** PP-OCRv4 on the WebAssembly ONNX Runtime: the same text about four times slower, wherever Node runs. */
export async function createPpocrWeb(options: { stretch?: number } = {}): Promise<OcrEngine> {
  return createPpocr({ name: 'ppocr-web', createSession: await wasmSessionFactory(), ...options })
}

async function wasmSessionFactory(): Promise<OnnxSessionFactory> {
  const ort = await import('onnxruntime-web').catch((cause: unknown) => {
    throw new TabulariumError(
      'engine-unavailable',
      'The WebAssembly ONNX Runtime could not be loaded, so the engine "ppocr-web" cannot read.',
      'Run npm ci again, or choose --engine tesseract.',
      { exitStatus: 2, cause },
    )
  })
  ort.env.wasm.numThreads = 1
  return async model => {
    const session = await ort.InferenceSession.create(model, {
      executionProviders: ['wasm'],
      graphOptimizationLevel: 'all',
      logSeverityLevel: 3,
    })
    const input = session.inputNames[0]!
    const output = session.outputNames[0]!
    return {
      async run(tensor) {
        const results = await session.run({ [input]: new ort.Tensor('float32', tensor.data, [...tensor.dims]) })
        const { data, dims } = results[output]!
        return { data: data as Float32Array, dims }
      },
      release: () => session.release(),
    }
  }
}
