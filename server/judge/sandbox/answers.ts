import { answerKind, inputMutatedFlag, sharesMemoryFlag, type Frame } from "@/server/judge/sandbox/protocol";
import type { Answer, Loaded, LoadError, Shown } from "@/server/judge/sandbox/sandbox";
import { decodeValue, elementCount, ProtocolViolation, type DecodeLimits, type Value } from "@/server/judge/sandbox/value";

/** Frames as words. Whatever an honest agent would not write is a violation, so nothing unknown is ever read kindly. */

const smallLimits: DecodeLimits = { maxDepth: 4, maxBytes: 128 * 1024, maxItems: 5_000 };
/** Of one shown array; the rest of it is told by its statistics. */
const maxShownElements = 4_096;
const nothing: Value = { kind: "int", value: 0n };
const loadErrorKinds: readonly LoadError["kind"][] = ["compile", "runtime", "missing_function"];

/** Without texts only these names pass: a class of the candidate's own could spell out a hidden input. */
const exceptionClasses = new Set(
  `ArithmeticError AssertionError AttributeError BaseException BlockingIOError BrokenPipeError BufferError BytesWarning
  ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError DeprecationWarning
  EOFError EncodingWarning Exception ExceptionGroup BaseExceptionGroup FileExistsError FileNotFoundError
  FloatingPointError FutureWarning GeneratorExit ImportError ImportWarning IndentationError IndexError InterruptedError
  IsADirectoryError KeyError KeyboardInterrupt LinAlgError LookupError MemoryError ModuleNotFoundError NameError
  NotADirectoryError NotImplementedError OSError OverflowError PendingDeprecationWarning PermissionError
  ProcessLookupError RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration
  StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError TypeError UnboundLocalError
  UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning
  ZeroDivisionError`.split(/\s+/),
);

export function readLoaded(frame: Frame, texts: boolean): Loaded {
  if (frame.kind === answerKind.loaded && frame.payload.length === 0) return { status: "loaded" };
  if (frame.kind !== answerKind.loadError) throw new ProtocolViolation("not an answer to a load");
  const [kind, name, text] = tupleOf(decodeValue(frame.payload, smallLimits), 3);
  const known = kind?.kind === "int" ? loadErrorKinds[Number(kind.value)] : undefined;
  if (known === undefined) throw new ProtocolViolation("an unknown load error");
  return { status: "load_error", kind: known, exceptionClass: exceptionClassOf(name, texts), text: textOf(text, texts) };
}

export function readAnswer(frame: Frame, limits: DecodeLimits, texts: boolean, elapsedMs: number): Answer {
  if (frame.kind === answerKind.returned) {
    return {
      status: "returned",
      value: decodeValue(frame.payload, limits),
      inputMutated: (frame.flags & inputMutatedFlag) !== 0,
      sharesMemory: (frame.flags & sharesMemoryFlag) !== 0,
      elapsedMs,
    };
  }
  if (frame.kind !== answerKind.raised) throw new ProtocolViolation("not an answer to a call");
  const [name, text] = tupleOf(decodeValue(frame.payload, smallLimits), 2);
  return { status: "raised", exceptionClass: exceptionClassOf(name, texts), text: textOf(text, texts), elapsedMs };
}

export function readShown(frame: Frame): Shown {
  const [name, value, about] = tupleOf(decodeValue(frame.payload, { ...smallLimits, maxDepth: 7 }), 3);
  if (name?.kind !== "str" || value === undefined) throw new ProtocolViolation("not a shown value");
  if (about?.kind !== "dict") return { name: name.value.slice(0, 80), value, about: null };
  const facts = new Map(about.entries);
  const dtype = facts.get("dtype");
  const shape = facts.get("shape");
  if (dtype?.kind !== "str" || shape?.kind !== "list") throw new ProtocolViolation("not facts about an array");
  // Whoever looks at it takes these for what they say they are; a program can write what it likes.
  const lengths = shape.items.map(countOf);
  if (value.kind !== "array" || elementCount(value.shape) !== Math.min(maxShownElements, elementCount(lengths))) {
    throw new ProtocolViolation("an array of another size");
  }
  return {
    name: name.value.slice(0, 80),
    value,
    about: {
      dtype: dtype.value,
      shape: lengths,
      nanCount: countOf(facts.get("nanCount") ?? nothing),
      infinityCount: countOf(facts.get("infinityCount") ?? nothing),
      min: numberOf(facts.get("min")),
      max: numberOf(facts.get("max")),
      mean: numberOf(facts.get("mean")),
    },
  };
}

function tupleOf(value: Value, length: number): Value[] {
  if (value.kind !== "tuple" || value.items.length !== length) throw new ProtocolViolation("an answer of another form");
  return value.items;
}

function exceptionClassOf(value: Value | undefined, texts: boolean): string {
  if (value?.kind !== "str") throw new ProtocolViolation("an exception without a class");
  if (texts) return /^[\p{L}_][\p{L}\p{N}_]{0,79}$/u.test(value.value) ? value.value : "Exception";
  return exceptionClasses.has(value.value) ? value.value : "Exception";
}

function textOf(value: Value | undefined, texts: boolean): string | null {
  return texts && value?.kind === "str" ? value.value.slice(0, 8_000) : null;
}

function countOf(value: Value): number {
  const count = value.kind === "int" ? Number(value.value) : -1;
  if (!Number.isSafeInteger(count) || count < 0) throw new ProtocolViolation("not a count");
  return count;
}

function numberOf(value: Value | undefined): number | null {
  return value?.kind === "float" && Number.isFinite(value.value) ? value.value : null;
}
