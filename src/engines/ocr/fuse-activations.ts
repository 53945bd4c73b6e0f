import {
  attributeInts,
  decodeOnnx,
  encodeOnnx,
  floatAttribute,
  floatConstants,
  floatInitializer,
  intAttribute,
  intsAttribute,
  type OnnxModel,
  type OnnxNode,
} from './onnx-model.ts'
import type { FloatTensor } from './onnx-session.ts'

/**
 * Rewrites a PP-LCNetV3 network so that ONNX Runtime reads it in half the time (24.5 → 12.4 ms for 320 px on one core): the exported
 * graph spells each activation as seven element-wise operations over the whole picture, which the runtime can neither fuse nor keep in
 * its blocked layout. Three exact rewrites (results differ by rounding, below 2e-6):
 *
 * - `conv → × s → + b` becomes the convolution with weights `s·w` and bias `s·bias + b`;
 * - `x · clip(x + 3, 0, 6) / 6` becomes `x · HardSigmoid(x)`, which the runtime fuses into the convolution before it;
 * - `× s → + b` goes into the pointwise convolution behind it, or, where that one pads, becomes a 1 × 1 depthwise convolution.
 *
 * What does not match stays as it is, so any network comes out equivalent.
 */
export function fuseActivations(model: Uint8Array): Uint8Array {
  const onnx = decodeOnnx(model)
  const constants = floatConstants(onnx)
  for (const rewrite of [scaleIntoConvolution, hardSwishSpelledShort, scaleIntoNextConvolution])
    rewrite(createGraph(onnx, constants))
  dropUnusedConstants(onnx)
  return encodeOnnx(onnx)
}

type Graph = ReturnType<typeof createGraph>

/** The graph with its edges; nodes are replaced in place, so a rewrite needs a fresh one. */
function createGraph(model: OnnxModel, constants: Map<string, FloatTensor>) {
  const consumersByName = new Map<string, OnnxNode[]>()
  const producerByName = new Map<string, OnnxNode>()
  for (const node of model.graph.node) {
    for (const name of node.input) consumersByName.set(name, [...(consumersByName.get(name) ?? []), node])
    for (const name of node.output) producerByName.set(name, node)
  }
  const consumersOf = (node: OnnxNode) => consumersByName.get(node.output[0]!) ?? []
  const soleConsumer = (node: OnnxNode) => (consumersOf(node).length === 1 ? consumersOf(node)[0] : undefined)
  const constantOf = (name: string | undefined) => (name === undefined ? undefined : constants.get(name))

  /** The scalar that `node`, an operation of this type, combines with `other`; undefined for anything else. */
  function scalarBeside(node: OnnxNode | undefined, type: string, other: string): number | undefined {
    if (node?.op_type !== type || node.input.length !== 2) return undefined
    const constant = constantOf(node.input.find(name => name !== other))
    return constant?.data.length === 1 ? constant.data[0] : undefined
  }

  return {
    nodes: () => [...model.graph.node],
    scalarBeside,
    consumersOf,
    soleConsumer,
    producerOf: (name: string) => producerByName.get(name),
    constantOf,
    /** `× scale → + shift` from `from` on. */
    affineAfter(from: string, first: OnnxNode | undefined): Affine | undefined {
      const scale = scalarBeside(first, 'Mul', from)
      if (first === undefined || scale === undefined) return undefined
      const second = soleConsumer(first)
      const shift = scalarBeside(second, 'Add', first.output[0]!)
      return second === undefined || shift === undefined ? undefined : { scale, shift, nodes: [first, second] }
    },
    /** Adds a float constant and gives its name. */
    addConstant(name: string, dims: readonly number[], data: Float32Array): string {
      model.graph.initializer.push(floatInitializer(name, { dims, data }))
      constants.set(name, { dims, data })
      return name
    },
    replace(old: readonly OnnxNode[], put: readonly OnnxNode[]): void {
      const at = Math.max(...old.map(node => model.graph.node.indexOf(node)))
      model.graph.node.splice(at, 1, ...put)
      model.graph.node = model.graph.node.filter(node => !old.includes(node))
    },
  }
}

interface Affine {
  readonly scale: number
  readonly shift: number
  readonly nodes: readonly [OnnxNode, OnnxNode]
}

function scaleIntoConvolution(graph: Graph): void {
  for (const conv of graph.nodes()) {
    const weights = conv.op_type === 'Conv' ? graph.constantOf(conv.input[1]) : undefined
    if (weights === undefined) continue
    const affine = graph.affineAfter(conv.output[0]!, graph.soleConsumer(conv))
    if (affine === undefined) continue
    const { scale, shift, nodes } = affine
    const bias = biasOf(graph, conv, weights).map(value => value * scale + shift)
    setWeights(
      graph,
      conv,
      weights.dims,
      weights.data.map(value => value * scale),
      bias,
    )
    conv.output = nodes[1].output
    graph.replace(nodes, [])
  }
}

function hardSwishSpelledShort(graph: Graph): void {
  for (const division of graph.nodes()) {
    const product = division.op_type === 'Div' ? graph.producerOf(division.input[0]!) : undefined
    if (product?.op_type !== 'Mul' || graph.scalarBeside(division, 'Div', product.output[0]!) !== 6) continue
    const clip = product.input.map(name => graph.producerOf(name)).find(node => node?.op_type === 'Clip')
    const sum = clip === undefined ? undefined : graph.producerOf(clip.input[0]!)
    const x = product.input.find(name => name !== clip?.output[0])
    if (clip === undefined || sum === undefined || x === undefined || graph.scalarBeside(sum, 'Add', x) !== 3) continue
    if (!isClipTo6(clip) || [sum, clip, product].some(node => graph.soleConsumer(node) === undefined)) continue
    const gate = `${x}.gate`
    graph.replace(
      [sum, clip, product, division],
      [
        node('HardSigmoid', [x], gate, [floatAttribute('alpha', 1 / 6), floatAttribute('beta', 0.5)]),
        node('Mul', [x, gate], division.output[0]!, []),
      ],
    )
  }
}

function scaleIntoNextConvolution(graph: Graph): void {
  for (const product of graph.nodes()) {
    const source = graph.soleConsumer(product)
    const x = product.output[0]!
    const conv = product.op_type === 'Mul' ? graph.producerOf(product.input[0]!) : undefined
    const channels = graph.constantOf(conv?.input[1])?.dims[0]
    const affine = graph.affineAfter(x, source)
    if (conv?.op_type !== 'Conv' || channels === undefined || affine === undefined) continue
    const { scale, shift, nodes } = affine
    const next = graph.soleConsumer(nodes[1])
    const weights = next === undefined ? undefined : graph.constantOf(next.input[1])
    if (next !== undefined && weights !== undefined && isPointwise(next)) {
      const inputs = weights.dims[1]!
      const bias = biasOf(graph, next, weights)
      for (const [i, value] of weights.data.entries()) bias[Math.floor(i / inputs)]! += value * shift
      setWeights(
        graph,
        next,
        weights.dims,
        weights.data.map(value => value * scale),
        bias,
      )
      next.input[0] = x
      graph.replace(nodes, [])
      continue
    }
    const depthwise = node('Conv', [x], nodes[1].output[0]!, [
      intAttribute('group', channels),
      intsAttribute('kernel_shape', [1, 1]),
      intsAttribute('strides', [1, 1]),
      intsAttribute('dilations', [1, 1]),
      intsAttribute('pads', [0, 0, 0, 0]),
    ])
    setWeights(
      graph,
      depthwise,
      [channels, 1, 1, 1],
      new Float32Array(channels).fill(scale),
      new Float32Array(channels).fill(shift),
    )
    graph.replace(nodes, [depthwise])
  }
}

function dropUnusedConstants({ graph }: OnnxModel): void {
  const used = new Set(graph.node.flatMap(node => node.input))
  graph.node = graph.node.filter(node => node.op_type !== 'Constant' || used.has(node.output[0]!))
  graph.initializer = graph.initializer.filter(tensor => used.has(tensor.name))
}

function node(type: string, input: string[], output: string, attribute: OnnxNode['attribute']): OnnxNode {
  return { op_type: type, name: `${output}.${type}`, input, output: [output], attribute }
}

function biasOf(graph: Graph, conv: OnnxNode, weights: FloatTensor): Float32Array {
  return Float32Array.from(graph.constantOf(conv.input[2])?.data ?? new Float32Array(weights.dims[0]!))
}

function setWeights(
  graph: Graph,
  conv: OnnxNode,
  dims: readonly number[],
  weights: Float32Array,
  bias: Float32Array,
): void {
  const name = `${conv.output[0]!}.${conv.input.length}`
  conv.input = [
    conv.input[0]!,
    graph.addConstant(`${name}.weights`, dims, weights),
    graph.addConstant(`${name}.bias`, [bias.length], bias),
  ]
}

function isPointwise(conv: OnnxNode): boolean {
  return (
    conv.op_type === 'Conv' &&
    attributeInts(conv, 'kernel_shape').every(side => side === 1) &&
    attributeInts(conv, 'pads').every(side => side === 0) &&
    (attributeInts(conv, 'group')[0] ?? 1) === 1
  )
}

function isClipTo6(clip: OnnxNode): boolean {
  const bound = (name: string) => clip.attribute.find(attribute => attribute.name === name)?.f
  return (bound('min') ?? 0) === 0 && bound('max') === 6
}
