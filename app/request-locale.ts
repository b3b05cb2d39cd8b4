import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { chooseLocale } from "@/lib/text/choose-locale";
import { messages } from "@/lib/text/messages";

/** The language is a cookie, not a part of the path: a link that one person sends opens in the other's language. */
export default getRequestConfig(async () => {
  const locale = chooseLocale((await cookies()).get("locale")?.value, (await headers()).get("accept-language"));
  return { locale, messages: messages[locale] };
});
