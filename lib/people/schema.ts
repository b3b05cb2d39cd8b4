import { z } from "zod";

export const minPasswordLength = 10;
/** argon2 takes any length; a megabyte of password is somebody's attack. */
export const maxPasswordLength = 200;

export const personName = z.string().trim().min(1, "name_missing").max(80, "name_too_long");
export const email = z.string().trim().toLowerCase().max(254, "email_invalid").email("email_invalid");
export const newPassword = z.string().min(minPasswordLength, "password_too_short").max(maxPasswordLength, "password_too_long");

/** Messages are codes: the page has the words. */
export const newPerson = z.strictObject({ name: personName, email, password: newPassword });
export type NewPerson = z.infer<typeof newPerson>;
