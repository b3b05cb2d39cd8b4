/** Something that a person has to put right. It is shown by its message alone, without a stack. */
export class SetupError extends Error {
  override readonly name = "SetupError";
}
