import protobuf from 'protobufjs'
import type { FloatTensor } from './onnx-session.ts'

/** The part of onnx.proto that PaddleOCR's exported networks use; `bytes` where a message is only carried along. */
const schema = `syntax = "proto3";
message Attribute { string name = 1; float f = 2; int64 i = 3; bytes s = 4; Tensor t = 5; repeated float floats = 7; repeated int64 ints = 8; int32 type = 20; }
message Tensor { repeated int64 dims = 1; int32 data_type = 2; repeated float float_data = 4; repeated int32 int32_data = 5; repeated int64 int64_data = 7; string name = 8; bytes raw_data = 9; }
message Node { repeated string input = 1; repeated string output = 2; string name = 3; string op_type = 4; repeated Attribute attribute = 5; string domain = 7; }
message Graph { repeated Node node = 1; string name = 2; repeated Tensor initializer = 5; repeated bytes input = 11; repeated bytes output = 12; repeated bytes value_info = 13; }
message Opset { string domain = 1; int64 version = 2; }
message Model { int64 ir_version = 1; string producer_name = 2; string producer_version = 3; int64 model_version = 5; Graph graph = 7; repeated Opset opset_import = 8; }`

const modelType = protobuf.parse(schema, { keepCase: true }).root.lookupType('Model')
/** Codes of onnx.proto: the element type of a tensor, the kinds of an attribute. */
const floatElements = 1
const attributeKinds = { float: 1, int: 2, ints: 7 } as const

export interface OnnxAttribute {
  readonly name: string
  readonly type: number
  readonly f?: number
  readonly i?: unknown
  readonly ints?: readonly unknown[]
  readonly t?: OnnxTensor
}

interface OnnxTensor {
  readonly name: string
  readonly dims: readonly unknown[]
  readonly data_type: number
  readonly raw_data: Uint8Array
  readonly float_data?: readonly number[]
}

/** One operation: names of its inputs and outputs, and its settings. */
export interface OnnxNode {
  op_type: string
  name: string
  input: string[]
  output: string[]
  attribute: OnnxAttribute[]
}

export interface OnnxModel {
  readonly graph: { node: OnnxNode[]; initializer: OnnxTensor[] }
}

/** Reads the bytes of an .onnx file. Throws where they are not one. */
export function decodeOnnx(bytes: Uint8Array): OnnxModel {
  return modelType.decode(bytes) as unknown as OnnxModel
}

export function encodeOnnx(model: OnnxModel): Uint8Array {
  return modelType.encode(model as object).finish()
}

/** Every float constant of the graph by name, whether it is an initializer or a Constant node. */
export function floatConstants(model: OnnxModel): Map<string, FloatTensor> {
  const constants = new Map<string, FloatTensor>()
  const add = (name: string, tensor: OnnxTensor) => {
    if (tensor.data_type === floatElements)
      constants.set(name, { dims: tensor.dims.map(Number), data: tensorFloats(tensor) })
  }
  for (const tensor of model.graph.initializer) add(tensor.name, tensor)
  for (const node of model.graph.node) {
    const value = node.op_type === 'Constant' ? node.attribute[0]?.t : undefined
    if (value !== undefined) add(node.output[0]!, value)
  }
  return constants
}

/** A float constant to put among the initializers. */
export function floatInitializer(name: string, { dims, data }: FloatTensor): OnnxTensor {
  return {
    name,
    dims,
    data_type: floatElements,
    raw_data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
  }
}

export function floatAttribute(name: string, f: number): OnnxAttribute {
  return { name, type: attributeKinds.float, f }
}

export function intAttribute(name: string, i: number): OnnxAttribute {
  return { name, type: attributeKinds.int, i }
}

export function intsAttribute(name: string, ints: readonly number[]): OnnxAttribute {
  return { name, type: attributeKinds.ints, ints }
}

/** The whole numbers of an attribute; empty where the node has none of that name. */
export function attributeInts(node: OnnxNode, name: string): number[] {
  const attribute = node.attribute.find(a => a.name === name)
  return attribute === undefined
    ? []
    : attribute.type === attributeKinds.int
      ? [Number(attribute.i)]
      : (attribute.ints ?? []).map(Number)
}

function tensorFloats(tensor: OnnxTensor): Float32Array {
  if (tensor.raw_data.length === 0) return Float32Array.from(tensor.float_data ?? [])
  return new Float32Array(new Uint8Array(tensor.raw_data).buffer)
}
