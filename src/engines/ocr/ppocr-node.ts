import { TabulariumError } from '../../model/tabularium-error.ts'
import type { OcrEngine } from './ocr-engine.ts'
import type { OnnxSessionFactory } from './onnx-session.ts'
import { createPpocr } from './ppocr.ts'

/** PP-OCRv4 on the native ONNX Runtime: the default reader. Fails with `engine-unavailable` where the native library cannot load. */
export async function createPpocrNode(options: { stretch?: number } = {}): Promise<OcrEngine> {
  return createPpocr({ name: 'ppocr', createSession: await nativeSessionFactory(), ...options })
}

async function nativeSessionFactory(): Promise<OnnxSessionFactory> {
  // It would note an identifier in the user's home, and send how it is used; we promise that nothing is sent anywhere.
  process.env.ORT_DISABLE_TELEMETRY = '1'
  const ort = await import('onnxruntime-node').catch((cause: unknown) => {
    throw new TabulariumError(
      'engine-unavailable',
      'The native ONNX Runtime could not be loaded, so the engine "ppocr" cannot read.',
      'Run npm ci on a 64-bit Linux, macOS or Windows, or choose --engine ppocr-web or --engine tesseract.',
      { exitStatus: 2, cause },
    )
  })
  return async model => {
    const session = await ort.InferenceSession.create(model, {
      // Pages are read by several processes; a second thread inside one gains 12% at double the cost (OCR.md fact 1).
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      graphOptimizationLevel: 'all',
      // Errors only: warnings go to the terminal of whoever runs us.
      logSeverityLevel: 3,
    })
    const input = session.inputNames[0]!
    const output = session.outputNames[0]!
    return {
      async run(tensor) {
        const results = await session.run({ [input]: new ort.Tensor('float32', tensor.data, tensor.dims) })
        const { data, dims } = results[output]!
        return { data: data as Float32Array, dims }
      },
      release: () => session.release(),
    }
  }
}
