export { decodeValue, ProtocolViolation, type DecodeLimits } from "@/server/judge/sandbox/decode-value";
export { encodeValue, valueSize, writeValue } from "@/server/judge/sandbox/encode-value";
export {
  bytesPerElement, elementCount, type ArrayValue, type Dtype, type Layout, type UnsupportedReason, type Value,
} from "@/server/judge/sandbox/wire";
