import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

const levels: Record<number, string> = { 10: "trace", 20: "debug", 30: "info", 40: "warn", 50: "error", 60: "fatal" };
const framing = new Set(["level", "time", "name", "msg", "err", "pid", "hostname"]);

/** Shows what a child prints, a line at a time, under its name. */
export function showLines(name: string, stream: Readable, write: (line: string) => void): void {
  createInterface({ input: stream }).on("line", (line) => {
    if (line.trim() !== "") write(`${name.padEnd(9)} ${readable(line)}`);
  });
}

/** A line of JSON from the logger as a person reads it; any other line as it is. */
export function readable(line: string): string {
  const event = parse(line);
  if (!event) return line;
  const level = levels[Number(event["level"])] ?? "info";
  const fields = Object.entries(event)
    .filter(([key, value]) => !framing.has(key) && value !== undefined)
    .map(([key, value]) => `${key}=${typeof value === "string" ? value : JSON.stringify(value)}`);
  const time = new Date(Number(event["time"])).toTimeString().slice(0, 8);
  const head = [time, level === "info" ? null : level, event["msg"], ...fields].filter(Boolean).join("  ");
  const fault = event["err"] as { stack?: string; message?: string } | undefined;
  return fault ? `${head}\n${indent(fault.stack || fault.message || "")}` : head;
}

function parse(line: string): Record<string, unknown> | null {
  if (!line.startsWith("{")) return null;
  try {
    const value = JSON.parse(line) as Record<string, unknown>;
    return typeof value["level"] === "number" && typeof value["time"] === "number" ? value : null;
  } catch {
    return null;
  }
}

function indent(text: string): string {
  return text.split("\n").map((line) => `          ${line}`).join("\n");
}
