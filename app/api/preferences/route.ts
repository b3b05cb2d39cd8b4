import { z } from "zod";
import { ok } from "@/lib/result";
import { locales } from "@/lib/text/locales";
import { themes } from "@/lib/text/themes";
import { defineRoute } from "@/server/http/define-route";

const aYear = 365 * 86_400;

/** Language and theme are cookies, not a path: links can be shared, and each viewer reads in their own. */
export const POST = defineRoute({
  body: z.strictObject({ locale: z.enum(locales).optional(), theme: z.enum(themes).optional() }),
  async run({ body, setCookie }) {
    if (body.locale) setCookie("locale", body.locale, { maxAgeSeconds: aYear, httpOnly: false });
    if (body.theme) setCookie("theme", body.theme, { maxAgeSeconds: aYear, httpOnly: false });
    return ok({});
  },
});
