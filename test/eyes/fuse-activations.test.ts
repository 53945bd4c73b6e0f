import * as ort from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import { fuseActivations } from '../../src/engines/ocr/fuse-activations.ts'
import { decodeOnnx } from '../../src/engines/ocr/onnx-model.ts'
import { readPpocrRecogniser } from '../../src/engines/ocr/ppocr-models.ts'

/** Noise from a fixed linear congruential generator, −1…1. */
function noise(length: number): Float32Array {
  const data = new Float32Array(length)
  let state = 1
  for (let i = 0; i < length; i++) {
    state = (state * 1103515245 + 12345) % 2147483648
    data[i] = state / 1073741824 - 1
  }
  return data
}

async function outputOf(model: Uint8Array, dims: number[]): Promise<Float32Array> {
  const session = await ort.InferenceSession.create(model, { intraOpNumThreads: 1, logSeverityLevel: 3 })
  const input = noise(dims.reduce((product, side) => product * side, 1))
  const output = await session.run({ [session.inputNames[0]!]: new ort.Tensor('float32', input, dims) })
  await session.release()
  return output[session.outputNames[0]!]!.data as Float32Array
}

describe('networks with fused activations', () => {
  it('the recogniser gives the same output to rounding', async () => {
    const dims = [1, 3, 48, 160]
    const model = readPpocrRecogniser()
    const plain = await outputOf(model, dims)
    const fused = await outputOf(fuseActivations(model), dims)
    let difference = 0
    for (const [i, value] of plain.entries()) difference = Math.max(difference, Math.abs(value - fused[i]!))
    expect(fused.length).toBe(plain.length)
    expect(difference).toBeLessThan(5e-5)
  })

  it('the recogniser loses all 28 spelled-out activations', () => {
    const operations = (model: Uint8Array, type: string) =>
      decodeOnnx(model).graph.node.filter(node => node.op_type === type).length
    const model = readPpocrRecogniser()
    expect(operations(model, 'Clip')).toBe(28)
    expect(operations(fuseActivations(model), 'Clip')).toBe(0)
  })
})
