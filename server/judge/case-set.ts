import { createHash } from "node:crypto";
import { AuthorFault, type Author } from "@/server/judge/author";
import { decodeValue, encodeValue, type Value } from "@/server/judge/sandbox/value";
import type { JudgeMaterial } from "@/server/questions/material";

export type CaseCall = { readonly name: string; readonly args: readonly Value[]; readonly kwargs: readonly [string, Value][] };
export type Outcome =
  | { readonly status: "returned"; readonly value: Value }
  | { readonly status: "raised"; readonly exceptionClass: string };

/** One drawn case of one hidden test: calls in order, and what is right. */
export type Case = {
  readonly test: string;
  /** The author's check in place of equality. */
  readonly check: string | null;
  /** Overflow, invalid and divide raise inside the call. */
  readonly strictFloats: boolean;
  readonly calls: readonly CaseCall[];
  readonly expected: readonly Outcome[];
};

/**
 * One case of every hidden test but those of the speed group, drawn by one secret seed. A submission draws a set, so its
 * seed is the set's: the same submission, version and seed give the same cases and the same verdict, anywhere.
 */
export type CaseSet = { readonly seed: bigint; readonly digest: string; readonly cases: readonly Case[] };

/** What is stored: everything but the seed, which stands in a column of its own. */
export type StoredCaseSet = { readonly seed: bigint; readonly digest: string; readonly encoded: Buffer };

const decodeLimits = { maxDepth: 16, maxBytes: 64 * 2 ** 20, maxItems: 2_000_000 };

export async function makeCaseSet(author: Author, material: JudgeMaterial, seed: bigint): Promise<StoredCaseSet> {
  const names = material.tests.filter((test) => test.group !== "speed").map((test) => test.name);
  const drawn = await author.draw(names, seed);
  const encoded = Buffer.from(encodeValue(drawn));
  return { seed, digest: createHash("sha256").update(encoded).digest("hex"), encoded };
}

export function openCaseSet(stored: StoredCaseSet): CaseSet {
  const cases = readCases(decodeValue(stored.encoded, decodeLimits));
  return { seed: stored.seed, digest: stored.digest, cases: shuffle(cases, stored.seed) };
}

/** Large cases are made anew from the seed, never stored. */
export async function drawSpeedCases(author: Author, material: JudgeMaterial, seed: bigint): Promise<Case[]> {
  const names = material.tests.filter((test) => test.group === "speed").map((test) => test.name);
  return names.length === 0 ? [] : readCases(await author.draw(names, seed));
}

export function randomSeed(): bigint {
  return crypto.getRandomValues(new BigUint64Array(1))[0] ?? 0n;
}

export function readCases(drawn: Value): Case[] {
  return itemsOf(drawn).map((each) => {
    const fields = fieldsOf(each);
    const check = fields.get("check");
    return {
      test: textOf(fields.get("test")),
      check: check?.kind === "str" ? check.value : null,
      strictFloats: textOf(fields.get("errors")) === "raise",
      calls: itemsOf(fields.get("calls")).map((call) => {
        const [name, args, kwargs] = itemsOf(call);
        return { name: textOf(name), args: itemsOf(args), kwargs: kwargs?.kind === "dict" ? kwargs.entries : [] };
      }),
      expected: readOutcomes(fields.get("expected")),
    };
  });
}

export function readOutcomes(value: Value | undefined): Outcome[] {
  return itemsOf(value).map((outcome) => {
    const [status, what] = itemsOf(outcome);
    if (textOf(status) === "raised") return { status: "raised", exceptionClass: textOf(what) };
    if (!what) throw new AuthorFault("an outcome without a value");
    return { status: "returned", value: what };
  });
}

function itemsOf(value: Value | undefined): readonly Value[] {
  if (value?.kind === "list" || value?.kind === "tuple") return value.items;
  throw new AuthorFault(`a list was expected, not ${value?.kind ?? "nothing"}`);
}

function fieldsOf(value: Value): ReadonlyMap<string, Value> {
  if (value.kind === "dict") return new Map(value.entries);
  throw new AuthorFault(`a dict was expected, not ${value.kind}`);
}

function textOf(value: Value | undefined): string {
  if (value?.kind === "str") return value.value;
  throw new AuthorFault(`a text was expected, not ${value?.kind ?? "nothing"}`);
}

/** The order of tests is drawn as well, so that a program can't tell them apart by their turn. */
function shuffle<T>(items: readonly T[], seed: bigint): T[] {
  const bytes = (round: number) => createHash("sha256").update(`order:${seed}:${round}`).digest();
  return items
    .map((item, index) => ({ item, key: bytes(index) }))
    .sort((a, b) => Buffer.compare(a.key, b.key))
    .map(({ item }) => item);
}
